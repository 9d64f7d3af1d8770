"""What an editor wishes for: words of headlines, and the last day on which the wish holds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from service.errors import UsageError

_UNTIL = re.compile(r"^(.*\S)\s+until\s+(\S+)$")


@dataclass(frozen=True, slots=True)
class Wish:
    """Words of a headline, or a whole one."""

    words: str
    until: dt.date | None = None
    """The last day on which it holds; None: always."""

    def holds(self, day: dt.date | None) -> bool:
        """Return whether it holds on the programme's day."""
        return self.until is None or day is None or day <= self.until


def parse_wish(text: str) -> Wish:
    """Read `云雁大桥` or `云雁大桥 until 2026-05-31`; raise UsageError that says what is wrong."""
    words, until = text.strip(), None
    if found := _UNTIL.match(words):
        words = found[1]
        try:
            until = dt.date.fromisoformat(found[2])
        except ValueError:
            raise UsageError(f"{found[2]!r} is no day: write words until 2026-05-31") from None
    if not words:
        raise UsageError("it is empty: write words of a headline")
    return Wish(words, until)
