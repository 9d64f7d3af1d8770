"""A word that names a week, a month, a quarter or a year, when another one has begun."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, calendar_periods
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import find
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 12, 31), "page name 20261231")
LATER = dt.date(2027, 1, 4)


@every_row(
    ("period", "text", "became"),
    [
        (calendar_periods.week, "本周开馆。", "上周"),
        (calendar_periods.month, "本月开馆。", "上月"),
        (calendar_periods.quarter, "本季度开馆。", "去年四季度"),
        (calendar_periods.year, "今年开馆。", "去年"),
    ],
)
def test_it_is_named_from_the_programmes_day(period, text, became):
    assert period(find(text)[0], text, DAY, LATER).became == became


def test_what_is_compared_with_a_week_is_not_told_of_another():
    text = "票房比上周多三成。"
    with pytest.raises(NotTold):
        calendar_periods.week(find(text)[0], text, DAY, LATER)


@every_row(
    ("text", "last"),
    [
        ("春天", dt.date(2027, 5, 31)),
        ("上半年", dt.date(2027, 6, 30)),
        ("1至4月", dt.date(2027, 4, 30)),
        ("全年", dt.date(2027, 12, 31)),
    ],
)
def test_the_last_day_of_some_months(text, last):
    assert calendar_periods.months_until(text, 2027) == last


def test_quarters_are_counted_through_all_years():
    assert calendar_periods.quarter_of(dt.date(2027, 1, 1)) - calendar_periods.quarter_of(dt.date(2026, 12, 31)) == 1
