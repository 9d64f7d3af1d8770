"""Due times, against a clock that is watched minute by minute."""

import datetime as dt
import functools
import random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.cron import latest_due, next_due, parse, previous_due
from service.errors import ConfigError
from tests.support.examples import examples
from tests.support.tables import every_row, thinned

UTC, MINUTE = dt.UTC, dt.timedelta(minutes=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text, zone=SHANGHAI):
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


@every_row(
    ("expression", "now", "latest", "following"),
    [
        ("30 6 * * *", "2026-03-21T06:30", "2026-03-21T06:30", "2026-03-22T06:30"),
        ("30 6 * * *", "2026-03-21T06:29", "2026-03-20T06:30", "2026-03-21T06:30"),
        ("0 6,18 * * *", "2026-03-21T12:00", "2026-03-21T06:00", "2026-03-21T18:00"),
        ("30 6 * * 1-5", "2026-03-21T07:00", "2026-03-20T06:30", "2026-03-23T06:30"),  # a Saturday
        ("30 6 * * mon-fri", "2026-03-21T07:00", "2026-03-20T06:30", "2026-03-23T06:30"),
        ("30 6 * * 0", "2026-03-21T07:00", "2026-03-15T06:30", "2026-03-22T06:30"),
        ("30 6 * * 7", "2026-03-21T07:00", "2026-03-15T06:30", "2026-03-22T06:30"),
        ("30 6 * * sat-sun", "2026-03-23T07:00", "2026-03-22T06:30", "2026-03-28T06:30"),
        ("30 6 * * 5-7", "2026-03-23T07:00", "2026-03-22T06:30", "2026-03-27T06:30"),
        ("*/20 9-10 * * *", "2026-03-21T10:00", "2026-03-21T10:00", "2026-03-21T10:20"),
        ("0 0 29 2 *", "2026-03-21T10:00", "2024-02-29T00:00", "2028-02-29T00:00"),
        ("0 8 1,15 * mon", "2026-03-10T10:00", "2026-03-09T08:00", "2026-03-15T08:00"),  # either is enough
        ("0 8 1-7 * */7", "2026-03-10T10:00", "2026-03-01T08:00", "2026-04-05T08:00"),  # both: a first Sunday
        ("5-5/25 0 * JAN-JAN/2 *", "2026-03-10T10:00", "2026-01-31T00:05", "2027-01-01T00:05"),
        ("5/25 0 * JAN *", "2026-03-10T10:00", "2026-01-31T00:55", "2027-01-01T00:05"),
    ],
)
def test_the_latest_next_and_previous_due_times_are_found(expression, now, latest, following):
    cron = parse(expression, SHANGHAI)
    assert latest_due(cron, at(now)) == at(latest)
    assert next_due(cron, at(now)) == at(following)
    assert previous_due(cron, at(following)) == at(latest)


@every_row(
    ("expression", "hint"),
    [
        ("", "0 fields"), ("30 6 * *", "4 fields"), ("@daily", "1 fields"), ("0 30 6 * * *", "6 fields"),
        ("60 6 * * *", "'60'"), ("30 24 * * *", "'24'"), ("30 6 0 * *", "'0'"), ("30 6 * 13 *", "'13'"),
        ("30 6 * * 8", "'8'"), ("30 6 * * mo", "sun to sat"), ("30-10 6 * * *", "backwards"), ("*/0 6 * * *", "step"),
        ("30 6 31 2,4 *", "never comes"), ("-1 6 * * *", "cannot be understood"),
        ("1,,2 6 * * *", "cannot be understood"), ("٣ 6 * * *", "'٣'"), ("30 6 * * *; rm", "6 fields"),
    ],
)  # fmt: skip
def test_what_is_no_expression_is_told(expression, hint):
    with pytest.raises(ConfigError, match="schedule") as caught:
        parse(expression, SHANGHAI)
    assert hint in str(caught.value)


def watched(cron, start, end):
    """The due times as somebody finds them who looks at the wall clock every minute, and asks of what it has skipped.

    The times of the wall clock that are wanted are those in UTC, where no clock changes.
    """
    found = []
    plain = parse(cron.expression, ZoneInfo("UTC"))
    wanted, due = set(), end + dt.timedelta(days=2)
    while due > start - dt.timedelta(days=2):
        due = previous_due(plain, due)
        wanted.add(due.replace(tzinfo=None))
    for moment, shown in looks(cron.zone, start, end):
        if not wanted.isdisjoint(shown):
            found.append(moment)
    return found


@functools.lru_cache(1)
def looks(zone, start, end):
    """Each minute, and the times that the wall clock shows or has skipped then for the first time."""
    before = (start - MINUTE).astimezone(zone).replace(tzinfo=None)
    seen, found = {before}, []
    for n in range(int((end - start) / MINUTE)):
        moment = (start + n * MINUTE).astimezone(zone)
        wall = moment.replace(tzinfo=None)
        skipped = range(1, int((wall - before) / MINUTE)) if n else ()
        shown = {wall, *(before + each * MINUTE for each in skipped)} - seen
        found.append((moment, shown))
        seen |= shown
        before = wall
    return found


CHANGES = [
    ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"), ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"),
    ("America/Nuuk", "2026-03-28"), ("Africa/Cairo", "2026-04-24"), ("Asia/Shanghai", "2026-03-29"),
    ("Pacific/Apia", "2011-12-30"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "date"), thinned(CHANGES, 5))
def test_each_due_time_comes_once_when_the_clocks_change(zone, date):
    zone, dice = ZoneInfo(zone), random.Random(date)
    start = dt.datetime.fromisoformat(date).replace(tzinfo=UTC) - dt.timedelta(days=1)
    end = start + dt.timedelta(days=3)
    for expression in ("30 2 * * *", "0 0 * * *", "*/30 * * * *", "15 1-3,23 * * *", f"{dice.randrange(60)} * * * *"):
        cron = parse(expression, zone)
        found, moment = [], start - MINUTE
        while (moment := next_due(cron, moment)).astimezone(UTC) < end:
            found.append(moment.astimezone(UTC))
        assert found == [each.astimezone(UTC) for each in watched(cron, start, end)], expression
        assert len({each.astimezone(zone).strftime("%Y-%m-%dT%H%M") for each in found}) == len(found)


def test_what_a_change_skips_comes_at_the_end_of_the_gap_and_once():
    berlin, date = ZoneInfo("Europe/Berlin"), dt.date(2026, 3, 29)
    three = dt.datetime(2026, 3, 29, 3, tzinfo=berlin)
    assert parse("30 2 * * *", berlin).on(date) == (three,)
    assert parse("0,30 2-3 * * *", berlin).on(date) == (three, three.replace(minute=30))
    assert parse("*/20 0-3 * * *", berlin).on(date)[6:] == tuple(three.replace(minute=each) for each in (0, 20, 40))


def test_what_comes_twice_is_due_the_first_time_only():
    berlin, date = ZoneInfo("Europe/Berlin"), dt.date(2026, 10, 25)
    cron = parse("30 2 * * *", berlin)
    first = dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert [due.astimezone(UTC) for due in cron.on(date)] == [first]
    assert latest_due(cron, first + dt.timedelta(hours=1)).astimezone(UTC) == first  # 02:30 again
    assert next_due(cron, first).date() == dt.date(2026, 10, 26)


def test_times_are_those_of_any_day():
    cron = parse("0 6,18 * * mon", SHANGHAI)
    tuesday = dt.date(2026, 3, 24)
    assert cron.on(tuesday) == ()
    assert [each.hour for each in cron.times(tuesday)] == [6, 18]


@every_row(
    ("expression", "weekdays"),
    [
        ("0 0 * * fri-mon", [1, 5, 6, 7]), ("0 0 * * 6-1", [1, 6, 7]), ("0 0 * * sat-tue/2", [1, 6]),
        ("0 0 * * wed,fri-sun", [3, 5, 6, 7]), ("0 0 * * 0-7", [1, 2, 3, 4, 5, 6, 7]),
    ],
)  # fmt: skip
def test_a_week_s_range_may_go_past_saturday(expression, weekdays):
    cron = parse(expression, SHANGHAI)
    week = [dt.date(2026, 3, 16) + dt.timedelta(days=n) for n in range(7)]
    assert [date.isoweekday() for date in week if cron.on(date)] == weekdays


FIELDS = st.tuples(
    st.sampled_from(["*", "0", "*/7", "3,33", "10-20/5"]),
    st.sampled_from(["*", "2", "1-3", "*/5", "23"]),
    st.sampled_from(["*", "*/9", "31", "1,15"]),
    st.sampled_from(["*", "feb-apr", "*/5", "10"]),
    st.sampled_from(["*", "1-5", "sun", "*/3"]),
)
MOMENTS = st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2090, 1, 1), timezones=st.just(UTC))


@settings(derandomize=True, max_examples=examples(40, 2_000), deadline=None)
@given(FIELDS, MOMENTS, st.sampled_from([zone for zone, _ in CHANGES]))
def test_next_and_latest_agree(fields, moment, zone):
    cron = parse(" ".join(fields), ZoneInfo(zone))
    latest, following = latest_due(cron, moment).astimezone(UTC), next_due(cron, moment).astimezone(UTC)
    assert latest <= moment < following
    assert next_due(cron, latest).astimezone(UTC) == following
    assert previous_due(cron, following).astimezone(UTC) == latest
