"""When an episode that waits is to be published, as an editor says it: `06:30`, `2026-03-22T06:30`."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from service.core.messages import _
from service.core.printable import shown
from service.errors import UsageError

FURTHEST = dt.timedelta(days=7)
"""How far ahead it may be: news is older then."""
_HOW = _("write it like 06:30 or 2026-03-22T06:30")


def parse(text: str, zone: ZoneInfo, now: dt.datetime, day: dt.date) -> dt.datetime:
    """Return the time; one without a date is the next from the edition's `day` on, one without an offset of that zone.

    Raise UsageError for what is no time, is past, or is too far ahead.
    """
    try:
        at = _next(dt.time.fromisoformat(text), zone, now, day) if len(text) <= 8 else dt.datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(_("The time {text} cannot be understood: {how}.", text=shown(text), how=_HOW)) from None
    if not now < at <= now + FURTHEST:
        raise UsageError(
            _(
                "The time {at:%Y-%m-%d %H:%M} is past, or over {days} days ahead: choose another.",
                at=at,
                days=FURTHEST.days,
            )
        )
    return at


def _next(time: dt.time, zone: ZoneInfo, now: dt.datetime, day: dt.date) -> dt.datetime:
    if time.tzinfo:
        raise ValueError(_HOW)
    at = dt.datetime.combine(max(day, now.astimezone(zone).date()), time, zone)
    return at if at > now else at + dt.timedelta(days=1)
