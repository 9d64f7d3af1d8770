"""Bytes to text, for the encodings in which Chinese pages come."""

from __future__ import annotations

import codecs
import functools
import unicodedata

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 4096
_PLAUSIBLE = 0.8
"""The share of everyday characters below which a guess is no text. Chinese news has 0.97 to 1; the same bytes read in
a wrong one of the encodings have under 0.5."""


def decode(raw: bytes) -> str | None:
    """The text of UTF-8, UTF-16 (with or without BOM) or GB18030 (GBK, GB2312) bytes; None when it is none of them.

    Line ends become `\\n`. Text with NUL or many control characters is taken for binary data.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            text = _strictly(raw[len(bom) :], encoding)
            return None if text is None or "\0" in text else _lines(text)
    text = _strictly(raw, "utf-8")
    if text is not None and _everyday(text) >= (0.5 if "\0" not in text else 2):
        return _lines(text)
    guesses = [(_everyday(text), text) for encoding in _GUESSES if (text := _strictly(raw, encoding)) is not None]
    share, text = max(guesses, key=lambda guess: guess[0], default=(0.0, None))
    return _lines(text) if text is not None and share >= _PLAUSIBLE else None


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _everyday(text: str) -> float:
    """The share of a text's characters (of its beginning) that are common in Chinese or Latin text."""
    sample = text[:_SAMPLE]
    common = _common()
    return sum(char in common for char in sample) / max(1, len(sample))


@functools.cache
def _common() -> frozenset[str]:
    """The 3,755 everyday hanzi and the symbols of GB 2312 (its rows 1-3 and 16-55), ASCII and general punctuation."""
    rows = (*range(1, 4), *range(16, 56))
    hanzi = b"".join(bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    printable = (chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2200)))
    marks = (char for char in printable if unicodedata.category(char) != "Cn")
    return frozenset(hanzi.decode("gb2312", "ignore")) | frozenset(marks) | frozenset("\t\n\r")
