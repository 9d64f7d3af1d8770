"""What was typed, as values."""

from __future__ import annotations

import datetime as dt

from service.errors import UsageError

EARLIEST, LATEST = dt.date(1950, 1, 1), dt.date(2099, 12, 31)
"""Of programmes: as far as the lunar calendar is sure."""


def parse_date(text: str | None) -> dt.date | None:
    """The date of `2026-03-21`; None for none; UsageError for what is no date."""
    if text is None:
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"The date {text!r} cannot be understood: write it like 2026-03-21.") from None
    if not EARLIEST <= date <= LATEST:
        raise UsageError(f"The date {text} is out of bounds: choose between {EARLIEST} and {LATEST}.")
    return date
