"""Spans of days, months and lives: what a dash between two dates joins, however each is printed."""

from __future__ import annotations

import re

from service.language.numerals import spell_digits
from service.speech.normalization.dates import DAY, MONTH, YEAR, calendar, date
from service.speech.normalization.patterns import DASH, counted
from service.speech.normalization.rule import Rule

_TO = rf"\s?(?:{DASH}|至|到)\s?"
_DATED = re.compile(
    r"(?:展期|日期|时间|档期|有效期|工期|任期|学期|假期|活动期|报名|期间|放假|截止|开放|展览|征集|公示|营业|会期|租期|保质期|定于)[^，。；]{0,6}$|期[为是：:]?$|\d月\d{1,2}日"
)
_HELD = re.compile(r"[停展开放施举公]|截止|报名|活动|值班|休息|营业")


def _end(match: re.Match[str]) -> str:
    year, month = match["y2"], match["m2"]
    said = (f"{spell_digits(year)}年" if year else "") + (f"{calendar(month)}月" if month else "")
    return f"{said}{calendar(match['d2'])}日"


def _span_of_days(match: re.Match[str]) -> str:
    """Return both ends of a span of days, with what the second shares with the first left out."""
    return f"{date(match)}至{_end(match)}"


def _first_day(match: re.Match[str]) -> str:
    return date(match) + "至"


def _short_span(match: re.Match[str]) -> str:
    """Return 3.21—4.5 as days where the sentence speaks of days, else as it stands.

    With slashes what falls as fractions and rises as days (3/5-3/7) needs no word of days.
    """
    before = match.string[max(0, match.start() - 24) : match.start()]
    month, day, month2, day2 = (int(match[name]) for name in ("m", "d", "m2", "d2"))
    fractions = month * day2 < month2 * day and month < day
    rises = match["s"] == "/" and (month, day) < (month2, day2) and not fractions
    if counted(match) or not (_DATED.search(before) or (rises and _HELD.match(match.string, match.end()))):
        return match[0]
    return f"{calendar(match['m'])}月{calendar(match['d'])}日至{calendar(match['m2'])}月{calendar(match['d2'])}日"


def _lives(match: re.Match[str]) -> str:
    """Return a span of years without 年 digit by digit; amounts rise by round numbers: （150—200）."""
    first, last = int(match[1]), int(match[2])
    if not first < last <= first + 400 or (first % 5 == 0 and last % 5 == 0):
        return match[0]
    return f"{spell_digits(match[1])}至{spell_digits(match[2])}"


RULES = (
    Rule(
        "span of days",
        "date",
        "both ends of a span may be dates, the second without what it shares: 2026.3.21—4.5, 2026/03/01--2026.4.5",
        rf"(?<![\d.\-/])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>{MONTH})(?P=s)(?P<d>{DAY}){_TO}"
        rf"(?:(?P<y2>{YEAR})(?P<s2>[-/.]))?(?:(?P<m2>{MONTH})[-/.])?(?P<d2>{DAY})(?![\d/:月年]|\.\d|-\d)日?",
        _span_of_days,
    ),
    Rule(
        "span to a day in words",
        "date",
        "the second end may be in words: 2026.3.1 - 4月5日, 3/1-4月5日",
        rf"(?<![\d.\-/])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>{MONTH})(?P=s)(?P<d>{DAY}){_TO}(?=(?:{YEAR}年)?{MONTH}月{DAY}日)",
        _first_day,
    ),
    Rule(
        "span to a day of this year",
        "date",
        "as before, without the year: 3/1-4月5日",
        rf"(?<![\d.\-/])(?P<m>{MONTH})[./](?P<d>{DAY}){_TO}(?={MONTH}月{DAY}日)",
        lambda m: f"{calendar(m['m'])}月{calendar(m['d'])}日至",
    ),
    Rule(
        "short span of days",
        "date",
        "3.21—4.5 are days where the sentence speaks of days: 展期为3.21—4.5, 3/1-3/7停水",
        rf"(?<![\d.\-/])(?P<m>{MONTH})(?P<s>[./])(?P<d>{DAY}){_TO}(?P<m2>{MONTH})(?P=s)(?P<d2>{DAY})(?![\d/:%‰℃]|\.\d|-\d)",
        _short_span,
        needs="./",
    ),
    Rule(
        "span of days in words",
        "date",
        "a dash with blanks around it between two days in words is 至: 3月1日 - 4月5日",
        rf"(?<=[年月日号])\s[-—–~]+\s(?=(?:{YEAR}年|{MONTH}月|{DAY}[日号]))",
        lambda m: "至",
    ),
    Rule(
        "lives",
        "year",
        "years of three digits in brackets are a life or a reign: 唐（618—907）",
        r"(?<=[（(])(\d{3})\s?[-—–~]+\s?(\d{3})(?=[）)])",
        _lives,
    ),
    Rule(
        "span before Christ",
        "year",
        "the dash before 前 and a year is 至: 前340—前278, 公元前3000—前2000年",
        r"(?<=\d)(年?)[-—–~]+(?=(?:公元)?前\d)",
        lambda m: m[1] + "至",
    ),
)
"""What is read before any hyphen can be taken for a minus."""
