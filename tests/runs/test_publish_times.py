"""The time at which an episode is to be published, as an editor says it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from service.errors import UsageError
from service.runs import publish_times

ZONE = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 3, 21, 22, 0, tzinfo=dt.UTC)
"""06:00 on the 22nd in Shanghai."""


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("06:30", "2026-03-22T06:30:00+08:00"),
        ("05:59", "2026-03-23T05:59:00+08:00"),
        ("06:00", "2026-03-23T06:00:00+08:00"),
        ("2026-03-22T06:30", "2026-03-22T06:30:00+08:00"),
        ("2026-03-21T22:30:00+00:00", "2026-03-22T06:30:00+08:00"),
        ("2026-03-29T06:00", "2026-03-29T06:00:00+08:00"),
    ],
)
def test_what_can_be_said(text, at):
    assert publish_times.parse(text, ZONE, NOW, NOW.date()).isoformat() == at


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "understood"),
        ("soon", "understood"),
        ("25:00", "understood"),
        ("06:30+08", "understood"),
        ("9999-12-31T23:59+00:00", "understood|ahead"),
        ("0001-01-01T00:00", "understood|past"),
        ("2026-03-22T06:00", "past"),
        ("2026-03-29T06:01", "ahead"),
        ("六点半", "understood"),
        ("\x00", "understood"),
    ],
)
def test_what_cannot_be(text, why):
    with pytest.raises(UsageError, match=why):
        publish_times.parse(text, ZONE, NOW, NOW.date())


@pytest.mark.parametrize(
    ("day", "at"),
    [(24, "2026-03-24T06:30:00+08:00"), (22, "2026-03-22T06:30:00+08:00"), (20, "2026-03-22T06:30:00+08:00")],
)
def test_a_time_without_a_date_is_of_the_editions_own_day(day, at):
    assert publish_times.parse("06:30", ZONE, NOW, dt.date(2026, 3, day)).isoformat() == at
