"""Numerals, in digits and in Chinese characters, as values."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {char: i for i, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
HAN = "零〇一二两三四五六七八九十百千万亿"
"""All characters of numbers but the point."""


def value(text: str) -> Fraction | None:
    """The value of a number in digits or in Chinese characters; None for what is none."""
    if text[0] not in _DIGITS and text[0] not in _PLACES and text[0] not in _GROUPS and text[0] != "点":
        try:
            return Fraction(text.replace(",", "").rstrip("."))
        except ValueError:
            return None
    return chinese(text)


def chinese(words: str) -> Fraction | None:
    """The value of a number in Chinese characters; None for what is none (七八, 三四十)."""
    whole, _, rest = words.partition("点")
    if not whole or "点" in rest:
        return None
    if rest and (group := re.search("[万亿]+$", rest)):
        found = chinese(f"{whole}点{rest[: group.start()]}")
        return None if found is None else found * scale(group.group())
    fraction = Fraction(int("".join(str(_DIGITS[char]) for char in rest)), 10 ** len(rest)) if rest else Fraction(0)
    if all(char in _DIGITS for char in whole):
        if len(whole) == 1 or len(whole) >= 3 or whole[0] in "零〇" or "〇" in whole:
            return Fraction(int("".join(str(_DIGITS[char]) for char in whole))) + fraction
        return None
    total = part = 0
    digit: int | None = None
    for at, char in enumerate(whole):
        if char in _DIGITS:
            if digit and char not in "零〇":
                return None
            digit = _DIGITS[char]
        elif char in _PLACES:
            part += (1 if digit is None else digit or 1) * _PLACES[char]
            digit = None
        else:
            part += digit or 0
            digit = None
            if char == "亿":
                total = (total + (part or (0 if total else 1))) * 10**8
            else:
                total += (part or 1) * 10**4
            part = 0
        if at == len(whole) - 1 and digit and at and whole[at - 1] in "百千万亿":
            digit *= (_PLACES | _GROUPS)[whole[at - 1]] // 10  # 三万五 is 35000
    return Fraction(total + part + (digit or 0)) + fraction


def scale(group: str) -> int:
    """The product of the places: 百万 is a million."""
    size = 1
    for char in group:
        size *= (_PLACES | _GROUPS)[char]
    return size
