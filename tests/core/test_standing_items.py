"""The days of a standing item."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from service.core import standing_items
from service.core.standing_items import WEEKDAYS, StandingItem

DATES = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
BOUNDS = st.none() | DATES
DAYS = st.lists(st.sampled_from(WEEKDAYS), max_size=7).map(tuple)


@given(DATES, BOUNDS, BOUNDS, DAYS, st.booleans())
def test_it_is_told_on_its_weekdays_from_its_first_day_to_its_last_and_on_no_other(date, since, until, days, on):
    item = StandingItem("通知", "今晚停水。", days=days, since=since, until=until, on=on)
    calendar = {}  # told the long way round: each day of the years by its name
    day = dt.date(2026, 1, 1)
    while day <= dt.date(2027, 12, 31):
        calendar[day] = day.strftime("%a").lower()
        day += dt.timedelta(1)
    first, last = since or min(calendar), until or max(calendar)
    told = {each for each, name in calendar.items() if first <= each <= last and (name in days or not days)}
    assert item.airs_on(date) is (on and date in told)


@given(DATES, DATES)
def test_it_is_over_on_the_day_after_its_last(until, date):
    item = StandingItem("通知", "今晚停水。", until=until)
    assert item.is_over(date) is (date > until)
    assert not (item.is_over(date) and item.airs_on(date))


def test_the_items_of_a_day_keep_their_order():
    items = [
        StandingItem("乙", "话。"),
        StandingItem("丙", "话。", on=False),
        StandingItem("甲", "话。", days=("sat",)),
    ]
    assert [each.name for each in standing_items.of_day(items, dt.date(2026, 3, 21))] == ["乙", "甲"]
    assert [each.name for each in standing_items.of_day(items, dt.date(2026, 3, 22))] == ["乙"]
