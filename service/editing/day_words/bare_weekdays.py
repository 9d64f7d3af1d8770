"""Weekdays in a headline without 本 or 下: `招聘会周六移师线上`. They are heard as the next one.

When the one that was meant is over, the headline is told without it, or not at all.
"""

from __future__ import annotations

import datetime as dt
import re

from service.editing.article_day import ArticleDay
from service.editing.day_words.mentions import find, mask
from service.editing.day_words.recurring_days import recurs

_WEEKDAY = re.compile(
    "(?<![本下上这每逢个双单周至—\\-、期])(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![至到、—年岁均报])(?:[上下中]午|[晚早]上?)?"
)
_UNTIL = re.compile("(?<=[延改定推移挪提期][至到])(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![至到、—])")
"""`延至周日`"""
_NUMERALS = "一二三四五六"
_BOUND = re.compile("[至到在于从自]$")
"""`延至周日`: without its day nothing is said."""


def without_gone(headline: str, day: ArticleDay | None, programme: dt.date) -> str | None:
    """Return a headline less its weekdays that were to come when it was written, and are over; None where it cannot."""
    if day is None or programme <= day.date:
        return headline
    masked = mask(headline)
    known = [range(each.start, each.end) for each in find(headline)]
    found_days = sorted((*_WEEKDAY.finditer(masked), *_UNTIL.finditer(masked)), key=lambda each: each.start())
    for found in reversed(found_days):
        start, end = found.span()
        if any(start in each for each in known) or recurs(masked, start, end):
            continue
        weekday = _NUMERALS.find(found["day"]) if found["day"] in _NUMERALS else 6
        meant = day.date + dt.timedelta(days=(weekday - day.date.weekday()) % 7)
        if meant >= programme:
            continue
        if _BOUND.search(masked[max(0, start - 2) : start]):
            return None
        headline = headline[:start] + headline[end:]
    return headline
