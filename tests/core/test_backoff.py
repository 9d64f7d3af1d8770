"""Backoff: pauses that double, as many as there are attempts, none past the deadline."""

import datetime as dt
import email.utils

import pytest

from service.core.backoff import Backoff, seconds_asked
from tests.support.tables import every_row


def pauses(backoff, *asked):
    """The pauses until there is none, where the server asks for so much at first."""
    found = []
    for each in (*asked, *[0.0] * 20):
        pause = backoff.pause(each)
        if pause is None:
            return found
        found.append(pause)
    raise AssertionError("it never ends")


def test_each_pause_is_twice_the_one_before_and_the_attempts_are_counted():
    assert pauses(Backoff(4, 0.5)) == [0.5, 1.0, 2.0]
    assert pauses(Backoff(1, 0.5)) == []


def test_a_server_may_ask_for_more_but_not_for_less_nor_for_more_than_the_longest():
    assert pauses(Backoff(5, 0.5, longest=20.0), 7.0, 0.1, 3600.0) == [7.0, 1.0, 20.0, 4.0]


def test_no_attempt_begins_at_the_deadline_or_after():
    now = [100.0]
    backoff = Backoff(9, 1.0, deadline=104.0, clock=lambda: now[0])
    assert backoff.pause() == 1.0
    now[0] += 1.0
    assert backoff.pause() == 2.0
    now[0] += 2.0
    assert backoff.pause() is None  # 103 and 4 seconds
    asked = Backoff(9, 1.0, deadline=104.0, clock=lambda: 100.0)
    assert asked.pause(4.0) is None


def test_jitter_keeps_the_pauses_within_its_factors():
    found = [Backoff(2, 1.0, jitter=(0.5, 1.5)).pause() for _ in range(200)]
    assert all(0.5 <= each <= 1.5 for each in found)
    assert max(found) - min(found) > 0.5


@pytest.mark.parametrize("attempts", [0, -1])
def test_where_no_attempt_is_left_there_is_no_pause(attempts):
    assert Backoff(attempts, 1.0).pause() is None


@every_row(
    ("field", "seconds"),
    [("7", 7.0), ("0", 0.0), ("", 0.0), ("-3", 0.0), ("1.5", 0.0), ("²", 0.0), ("9" * 40, 0.0), ("soon", 0.0)],
)
def test_a_number_of_seconds_is_read_and_anything_else_is_none(field, seconds):
    assert seconds_asked(field) == seconds


def test_a_date_is_read_and_the_past_is_now():
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
    assert seconds_asked(email.utils.format_datetime(later, usegmt=True)) == pytest.approx(90, abs=2)
    assert seconds_asked("Fri, 20 Mar 2026 06:30:00 GMT") == 0.0
    assert seconds_asked("Fri, 20 Mar 2026 06:30:00") == 0.0
