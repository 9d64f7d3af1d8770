"""How a day is said on the day of a programme: 昨天, 前天晚上, 本月18日, 去年12月30日."""

from __future__ import annotations

import datetime as dt

_NAMES = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
PARTS = {"晚": "晚上", "早": "早上", "晨": "清晨", "夜": "夜里"}
_SHORT = {
    ("晚", -1): "昨晚", ("晚", 0): "今晚", ("晚", 1): "明晚", ("早", 0): "今早", ("早", 1): "明早", ("晨", 0): "今晨",
    ("夜", -1): "昨夜", ("夜", 0): "今夜",
}  # fmt: skip
_YEARS = {-2: "前年", -1: "去年", 1: "明年"}


def day(date: dt.date, programme: dt.date, part: str = "", *, formal: bool = False) -> str:
    """Return how the day is said, with a part of it (晚, 早, 晨, 夜) where one is named; `formal`: 昨日 for 昨天."""
    distance = (date - programme).days
    if short := _SHORT.get((part, distance)):
        return short
    name = _NAMES.get(distance)
    if name is None:
        return date_of(date, programme) + ("晚" if part == "晚" else PARTS.get(part, ""))
    if formal and abs(distance) <= 1:
        name = name.replace("天", "日")
    return name + PARTS.get(part, "")


def date_of(date: dt.date, programme: dt.date, *, by_day: bool = False) -> str:
    """Return the date; `by_day`: in the programme's month as 本月18日, as its article has it without a month."""
    if by_day and (date.year, date.month) == (programme.year, programme.month):
        return f"本月{date.day}日"
    return f"{year_ahead(date.year, programme)}{date.month}月{date.day}日"


def month(year: int, number: int, programme: dt.date) -> str:
    """Return how a month is said: 本月, 上月, else by its number."""
    distance = (year - programme.year) * 12 + number - programme.month
    return {0: "本月", -1: "上月", 1: "下月"}.get(distance) or f"{year_ahead(year, programme)}{number}月"


def month_ahead(year: int, number: int, programme: dt.date) -> str:
    """Return what stands before the day of a month: 本月, 5月, 去年12月."""
    same = (year, number) == (programme.year, programme.month)
    return "本月" if same else f"{year_ahead(year, programme)}{number}月"


def year_ahead(number: int, programme: dt.date) -> str:
    """Return what stands before a date of that year: nothing in the programme's own."""
    return "" if number == programme.year else year(number, programme)


def year(number: int, programme: dt.date) -> str:
    """Return how a year is said: 今年, 去年, 2023年."""
    distance = number - programme.year
    return "今年" if distance == 0 else _YEARS.get(distance) or f"{number}年"
