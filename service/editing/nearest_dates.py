"""Dates of which a text says a part: the nearest to a day that has that number, in its month or in its year."""

from __future__ import annotations

import calendar
import datetime as dt

SAME_YEAR = dt.timedelta(days=270)
"""How far from its article's day a date without a year is still of the same year."""


def nearest(near: dt.date, year: int | None, month: int, day: int) -> dt.date | None:
    """Return the date, of the nearest year where none is given; None where there is no such day."""
    found = []
    for each in [year] if year else [near.year - 1, near.year, near.year + 1]:
        try:
            found.append(dt.date(each, month, day))
        except ValueError:
            continue
    return min(found, key=lambda date: abs(date - near), default=None)


def nearest_of_month(near: dt.date, number: int) -> dt.date:
    """Return the nearest day of that number in its month."""
    found = []
    for months in (-1, 0, 1):
        year, month = divmod(near.year * 12 + near.month - 1 + months, 12)
        if number <= calendar.monthrange(year, month + 1)[1]:
            found.append(dt.date(year, month + 1, number))
    return min(found, key=lambda date: abs(date - near))


def in_its_year(near: dt.date, year: int | None, month: int, number: int) -> dt.date | None:
    """Return the date in its year: the article's own, but the year before or after where it is much nearer there."""
    own = nearest(near, year or near.year, month, number)
    return own if year or (own and abs(own - near) <= SAME_YEAR) else nearest(near, None, month, number)


def skips_a_month(date: dt.date, near: dt.date, number: int) -> bool:
    """Return whether a month that has no such day would have it nearer: 29日 of February, on 2 March 2026.

    A day ahead is looked for ahead only, one gone by up to a week ahead.
    """
    ahead = date > near
    for months in (-1, 0, 1):
        year, month = divmod(near.year * 12 + near.month - 1 + months, 12)
        if number <= calendar.monthrange(year, month + 1)[1]:
            continue
        distance = (dt.date(year, month + 1, 1) - near).days + number - 1
        if (distance > 0 if ahead else distance <= 7) and abs(distance) < abs(date - near).days:
            return True
    return False
