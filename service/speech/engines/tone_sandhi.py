"""Tone sandhi of 一 and 不, for engines that take pinyin literally. (Runs of third tones they change themselves.)"""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = frozenset("零〇一二三四五六七八九十幺")
ORDINAL_BEFORE = DIGITS | frozenset("第初周期统唯专单")
"""After one of these 一 is (part of) a number or ends a word: 第一, 周一, 星期一, 统一, 唯一."""
ORDINAL_AFTER = DIGITS | frozenset("月日号级等期线流季审楼")
"""Before one of these 一 counts in a row or in order: 一九四九, 一月, 一等, 一线, 一季度."""


def citation_to_spoken(text: str, readings: Sequence[str | None]) -> list[str | None]:
    """Change the readings of 一 (yi1) and 不 (bu4) to those heard in context; others stay.

    The rule of the standard language: before a fourth tone (or 个) both take the second; before other
    tones 一 takes the fourth; 一 keeps the first in numbers, in ordinals and at the end of a word.
    """
    out = list(readings)
    for i, (character, reading) in enumerate(zip(text, readings, strict=True)):
        following = readings[i + 1] if i + 1 < len(text) else None
        if following is None or character not in "一不":
            continue
        fourth = following.endswith("4") or text[i + 1] == "个"
        if character == "不" and reading == "bu4" and fourth:
            out[i] = "bu2"
        elif character == "一" and reading == "yi1" and not _is_numeral(text, i):
            out[i] = "yi2" if fourth else "yi4"
    return out


def _is_numeral(text: str, i: int) -> bool:
    """Return whether the 一 at `i` is a numeral by itself or an ordinal."""
    decimal = text[i + 1 : i + 2] == "点" and text[i + 2 : i + 3] in DIGITS
    return decimal or text[i - 1 : i] in ORDINAL_BEFORE or text[i + 1 : i + 2] in ORDINAL_AFTER
