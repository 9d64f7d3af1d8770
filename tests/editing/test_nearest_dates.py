"""Dates of which a part is given."""

import datetime as dt

import pytest

from service.editing.nearest_dates import in_its_year, nearest, nearest_of_month, skips_a_month


@pytest.mark.parametrize(
    ("near", "number", "date"),
    [((2026, 5, 2), 28, (2026, 4, 28)), ((2026, 12, 30), 3, (2027, 1, 3)), ((2026, 3, 2), 31, (2026, 3, 31))],
)
def test_a_number_is_that_of_the_nearest_month_that_has_it(near, number, date):
    assert nearest_of_month(dt.date(*near), number) == dt.date(*date)


def test_a_date_without_a_year_is_of_the_nearest_year():
    assert nearest(dt.date(2026, 1, 3), None, 12, 30) == dt.date(2025, 12, 30)
    assert nearest(dt.date(2026, 1, 3), None, 2, 30) is None


def test_a_date_stays_in_its_article_s_year_unless_another_is_much_nearer():
    assert in_its_year(dt.date(2026, 2, 1), None, 9, 1) == dt.date(2026, 9, 1)
    assert in_its_year(dt.date(2026, 1, 3), None, 12, 30) == dt.date(2025, 12, 30)


@pytest.mark.parametrize(
    ("date", "near", "skips"),
    [
        ((2026, 1, 29), (2026, 3, 2), True),
        ((2026, 1, 29), (2026, 2, 28), True),
        ((2026, 3, 29), (2026, 3, 2), False),
        ((2026, 3, 31), (2026, 5, 12), True),
        ((2026, 5, 31), (2026, 5, 12), False),
        ((2026, 1, 29), (2026, 2, 10), False),
    ],
)
def test_a_month_without_the_day_is_no_reason_for_one_further_off(date, near, skips):
    assert skips_a_month(dt.date(*date), dt.date(*near), date[2]) == skips
