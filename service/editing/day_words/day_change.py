"""What becomes of a word that names a day; or that its sentence cannot be told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


class NotTold(Exception):
    """The sentence cannot be told; the message says why."""


@dataclass(frozen=True, slots=True)
class DayChange:
    """What becomes of a mention."""

    became: str | None
    """None: the word is left out, where the sentence stands without it."""
    why: str
    until: dt.date | None = None
    """The last day that is meant."""
    ahead: bool = False
    """It lies behind the article's day."""
