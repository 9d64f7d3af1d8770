"""The shipped font, in which covers are written (`fonts/README.md` names its characters)."""

from __future__ import annotations

import functools
import io
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PAPER = (250, 245, 235)
"""The colour of the letters."""
_MISSING_GLYPH = "\uffff"


@functools.cache
def font(size: int) -> FreeTypeFont:
    """Return the font with letters of that many pixels."""
    from PIL import ImageFont

    data = (resources.files("service.publishing") / "fonts" / "NotoSerifSC-Bold-subset.woff").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def ems(text: str) -> float:
    """Return the text's width at a size of one pixel."""
    return font(100).getlength(text) / 100


def has_glyphs(text: str) -> bool:
    """Return whether the font has every character of the text but spaces."""
    return all(character.isspace() or _has_glyph(character) for character in text)


@functools.lru_cache(4096)
def _has_glyph(character: str) -> bool:
    """Return whether the font shows anything but its empty box for the character."""
    return bytes(font(100).getmask(character)) != bytes(font(100).getmask(_MISSING_GLYPH))


def drawable(text: str) -> str:
    """Return the text in characters that the font has; empty where a letter or figure is not among them.

    A sign that it lacks becomes its plain form (－ is -), or else a space (【要闻】 is 要闻).
    """
    shown = ""
    for character in text:
        plain = unicodedata.normalize("NFKC", character)
        if has_glyphs(character):
            shown += character
        elif has_glyphs(plain):
            shown += plain
        elif unicodedata.category(character)[0] in "LN":
            return ""
        else:
            shown += " "
    return " ".join(shown.split())
