"""Lengths, dates, weekdays and times of day as people write them in Chinese: 五分钟, 3月21日, 每天早上六点半.

What is none of these is left to the readers of the ASCII forms. What could be read in two ways is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from service.core.messages import _
from service.core.printable import shown
from service.language import numerals
from service.language.width import half_width

_ALSO = str.maketrans({"\N{IDEOGRAPHIC SPACE}": " ", "。": "."})
"""What a Chinese keyboard gives for a blank and a full stop."""
_NUMERAL = "零〇一二两三四五六七八九十"
_SMALL = rf"(?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,3}})"
"""A number below 100."""

_PART = re.compile(
    rf"零?(?P<number>[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|[{_NUMERAL}百]{{1,7}}|半)(?P<half_more>个半)?个?"
    "(?P<unit>小时|钟头|刻钟|分钟?|秒钟?)(?P<and_a_half>半钟?)?"
)
_UNITS = {"小": 3600, "钟": 3600, "刻": 900, "分": 60, "秒": 1}

_WEEKDAY = "(?:星期|周|礼拜)"
_WEEK = "一二三四五六日"
_DATE = re.compile(
    rf"(?:(?P<year>[0-9]{{4}}|[{_NUMERAL}]{{4}})(?P<behind_year>[年./-]))?"
    rf"(?P<month>{_SMALL})(?P<behind_month>[月./-])(?P<day>{_SMALL})(?P<behind_day>[日号]?)"
    rf"(?:,?{_WEEKDAY}(?P<weekday>[{_WEEK}天]))?"
)
_FURTHEST = 8
"""Years within which there is a 29 February, around 2100 too."""

_NAMED_DAYS = {
    "每天": range(1, 8),
    "每日": range(1, 8),
    "天天": range(1, 8),
    "每个工作日": range(1, 6),
    "每工作日": range(1, 6),
    "工作日": range(1, 6),
    "每个周末": range(6, 8),
    "每周末": range(6, 8),
    "周末": range(6, 8),
}
_RANGE = "至到~–—-"
_DAYS = re.compile(
    f"(?P<named>{'|'.join(_NAMED_DAYS)})"
    rf"|每?个?{_WEEKDAY}(?P<list>[{_WEEK}天](?:(?:[、,和及与{_RANGE}] ?)?{_WEEKDAY}?[{_WEEK}天]){{0,13}}+)(?: ?每天)?"
    "|每(?=[早晚])"
)
_PERIODS = {
    "凌晨": range(0, 6),
    "清晨": range(4, 10),
    "早晨": range(4, 12),
    "早上": range(4, 12),
    "早": range(4, 12),
    "上午": range(6, 12),
    "中午": range(11, 15),
    "下午": range(12, 19),
    "傍晚": range(16, 20),
    "晚上": range(17, 24),
    "晚": range(17, 24),
    "深夜": range(21, 24),
    "夜里": range(21, 24),
}
"""The hours of a clock with 24 that go by the name of a part of the day. 晚上十二点 is none: it belongs to two days."""
_CLOCK = re.compile(
    f"(?P<period>{'|'.join(_PERIODS)})? ?"
    rf"(?:(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})"
    rf"|(?P<told_hour>{_SMALL})[点时](?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<told_minute>{_SMALL})分?|[整钟])?)"
)
_BETWEEN_CLOCKS = re.compile("[、,和及与]")
_TIMED = re.compile("[点时:年月日周天一二三四五六七八九十]")
"""What a schedule has that is no cron expression."""
SCHEDULES = "每天 6:30, 工作日早上七点, 每周一、三、五 18:30"
"""Schedules as people write them, for sentences about one that cannot be read."""


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A date that was read."""

    date: dt.date
    year_given: bool
    """False where its year is the nearest one."""


def plain(text: str) -> str:
    """Return the text as a keyboard without Chinese would have given it: full-width characters in half width."""
    return half_width(text).translate(_ALSO)


def seconds(text: str) -> float | None:
    """Return the seconds of 五分钟, 5 分, 半小时, 一个半小时 or 2分30秒; None where it is no such length."""
    rest, total, smallest = _close(text), 0.0, float("inf")
    while rest:
        found = _PART.match(rest)
        amount = _amount(found["number"]) if found else None
        if not found or amount is None or _UNITS[found["unit"][0]] >= smallest:
            return None
        halves = (found["number"] == "半") + bool(found["half_more"]) + bool(found["and_a_half"])
        smallest, rest = _UNITS[found["unit"][0]], rest[found.end() :]
        if halves > 1 or (found["and_a_half"] and (rest or smallest not in (60, 3600))):
            return None
        total += (amount + (0.5 if found["half_more"] or found["and_a_half"] else 0)) * smallest
    return total if smallest < float("inf") else None


def day(text: str, today: dt.date | None = None) -> TypedDay | None:
    """Return the date of 2026/3/21, 2026.3.21, 2026年3月21日 or 3月21日, a weekday behind it; None where it is none.

    A date without its year is the one nearest to `today`. Raise ValueError where it needs its year, for there is no
    `today`, and where the weekday is another.
    """
    found = _DATE.fullmatch(_close(text))
    if not found or not _one_form(found):
        return None
    month, number = int(numerals.parse(found["month"]) or 0), int(numerals.parse(found["day"]) or 0)
    if found["year"]:
        date = _date(int(numerals.parse(found["year"]) or 0), month, number)
    elif today is None:
        raise ValueError(
            _(
                "write the year too, like 2026年{month}月{number}日: else each year would have its own",
                month=month,
                number=number,
            )
        )
    else:
        years = range(today.year - _FURTHEST, today.year + _FURTHEST + 1)
        dates = [each for year in years if (each := _date(year, month, number))]
        date = min(dates, key=lambda each: abs(each - today), default=None)
    if date and found["weekday"] and date.weekday() != _weekday(found["weekday"]) - 1:
        raise ValueError(
            _("{date} is a 星期{week}: correct the date or the day of the week", date=date, week=_WEEK[date.weekday()])
        )
    return TypedDay(date, bool(found["year"])) if date else None


def weekdays(text: str) -> tuple[int, ...] | None:
    """Return the days of the week, Monday 1, that 每天, 工作日 or 周一、三至五 names; None where it names none."""
    found = _DAYS.fullmatch(plain(text).strip())
    return _days(found) if found else None


def schedule(text: str) -> str:
    """Return the cron expression for 每天 6:30, 工作日早上七点 or 每周一、三、五 18:30; of another text its plain form.

    Without a part of the day 6点 is 06:00. A working day is Monday to Friday: holidays are not known. Raise ValueError
    for what begins like such a schedule and cannot be read, or in two ways.
    """
    written = " ".join(plain(text).split())
    if not _TIMED.search(written):
        return written
    found = _DAYS.match(written)
    rest = written[found.end() :] if found else written
    if found and found["list"] and rest[:1] in tuple(_NUMERAL):
        raise ValueError(_("put a blank between the days and the time: {text}", text=f"{found[0]} {rest}"))
    clocks = [_CLOCK.fullmatch(each.strip()) for each in _BETWEEN_CLOCKS.split(rest)]
    times = {_time(each) for each in clocks if each}
    if not all(clocks):
        raise ValueError(_("write it like {schedules}, or as cron does: 30 6 * * *", schedules=SCHEDULES))
    if any(not later["period"] and _hour(later) <= 12 for later in clocks[1:] if later) and any(
        each["period"] for each in clocks if each
    ):
        raise ValueError(_("write each time by 24 hours, or each with its part of the day: 早上七点、晚上七点"))
    hours, minutes = ({time[at] for time in times} for at in (0, 1))
    if times != set(product(hours, minutes)):
        raise ValueError(_("the times of a schedule have the same minute, or the same hour: 6:30、18:30"))
    days = _days(found) if found else tuple(range(1, 8))
    return f"{_listed(minutes)} {_listed(hours)} * * {_cron_days(days)}"


def _close(text: str) -> str:
    """Return the plain text without blanks."""
    return "".join(plain(text).split())


def _amount(number: str) -> float | None:
    return 0.5 if number == "半" else _number(number)


def _number(text: str) -> float | None:
    """Return the number of digits, or of Chinese numerals with their places: 二十三, and no 二三."""
    if len(text) > 1 and text[0] not in "零〇" and not text[0].isascii() and not {*text} & {*"十百"}:
        return None
    value = numerals.parse(text)
    return None if value is None else float(value)


def _one_form(found: re.Match[str]) -> bool:
    """Return whether the marks of a date belong together: 年月日, or the same one twice."""
    if found["behind_month"] == "月":
        return found["behind_year"] in ("年", None)
    return found["behind_year"] == found["behind_month"] and not found["behind_day"]


def _date(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def _weekday(name: str) -> int:
    return _WEEK.index(name.replace("天", "日")) + 1


def _days(found: re.Match[str]) -> tuple[int, ...]:
    """Return the days of the week, Monday 1: named ones, those of a list with its ranges, or all."""
    if not found["list"]:
        return tuple(_NAMED_DAYS.get(found["named"], range(1, 8)))
    days, last, runs = set[int](), 0, False
    for char in found["list"]:
        if char in _RANGE:
            runs = True
        elif char in f"{_WEEK}天":
            number = _weekday(char)
            days |= {number} if not runs else {(last - 1 + n) % 7 + 1 for n in range((number - last) % 7 + 1)}
            last, runs = number, False
    return tuple(sorted(days))


def _hour(clock: re.Match[str]) -> int:
    """Return the hour as it is written; one that no clock has where it is no number."""
    hour = _number(clock["hour"] or clock["told_hour"])
    return 99 if hour is None else int(hour)


def _time(clock: re.Match[str]) -> tuple[int, int]:
    """Return hour and minute. Raise ValueError where they are none."""
    told = _number(clock["minute"] or clock["told_minute"] or "0")
    minute = 30 if clock["half"] else _weekday(clock["quarter"]) * 15 if clock["quarter"] else told
    hour, known = _hour(clock), _PERIODS.get(clock["period"], range(24))
    meant = (hour, hour % 12, hour % 12 + 12) if clock["period"] and hour <= 12 else (hour,)
    hours = [each for each in meant if each in known]
    if not hours or minute is None or minute > 59:
        raise ValueError(
            _("{clock} is no time that is sure: write it by 24 hours, like 6:30 or 23:30", clock=shown(clock[0]))
        )
    return hours[0], int(minute)


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, sorted(numbers)))


def _cron_days(days: tuple[int, ...]) -> str:
    """Return the days as cron writes them."""
    if len(days) == 7:
        return "*"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{days[0]}-{days[-1]}"
    return _listed(each % 7 for each in days)
