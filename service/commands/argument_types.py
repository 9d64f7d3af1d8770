"""Values that are typed on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from service.core.episode_id import checked_date
from service.core.printable import shown
from service.errors import UsageError

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else.")]
ConfigOption = Annotated[Path | None, typer.Option(help="The config file.")]


def parse_date(text: str | None) -> dt.date | None:
    """Return the date of `2026-03-21`, or None for None. Raise UsageError for what is no date."""
    if text is None:
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"The date {shown(text)} cannot be understood: write it like 2026-03-21.") from None
    return checked_date(date)
