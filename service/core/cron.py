"""Cron expressions: when something is due, in a time zone. Pure functions; the clock is an argument."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from service.errors import ConfigError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""As cron counts them: Sunday is 0, and 7 too."""
_REACH = 15_000
"""Days that are searched for a due time: 29 February falls on a given weekday once in 28 years, 40 about 2100."""
_DAY, _INSTANT = dt.timedelta(days=1), dt.timedelta.resolution


@dataclass(frozen=True, slots=True)
class Cron:
    """When something is due: `parse` makes it, the functions below ask it.

    A due time that a clock change skips comes as much later as the clock was put forward, one that comes twice is the
    first of the two: each is one instant, written as the wall clock shows it then.
    """

    expression: str
    zone: ZoneInfo
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool
    """Day of the month or weekday is enough, as cron has it where neither field begins with a star."""

    def on(self, date: dt.date) -> tuple[dt.datetime, ...]:
        """The due times of that date, the earliest first."""
        return self.times(date) if self._comes(date) else ()

    def times(self, date: dt.date) -> tuple[dt.datetime, ...]:
        """What they would be, were that a day on which it is due."""
        walls = (dt.datetime.combine(date, dt.time(h, m), self.zone) for h in self.hours for m in self.minutes)
        return tuple(instant.astimezone(self.zone) for instant in sorted({wall.astimezone(dt.UTC) for wall in walls}))

    def _comes(self, date: dt.date) -> bool:
        if date.month not in self.months:
            return False
        day, weekday = date.day in self.days, date.isoweekday() % 7 in self.weekdays
        return day or weekday if self.either else day and weekday


def parse(expression: str, zone: ZoneInfo) -> Cron:
    """The expression's five fields as crontab(5) reads them; ConfigError says what is wrong with one."""
    fields = expression.lower().split()
    if len(fields) != 5:
        raise ConfigError(
            f"the schedule {expression!r} has {len(fields)} fields, not five (minute, hour, day, month, weekday);"
            " 06:30 every day is '30 6 * * *'"
        )
    minute, hour, day, month, weekday = fields
    cron = Cron(
        expression=expression,
        zone=zone,
        minutes=_field("minute", minute, 0, 59),
        hours=_field("hour", hour, 0, 23),
        days=_field("day", day, 1, 31),
        months=_field("month", month, 1, 12, MONTHS),
        weekdays=frozenset(number % 7 for number in _field("weekday", weekday, 0, 7, WEEKDAYS)),
        either=not day.startswith("*") and not weekday.startswith("*"),
    )
    if not any(cron._comes(dt.date(2000, 1, 1) + n * _DAY) for n in range(_REACH)):
        raise ConfigError(f"the schedule {expression!r} never comes: no date is like that")
    return cron


def latest_due(cron: Cron, now: dt.datetime) -> dt.datetime:
    """The last due time at or before `now`."""
    today, instant = now.astimezone(cron.zone).date(), now.astimezone(dt.UTC)
    for back in range(-1, _REACH):
        if found := [due for due in _around(cron, today - back * _DAY) if due.astimezone(dt.UTC) <= instant]:
            return found[-1]
    raise AssertionError(f"{cron.expression} has no due time")


def previous_due(cron: Cron, due: dt.datetime) -> dt.datetime:
    """The last due time before `due`."""
    return latest_due(cron, due.astimezone(dt.UTC) - _INSTANT)


def next_due(cron: Cron, now: dt.datetime) -> dt.datetime:
    """The first due time after `now`."""
    today, instant = now.astimezone(cron.zone).date(), now.astimezone(dt.UTC)
    for ahead in range(_REACH):
        if found := [due for due in _around(cron, today + ahead * _DAY) if due.astimezone(dt.UTC) > instant]:
            return found[0]
    raise AssertionError(f"{cron.expression} has no due time")


def _around(cron: Cron, date: dt.date) -> Sequence[dt.datetime]:
    """The due times of a date and the one before it, in order: a clock change can move one past midnight."""
    return sorted({*cron.on(date - _DAY), *cron.on(date)})


_PART = re.compile(r"(?:\*|(\w+)(?:-(\w+))?)(/\d+)?")


def _field(name: str, text: str, least: int, most: int, names: Sequence[str] = ()) -> frozenset[int]:
    """The numbers that a field names."""
    found: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part)
        if not match:
            raise ConfigError(
                f"the schedule's {name} {text!r} cannot be understood: write it like 5, 1-5, */10 or 1,15"
            )
        first = least if match[1] is None else _number(name, match[1], least, most, names)
        if match[2] is not None:
            last = _number(name, match[2], least, most, names)
        else:
            last = first if match[1] is not None and not match[3] else most
        if last < first and name == "weekday":
            last += 7  # sat-sun, fri-mon
        if last < first:
            raise ConfigError(f"the schedule's {name} {part!r} runs backwards")
        step = int(match[3][1:]) if match[3] else 1
        if not step:
            raise ConfigError(f"the schedule's {name} {part!r} has a step of nothing")
        found.update(range(first, last + 1, step))
    return frozenset(found)


def _number(name: str, text: str, least: int, most: int, names: Sequence[str]) -> int:
    if text in names:
        return names.index(text) + (1 if names is MONTHS else 0)
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    written = f" or {names[0]} to {names[-1]}" if names else ""
    raise ConfigError(f"the schedule's {name} {text!r} is none: it goes from {least} to {most}{written}")
