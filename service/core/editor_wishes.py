"""What an editor wishes for: words of headlines, and the last day on which the wish holds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from service.core import chinese_input
from service.core.messages import _
from service.core.printable import shown
from service.errors import UsageError

_UNTIL = re.compile("(?<![A-Za-z])until(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """Words of a headline, or a whole one."""

    words: str
    until: dt.date | None = None
    """The last day on which it holds; None: always."""
    waits: bool = False
    """Whether it holds for whatever day its story comes: one of the show's settings without a last day."""

    def holds(self, day: dt.date | None) -> bool:
        """Return whether it holds on the programme's day."""
        return self.until is None or day is None or day <= self.until


def parse_wish(text: str) -> Wish:
    """Read `云雁大桥` or `云雁大桥 until 2026-05-31`; raise UsageError that says what is wrong."""
    found = _UNTIL.search(text)
    words = (text[: found.start()] if found else text).strip()
    until = _last_day(text[found.end() :].strip()) if found else None
    if not words:
        raise UsageError(_("it is empty: write words of a headline"))
    return Wish(words, until)


def _last_day(text: str) -> dt.date:
    try:
        found = chinese_input.day(text)
    except ValueError as error:
        raise UsageError(_("{text} behind until: {error}", text=shown(text), error=error)) from None
    if found is None:
        raise UsageError(_("{text} behind until is no day: write words until 2026-05-31", text=shown(text)))
    return found.date
