"""Blanks between Chinese and digits or Latin: half the web sets them, and they are neither heard nor a place to cut."""

from __future__ import annotations

import re

_HAN = r"[\u3400-\u9fff]"
_OTHER = r"[A-Za-z0-9%‰℃°²³⁰-⁹₀-₉①-⑳]"
_SIGNED = r"(?:[A-Za-z0-9①-⑳]|[+~≈<>≤≥±-]\d)"
_BLANK = r"[ \u00a0\u2002-\u200a\u202f]"
_SET_APART = re.compile(rf"(?<={_HAN}){_BLANK}{{1,3}}(?={_SIGNED})|(?<={_OTHER}){_BLANK}{{1,3}}(?={_HAN})")
_TOUCHING = re.compile(rf"{_HAN}(?=[A-Za-z0-9])|[A-Za-z0-9](?={_HAN})")


def is_habit(text: str) -> bool:
    """Return whether a text sets such blanks at most places where Chinese meets digits or Latin."""
    return len(_SET_APART.findall(text)) > len(_TOUCHING.findall(text))


def closed(text: str) -> str:
    """Return a sentence without such blanks."""
    return _SET_APART.sub("", text)


def closed_headline(text: str) -> str:
    """Return a headline without such blanks, if it has one at each place where Chinese meets digits or Latin.

    Blanks part headlines too: `云溪县 5所学校开学` sets none between `5` and `所`, so its blank is a pause.
    """
    return text if _TOUCHING.search(text) else closed(text)
