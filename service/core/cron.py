"""Cron expressions: when something is due, in a time zone. Pure functions; the clock is an argument.

cronsim reads the expressions and searches the wall clock's times; here each of them becomes an instant.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from service.core.messages import _
from service.core.printable import shown
from service.errors import ConfigError

_SECOND = dt.timedelta(seconds=1)
_FIELDS = (
    (_("minute"), _("from 0 to 59")),
    (_("hour"), _("from 0 to 23")),
    (_("day"), _("from 1 to 31")),
    (_("month"), _("from 1 to 12 or jan to dec")),
    (_("weekday"), _("from 0 to 7 or sun to sat")),
)
_ONE_TO_ITSELF = re.compile(r"\b(\w+)-\1/0*[1-9]\d*\b")
"""A range of one number with a step: `5-5/2` is 5, which cronsim takes for `5/2`."""
_WEEKDAYS = {name: n for n, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_WEEKDAYS |= {str(n): n for n in range(8)}


@dataclass(frozen=True, slots=True)
class Cron:
    """When something is due: `parse` makes it, the functions below ask it.

    A time that a clock change skips comes at the end of the gap; a time that comes twice is the first of the two. Times
    that fall together come once. Each is an instant, written as the wall clock shows it then.
    """

    expression: str
    zone: ZoneInfo

    def on(self, date: dt.date) -> tuple[dt.datetime, ...]:
        """Return the due times of that date, the earliest first."""
        return self._of_date(self.expression, date)

    def times(self, date: dt.date) -> tuple[dt.datetime, ...]:
        """Return what they would be, were that a day on which it is due."""
        minute, hour, *__ = self.expression.split()
        return self._of_date(f"{minute} {hour} * * *", date)

    def _of_date(self, expression: str, date: dt.date) -> tuple[dt.datetime, ...]:
        walls = CronSim(expression, dt.datetime.combine(date, dt.time()) - _SECOND)
        instants = (_instant(wall, self.zone) for wall in itertools.takewhile(lambda wall: wall.date() == date, walls))
        return tuple(instant.astimezone(self.zone) for instant in dict.fromkeys(instants))


def parse(expression: str, zone: ZoneInfo) -> Cron:
    """Read the five fields as crontab(5) does; ConfigError says what is wrong with one."""
    fields = expression.lower().split()
    if len(fields) != 5:
        raise ConfigError(
            _(
                "the schedule {expression} has {count} fields, not five (minute, hour, day, month, weekday);"
                " 06:30 every day is '30 6 * * *'",
                expression=shown(expression),
                count=len(fields),
            )
        )
    fields[4] = ",".join(_without_wrap(part) for part in fields[4].split(","))
    fields = [_ONE_TO_ITSELF.sub(r"\1", field) for field in fields]
    start = dt.datetime(2000, 1, 1)
    for at, (name, numbers) in enumerate(_FIELDS):
        try:
            CronSim(" ".join(field if at == i else "*" for i, field in enumerate(fields)), start)
        except CronSimError:
            text = expression.lower().split()[at]
            raise ConfigError(
                _(
                    "the schedule's {field} {text} {fault}: it takes numbers {numbers}",
                    field=name,
                    text=shown(text),
                    fault=_fault(text),
                    numbers=numbers,
                )
            ) from None
    plain = " ".join(fields)
    try:
        next(CronSim(plain, start))  # it searches 50 years: 29 February falls on a weekday once in 40 at the most
    except (CronSimError, StopIteration):
        raise ConfigError(
            _("the schedule {expression} never comes: no date is like that", expression=shown(expression))
        ) from None
    return Cron(plain, zone)


def latest_due(cron: Cron, now: dt.datetime) -> dt.datetime:
    """Return the last due time at or before `now`."""
    local, instant = now.astimezone(cron.zone), now.astimezone(dt.UTC)
    wall = local.replace(tzinfo=None)
    if local.fold:  # the clock was put back: what it showed until then is past too
        wall += (local.replace(fold=0).utcoffset() or dt.timedelta()) - (local.utcoffset() or dt.timedelta())
    start = wall.replace(microsecond=0, fold=0) + _SECOND
    earlier = _instants(cron, CronSim(cron.expression, start, reverse=True))
    return next(due for due in earlier if due <= instant).astimezone(cron.zone)


def previous_due(cron: Cron, due: dt.datetime) -> dt.datetime:
    """Return the last due time before `due`."""
    return latest_due(cron, due.astimezone(dt.UTC) - dt.timedelta.resolution)


def next_due(cron: Cron, now: dt.datetime) -> dt.datetime:
    """Return the first due time after `now`."""
    wall, instant = now.astimezone(cron.zone).replace(tzinfo=None, fold=0), now.astimezone(dt.UTC)
    later = _instants(cron, CronSim(cron.expression, wall))
    return next(due for due in later if due > instant).astimezone(cron.zone)


def _instants(cron: Cron, walls: Iterator[dt.datetime]) -> Iterator[dt.datetime]:
    return (_instant(wall, cron.zone) for wall in walls)


def _instant(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the instant (UTC) at which the wall clock first shows that time, or jumps over it."""
    local = wall.replace(tzinfo=zone)
    first, second = local.astimezone(dt.UTC), local.replace(fold=1).astimezone(dt.UTC)
    if first <= second:
        return first
    # In a gap the second is before the jump, the first after it: find the jump between them.
    before = second.astimezone(zone).utcoffset()

    def has_jumped(seconds: int) -> bool:
        return (second + seconds * _SECOND).astimezone(zone).utcoffset() != before

    return second + _SECOND * bisect.bisect_left(range((first - second) // _SECOND), True, key=has_jumped)


def _without_wrap(part: str) -> str:
    """Return a part of the weekday field without a range that goes past Saturday: `fri-mon` as `5,6,0,1`."""
    found = re.fullmatch(r"(\w+)-(\w+)(?:/([1-9]\d*))?", part)
    first, last = (_WEEKDAYS.get(found[1], 0), _WEEKDAYS.get(found[2], 7)) if found else (0, 7)
    if not found or first <= last:
        return part
    return ",".join(str(day % 7) for day in range(first, last + 8, int(found[3] or 1)))


def _fault(text: str) -> str:
    if re.search(r"/0+(,|$)", text):
        return _("has a step of 0")
    if any(int(first) > int(last) for first, last in re.findall(r"(\d+)-(\d+)", text)):
        return _("runs backwards")
    return _("cannot be understood (write it like 5, 1-5, */10 or 1,15)")
