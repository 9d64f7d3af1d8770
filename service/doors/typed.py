"""What was typed, as values."""

from __future__ import annotations

import datetime as dt

from service.errors import UsageError


def day(text: str | None) -> dt.date | None:
    """The date of `2026-03-21`; None for none; UsageError for what is no date."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"The date {text!r} cannot be understood: write it like 2026-03-21.") from None
