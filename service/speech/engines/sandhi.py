"""Tone sandhi for engines that take pinyin literally: 一 and 不, and runs of third tones."""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = frozenset("零〇一二三四五六七八九十百千万亿两幺点第")
"""Beside one of these 一 is a number or part of one and keeps its first tone, except before a measure word."""


def citation_to_spoken(text: str, readings: Sequence[str | None]) -> list[str | None]:
    """Change the readings of 一 (yi1) and 不 (bu4) to those heard in context; others stay.

    The rule of the standard language: before a fourth tone (or 个) both take the second; before other
    tones 一 takes the fourth; 一 keeps the first in numbers, in ordinals and at the end of a phrase.
    """
    out = list(readings)
    for i, (character, reading) in enumerate(zip(text, readings, strict=True)):
        following = readings[i + 1] if i + 1 < len(text) else None
        before, after = text[i - 1] if i else "", text[i + 1] if i + 1 < len(text) else ""
        if following is None:
            continue
        fourth = following.endswith("4") or after == "个"
        if character == "不" and reading == "bu4" and fourth:
            out[i] = "bu2"
        elif character == "一" and reading == "yi1" and before not in DIGITS and after not in DIGITS - set("百千万亿"):
            out[i] = "yi2" if fourth else "yi4"
    return out
