"""Full-width and half-width forms of ASCII characters."""

from __future__ import annotations

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width character -> its ASCII form, as a table for `str.translate`."""
FULL_ALPHANUMERICS = "".join(chr(code) for code, half in HALF_WIDTH.items() if chr(half).isalnum())
"""The full-width digits and letters."""


def half_width(text: str, keep: str = "") -> str:
    """Return the text with its full-width ASCII characters in half width, those in `keep` excepted."""
    table = {code: half for code, half in HALF_WIDTH.items() if chr(code) not in keep} if keep else HALF_WIDTH
    return text.translate(table)
