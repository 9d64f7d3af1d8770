"""Durations that a text reckons: two months of 2月、3月, three hours of 15:30 to 18:30, half a month of 15天."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from service.editing.facts.measures import Date, Quantity, agrees
from service.editing.facts.source_alignment import Passage, SourceSentence

_APART = re.compile("之?[前后内]|以[前后]|里")
"""Behind the days that lie between two dates: 两天后."""
_LEAP_YEAR = 2024
"""Any year with 29 February."""
_SECONDS = {"hours": 1, "days": 24 * 3600, "years": 30 * 24 * 3600}
"""Seconds of one: hours are told in seconds, years in months of thirty days."""
_DAY = 24 * 60
"""Minutes: from 23时 to 0时30分 it is an hour and a half."""
_ALIKE = Fraction(3, 100)
"""How far a month may be from thirty days: 92 days are three months."""
_DAYS_OF_MONTH = Fraction(61, 2)
_TO = re.compile("[^。；]{0,6}[—–~～至到-]")
_AND = re.compile("[、和与及]")
_TWO_DAYS = re.compile("[昨今明][天日]?[、和与]?(?:[今明]|后[天日])|周六[、和与]?(?:周|星期)?[日天]|周末")
"""昨天和今天 are two days."""


def is_span(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a time is what lies between two of the source, or one of the source's in another unit."""
    if said.unit not in _SECONDS or said.ordinal:
        return False
    if any(_is_between(said, known) for known in passage.sentences) or _is_in_another_unit(said, passage):
        return True
    if said.unit == "days":
        if said.value == len("今明") and _TWO_DAYS.search(passage.text):
            return True
        return _APART.match(sentence.text, said.end) is not None and said.value in _days_between(passage)
    if said.unit != "years":
        return False
    if any(_is_months(said, known) for known in passage.sentences):
        return True
    years = [each.year for known in passage.sentences for each in known.dates if each.year]
    if _APART.match(sentence.text, said.end):
        return any(said.value == 12 * (end - start) > 0 for start in years for end in years)
    return any(said.value == 12 * (end - start) > 0 for start, end in pairwise(years))


def _is_between(said: Quantity, known: SourceSentence) -> bool:
    """Return whether a time lies between two times of the clock, or two days, that follow on one another."""
    if said.unit == "hours":
        clocks = [each.value for each in known.quantities if each.unit == "clock"]
        return any(said.value == 60 * ((end - start) % _DAY) for start, end in pairwise(clocks))
    if said.unit == "days":
        days = [each.day for each in known.dates]
        spans = [end - start for start, end in pairwise(days) if start and end]
        return any(said.value in (span, span + 1) for span in spans if span > 0)
    return False


def _is_in_another_unit(said: Quantity, passage: Passage) -> bool:
    """Return whether the source has the same time by another unit: 45天 for 一个半月."""
    own = said.value * _SECONDS[said.unit]
    for known in (each for sentence in passage.sentences for each in sentence.quantities):
        if known.unit not in _SECONDS or known.unit == said.unit or known.ordinal:
            continue
        other = known.value * _SECONDS[known.unit]
        leeway = _ALIKE * other if "years" in (known.unit, said.unit) else 0
        if abs(own - other) <= leeway and agrees(said, replace(known, value=said.value, unit=said.unit)):
            return True
    return False


def _is_months(said: Quantity, known: SourceSentence) -> bool:
    """Return whether a sentence of the source tells of so many months, one by one or from the first to the last."""
    return any(
        agrees(said, replace(said, value=value, bound="", precision=Fraction(1))) for value in _months_told(known)
    )


def _months_told(known: SourceSentence) -> Iterator[Fraction]:
    """Yield how many months each run of months and each stretch between two dates has."""
    run = 1
    for one, other in pairwise(known.dates):
        between = known.text[one.end : other.start]
        run = run + 1 if _AND.fullmatch(between) and one.day is None is other.day else 1
        if run > 1:
            yield Fraction(run)
        if one.month and other.month and _TO.fullmatch(between):
            yield _stretch(one, other)


def _stretch(one: Date, other: Date) -> Fraction:
    """Return how many months lie between two dates: whole months where no day is told, else the nearest half."""
    months = 12 * ((other.year or one.year or 0) - (one.year or other.year or 0))
    months += (other.month or 0) - (one.month or 0)
    if months < 0:
        months += 12
    if one.day is None or other.day is None:
        return Fraction(months + 1)
    return Fraction(round(2 * (months + (other.day - one.day + 1) / _DAYS_OF_MONTH)), 2)


def _days_between(passage: Passage) -> frozenset[int]:
    """Return how many days lie between any two dates of a source; a day alone is of the month told last."""
    days: list[int] = []
    month = 0
    for each in (date for sentence in passage.sentences for date in sentence.dates):
        month = each.month or month
        if month and each.day:
            days.append(dt.date(_LEAP_YEAR, month, 1).toordinal() + each.day)
    return frozenset(abs(one - other) for one in days for other in days)
