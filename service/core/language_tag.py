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


def spoken(tag: str) -> str:
    """Return the code (ISO 639) of the language that is spoken where text has that tag: zh is Mandarin, cmn.

    In Hong Kong and Macau it is Cantonese, yue, unless the tag says otherwise: Chinese has one script tag for several
    spoken languages, and these are the regions in which broadcasts are not in Mandarin.
    """
    parts = tag.lower().split("-")
    if named := next((part for part in parts[:2] if part in ("cmn", "yue")), ""):
        return named
    if parts[0] == "zh":
        return "yue" if {"hk", "mo"} & {*parts[1:]} else "cmn"
    return parts[0]
