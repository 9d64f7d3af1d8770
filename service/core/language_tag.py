"""Language tags (BCP 47, RFC 5646), as far as their form goes."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # a language of ISO 639, and extensions of it
    r"(?:-[a-z]{4})?"  # a script
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"  # a region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",  # for private use
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 35
"""Characters that RFC 5646, 4.4.1, asks software to take."""


def is_well_formed(tag: str) -> bool:
    """Return whether a text is a language tag that begins with a code of ISO 639, as feeds need it."""
    return len(tag) <= _LONGEST and _TAG.fullmatch(tag) is not None
