"""Bytes to text, for the encodings in which Chinese pages and feeds come."""

from __future__ import annotations

import codecs
import functools
import re

from service.model import UNREADABLE

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODINGS = ("gb18030", "utf-16-le", "utf-16-be")
_SAMPLE_SIZE = 4096
_CHINESE_SHARE = 0.5
"""The share of everyday characters among those beyond ASCII below which a guess is no text: measured on 80 newspaper
pages it is 0.99 (0.95 for 30 characters), and at most 0.16 for their bytes in a wrong one of these encodings."""

_MOST_LOST = 0.02
"""The share of a page's characters that may be damaged: more is another encoding, or no text."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?\bencoding\s*=\s*["']?([\w.:-]+)|<meta\b[^>]*?\bcharset\s*=\s*["']?([\w.:-]+)""", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(raw: bytes, declared: str = "") -> str | None:
    """Return the text of bytes in UTF-8, UTF-16 (with or without BOM) or GB18030 (GBK, GB2312), else None.

    Bytes that are valid UTF-8 are that, whatever they declare. `declared` is an encoding that the sender names; one
    named in the bytes (`<?xml encoding=…`, `<meta charset=…`) counts too. Line ends become `\\n`.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _strictly(raw[len(bom) :], encoding)
    for encoding in ("utf-8", declared, _declared(raw)):
        text = _strictly(raw, encoding)
        if text is not None:
            return text
    guesses = [(_everyday(text), text) for encoding in _ENCODINGS if (text := _strictly(raw, encoding)) is not None]
    share, text = max(guesses, key=lambda guess: guess[0], default=(0.0, None))
    return text if share >= _CHINESE_SHARE else None


def decode_markup(raw: bytes, content_type: str = "") -> str | None:
    """Return the text of a feed or a web page: as `decode`, but damaged bytes become `�`; None for binary data.

    `content_type` is the HTTP header of that name.
    """
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    declared = match[1] if match else ""
    text = decode(raw, declared)
    if text is not None or b"\0" in raw:
        return text
    encodings = filter(None, map(_known, (declared, _declared(raw), "utf-8", "gb18030")))
    text = max((_lines(raw.decode(encoding, "replace")) for encoding in encodings), key=_everyday)
    return text if _everyday(text) >= _CHINESE_SHARE else None


def decode_page(raw: bytes) -> str | None:
    """Return the text of a page: as `decode`, but a few damaged bytes become `�`, and lines in UTF-8 and in GB18030, as
    where two programs wrote one file, are each read as what they are. None for what is no text.
    """
    text = decode(raw)
    if text is not None or b"\0" in raw:
        return text
    whole = raw.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = "\n".join(map(_line, whole.split(b"\n")))
    lost = text.count(UNREADABLE)
    return text if lost <= _MOST_LOST * len(text) + 1 and _everyday(text) >= _CHINESE_SHARE else None


def _line(raw: bytes) -> str:
    """Return a line in UTF-8, else in GB18030, else in that of the two that makes more of it Chinese."""
    strict = [text for encoding in ("utf-8", "gb18030") if (text := _strictly(raw, encoding)) is not None]
    if sure := next((text for text in strict if _everyday(text) >= _CHINESE_SHARE), None):
        return sure
    return max((raw.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")), key=_everyday)


def _declared(raw: bytes) -> str:
    match = _DECLARED.search(raw[:_SAMPLE_SIZE])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else ""


def _known(encoding: str) -> str:
    """Return Python's name of a declared encoding, GB18030 for its parts; empty for unknown ones and Latin."""
    try:
        known = codecs.lookup(encoding).name
        "".encode(known)  # refuses codecs that are no text encodings
    except (LookupError, ValueError):
        return ""
    if known in ("gb2312", "gbk", "hz"):
        return "gb18030"
    return "" if known in ("ascii", "iso8859-1", "cp1252", "utf-7") else known


def _strictly(raw: bytes, encoding: str) -> str | None:
    """Return the bytes read in that encoding; None when they are not in it, or the result is no text."""
    if not (encoding := _known(encoding)):
        return None
    try:
        text = raw.decode(encoding)
    except ValueError:
        return None
    if len(_CONTROL.findall(text)) > len(text) / 100 + 1:
        return None
    return _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _everyday(text: str) -> float:
    """Return the share of the text's first 4,096 characters beyond ASCII that are common in Chinese."""
    sample = "".join(re.findall(r"[^\x00-\x7f]+", text))[:_SAMPLE_SIZE]
    common = _common()
    return sum(char in common for char in sample) / len(sample) if sample else 1.0


@functools.cache
def _common() -> frozenset[str]:
    """Return general punctuation, and the symbols and 3,755 everyday hanzi of GB 2312 (rows 1-3 and 16-55)."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in (*range(1, 4), *range(16, 56)) for cell in range(1, 95))
    common = b"".join(cells).decode("gb2312", "ignore")
    return frozenset(common) | frozenset(map(chr, (0xA0, 0xB7, *range(0x2010, 0x2040))))
