"""Dates as feeds and web pages write them."""

import datetime as dt
import pathlib

import pytest

from service.sources.page_dates import CHINA
from service.sources.timestamps import stamp
from tests.support.tables import every_row

DAY = dt.date(2026, 3, 21)
NOW = dt.datetime(2026, 3, 22, 9, 30, tzinfo=CHINA)
FORMS = [
    line.split("\t")
    for line in (pathlib.Path(__file__).parent.parent / "data/web/dates.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@every_row(("text", "right"), [pytest.param(*form[:2], id=form[0]) for form in FORMS])
def test_a_date_is_read_as_feeds_write_it(text, right):
    found = stamp(text, NOW)
    if right == "-":
        assert found is None
        return
    day, instant = found
    if len(right) == len("2026-03-21"):
        assert (day.isoformat(), instant) == (right, None)
    else:
        moment = dt.datetime.fromisoformat(right)
        assert abs(instant - moment) < dt.timedelta(seconds=1)
        assert day == moment.astimezone(CHINA).date()


@every_row("text", ["3小时前", "1774042200", "昨天 18:20", "3月21日 20:15", "12-30 20:15"])
def test_what_is_a_date_only_beside_the_clock_is_none_without_it(text):
    assert stamp(text) is None


@every_row("text", ["公司3月21日开通三条线路", "昨天全市下雨", "读到第1774042200行", "价格是12-30元"])
def test_a_sentence_with_a_day_is_no_date(text):
    assert stamp(text, NOW) is None


@every_row(
    ("text", "moment"),
    [
        ("2026-03-21T08:30:00Z", "2026-03-21T08:30:00+00:00"),
        ("Sat, 21 Mar 2026 08:30:00 GMT", "2026-03-21T08:30:00+00:00"),
        ("2026/3/21 08:30", "2026-03-21T08:30:00+08:00"),
        ("2026-03-21T08:30:00-05:00", "2026-03-21T08:30:00-05:00"),
        ("Sat Mar 21 08:30:00 CST 2026", "2026-03-21T08:30:00+08:00"),
    ],
)
def test_a_stamp_without_a_zone_is_meant_in_china(text, moment):
    found = stamp(text)
    assert found
    assert found[1] == dt.datetime.fromisoformat(moment)


def test_a_stamp_may_be_a_day_alone_or_none():
    assert stamp("2026年3月21日") == (DAY, None)
    for text in ("", "soon", "2026-02-30", "2026-13-01T00:00:00Z"):
        assert stamp(text) is None


@every_row(
    ("text", "instant"),
    [
        ("Sat, 21 Mar 2026 00:30:00 GMT", "2026-03-21 08:30"),
        ("Sat, 21 Mar 2026 08:30:00 +0800", "2026-03-21 08:30"),
        ("21 Mar 2026 08:30 +0800", "2026-03-21 08:30"),
        ("Sat, 21 Mar 2026 08:30:00", "2026-03-21 08:30"),
        ("Sat Mar 21 08:30:00 CST 2026", "2026-03-21 08:30"),
        ("2026-03-20T20:30:00-04:00", "2026-03-21 08:30"),
        ("2026-03-21T00:30:00.000Z", "2026-03-21 08:30"),
        ("2026-03-21 08:30:00", "2026-03-21 08:30"),
        ("2026/3/21 8:30", "2026-03-21 08:30"),
        ("2026年3月21日 8时30分", "2026-03-21 08:30"),
        ("２０２６-０３-２１ ０８：３０", "2026-03-21 08:30"),
        ("2026-03-21", None),
        ("2026年3月21日", None),
    ],
)
def test_a_date_stamp_is_read_as_day_and_time_in_china(text, instant):
    day, told = stamp(text)
    assert day == dt.date(2026, 3, 21)
    assert (told and told.strftime("%Y-%m-%d %H:%M")) == instant


@every_row(
    "text",
    [
        "",
        "昨天",
        "0000-00-00",
        "2026-02-30 08:00",
        "Sat, 99 Mar 2026 00:00:00 GMT",
        "2026-03-21 25:00",
        "1e99",
        "9999-12-31T23:59:59-14:00",
        "2026-03-21T08:00:00+99:99",
    ],
)
def test_a_broken_date_stamp_is_none(text):
    assert stamp(text) is None
