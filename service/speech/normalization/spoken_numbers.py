"""Numbers in Chinese words: digit by digit, or as an amount.

The conventions are a newsreader's: 两 begins an amount before 百, 千, 万 and 亿 (两百, 两千二百, 两万二千),
二 stands inside it; digits after the point are read one by one; 幺 is for telephone numbers only.
"""

from __future__ import annotations

HAN = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
LONGEST_AMOUNT = 4 * len(_GROUPS)
"""More digits than this are never an amount: they are read one by one."""


def digits(written: str, one: str = "一") -> str:
    """Each digit by its name, what is not a digit as it stands: 2026 -> 二零二六; `one` is 幺 for telephones."""
    return "".join((one if char == "1" else HAN[int(char)]) if char in "0123456789" else char for char in written)


def _group(value: int, filled: bool) -> str:
    """Up to four digits; `filled`: higher groups stand before it, so a missing thousand is said as 零."""
    said = ""
    gap = filled and value < 1000
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            if gap:
                said += "零"
            said += HAN[digit] + _PLACES[place]
            gap = False
        elif said:
            gap = True
    return said


def cardinal(written: str) -> str:
    """A whole number as an amount: 73784 -> 七万三千七百八十四, 22000 -> 两万二千, 15 -> 十五.

    A number that begins with 0 or passes sixteen digits is no amount and is read digit by digit.
    """
    if len(written) > LONGEST_AMOUNT or (len(written) > 1 and written[0] == "0"):
        return digits(written)
    value = int(written)
    if value == 0:
        return HAN[0]
    said = ""
    skipped = False
    for index in range((len(written) + 3) // 4 - 1, -1, -1):
        group = value // 10 ** (4 * index) % 10000
        if not group:
            skipped = skipped or bool(said)
            continue
        unit = _GROUPS[index]
        if index == 3 and value // 10**8 % 10000:
            unit = "万"  # 1 2345 0000 0000: 一万二千三百四十五亿
        words = _group(group, bool(said))
        if skipped and not words.startswith("零"):
            words = "零" + words
        said += words + unit
        skipped = False
    if said.startswith("一十"):
        said = said[1:]
    if said[0] == "二" and len(said) > 1 and said[1] in "百千万亿":
        said = "两" + said[1:]
    return said


def number(written: str) -> str:
    """A number with or without thousands commas and a decimal point: 1,234.50 -> 一千二百三十四点五零."""
    whole, point, rest = written.replace(",", "").partition(".")
    return cardinal(whole) + ("点" + digits(rest) if point else "")
