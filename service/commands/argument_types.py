"""Values that are typed on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from service.errors import UsageError

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else.")]
ConfigOption = Annotated[Path | None, typer.Option(help="The config file.")]
EARLIEST_DATE, LATEST_DATE = dt.date(1950, 1, 1), dt.date(2099, 12, 31)
"""The dates that a programme can have: as far as the lunar calendar is certain."""


def parse_date(text: str | None) -> dt.date | None:
    """Return the date of `2026-03-21`, or None for None. Raise UsageError for what is no date."""
    if text is None:
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"The date {text!r} cannot be understood: write it like 2026-03-21.") from None
    if not EARLIEST_DATE <= date <= LATEST_DATE:
        raise UsageError(f"The date {text} is out of bounds: choose between {EARLIEST_DATE} and {LATEST_DATE}.")
    return date
