"""Text from outside as a person may see it: nothing in it that a terminal obeys or that turns what stands around."""

from __future__ import annotations

import json
import re

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""The control characters of ISO 6429 but tab and line feed, and Unicode's marks of direction (UAX 9)."""
_BROKEN = re.compile("[\t\n\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LONGEST_HALF = 1000
"""Characters of each end of a message that are surely shown."""
_LONGEST = 300
"""Characters of a value that a message shows."""


def printable(text: str) -> str:
    """Return the text with `�` in place of each character that a terminal would obey."""
    return _OBEYED.sub(_REPLACEMENT, text)


def readable(path: str) -> str:
    """Return a path as it may be printed and stored: control characters and bytes that are no UTF-8 become `�`."""
    return _BROKEN.sub(_REPLACEMENT, printable(path))


def sentence(text: str) -> str:
    """Return a message whose beginning and end are whole, and whose middle is cut where a long value was put in."""
    return text if len(text) <= 2 * _LONGEST_HALF else f"{text[:_LONGEST_HALF]} … {text[-_LONGEST_HALF:]}"


def one_line(text: str) -> str:
    """Return the text as a part of a message: one line, cut where it is long; what no line has becomes `�`."""
    line = _BROKEN.sub(_REPLACEMENT, printable(text[: _LONGEST + 1]))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def shown(value: object) -> str:
    """Return a value as a message quotes it."""
    return one_line(repr(value))


def json_text(value: object, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """Return the value as JSON of the same content, in which what a terminal would obey is escaped."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
