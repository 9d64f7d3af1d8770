"""E-mail addresses as podcast directories write to them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]]+@[^\s@.<>(),;:\"\[\]]+(?:\.[^\s@.<>(),;:\"\[\]]+)+")
"""A name, an @ and a domain of two parts or more: no quoted names and no bare hosts, which directories refuse."""


def is_plausible(text: str) -> bool:
    """Return whether a text is one address that can exist; nobody is asked whether it does."""
    return bool(_ADDRESS.fullmatch(text))
