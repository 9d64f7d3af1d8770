"""Chinese numerals: parsed to values, and numbers spelled in them.

Spelling follows newsreaders: 两 begins an amount before 百, 千, 万 and 亿 (两百, 两千二百, 两万二千), 二 stands inside.
Digits after the point are read one by one. 幺 is for telephone numbers only.
"""

from __future__ import annotations

from fractions import Fraction

DIGITS = "零一二三四五六七八九"
_VALUES = {char: value for value, char in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
CHARACTERS = "零〇一二两三四五六七八九十百千万亿"
"""All characters of whole numbers in Chinese."""
_SPELLED_PLACES = ("", *_PLACES)
_SPELLED_GROUPS = ("", "万", "亿", "万亿")
LONGEST_AMOUNT = 4 * len(_SPELLED_GROUPS)
"""Digits; a longer number is no amount and is spelled digit by digit."""


def parse(text: str) -> Fraction | None:
    """Return the value of a number in digits or in Chinese characters; None when it is none."""
    if text[0] not in _VALUES and text[0] not in _PLACES and text[0] not in _GROUPS and text[0] != "点":
        try:
            return Fraction(text.replace(",", "").rstrip("."))
        except ValueError:
            return None
    return parse_chinese(text)


def parse_chinese(text: str) -> Fraction | None:
    """Return the value of a number in Chinese characters; None when it is none (七八, 三四十)."""
    whole, _, rest = text.partition("点")
    if not whole or "点" in rest:
        return None
    digits = rest.rstrip("万亿")
    if digits != rest:
        value = parse_chinese(f"{whole}点{digits}")
        return None if value is None else value * scale(rest[len(digits) :])
    fraction = Fraction(_digits(rest), 10 ** len(rest)) if rest else Fraction(0)
    if all(char in _VALUES for char in whole):
        if len(whole) == 1 or len(whole) >= 3 or whole[0] in "零〇" or "〇" in whole:
            return Fraction(_digits(whole)) + fraction
        return None
    amount = _amount(whole)
    return None if amount is None else Fraction(amount) + fraction


def _digits(text: str) -> int:
    """Return the value of numerals that are read one by one: 二零二六."""
    return int("".join(str(_VALUES[char]) for char in text))


def _amount(text: str) -> int | None:
    """Return the value of a whole amount with its places: 三千二百万."""
    total = group = 0
    digit: int | None = None
    for char in text:
        if char in _VALUES:
            if digit and char not in "零〇":
                return None
            digit = _VALUES[char]
        elif char in _PLACES:
            group += (1 if digit is None else digit or 1) * _PLACES[char]
            digit = None
        else:
            group += digit or 0
            digit = None
            if char == "亿":
                total = (total + (group or (0 if total else 1))) * _GROUPS[char]
            else:
                total += (group or 1) * _GROUPS[char]
            group = 0
    if digit and text[-2:-1] in ("百", "千", "万", "亿"):
        digit *= scale(text[-2]) // 10  # 三万五 is 35000
    return total + group + (digit or 0)


def scale(places: str) -> int:
    """Return the product of the places: 百万 is a million."""
    size = 1
    for char in places:
        size *= (_PLACES | _GROUPS)[char]
    return size


def spell_digits(number: str, one: str = "一") -> str:
    """Spell each digit by its name and leave other characters: 2026 -> 二零二六; `one` is 幺 for telephones."""
    return "".join((one if char == "1" else DIGITS[int(char)]) if char in "0123456789" else char for char in number)


def spell(number: int) -> str:
    """Spell an amount: 73784 -> 七万三千七百八十四, 22000 -> 两万二千, 15 -> 十五. At most 16 digits, not negative."""
    if number == 0:
        return DIGITS[0]
    spelled = ""
    skipped = False
    for index in range((len(str(number)) + 3) // 4 - 1, -1, -1):
        group = number // 10 ** (4 * index) % 10000
        if not group:
            skipped = skipped or bool(spelled)
            continue
        unit = _SPELLED_GROUPS[index]
        if index == 3 and number // 10**8 % 10000:
            unit = "万"  # 1 2345 0000 0000: 一万二千三百四十五亿
        words = _spell_group(group, follows=bool(spelled))
        if skipped and not words.startswith("零"):
            words = "零" + words
        spelled += words + unit
        skipped = False
    if spelled.startswith("一十"):
        spelled = spelled[1:]
    if spelled[0] == "二" and spelled[1:2] in ("百", "千", "万", "亿"):
        spelled = "两" + spelled[1:]
    return spelled


def _spell_group(value: int, *, follows: bool) -> str:
    """Spell up to four digits; where the group `follows` a higher one, a missing thousand is said as 零."""
    spelled = ""
    gap = follows and value < 1000
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            if gap:
                spelled += "零"
            spelled += DIGITS[digit] + _SPELLED_PLACES[place]
            gap = False
        elif spelled:
            gap = True
    return spelled


def spell_cardinal(number: str) -> str:
    """Spell the digits of a whole number as an amount.

    A number that begins with 0 or is longer than LONGEST_AMOUNT is no amount and is spelled digit by digit.
    """
    if len(number) > LONGEST_AMOUNT or (len(number) > 1 and number[0] == "0"):
        return spell_digits(number)
    return spell(int(number))


def spell_number(number: str) -> str:
    """Spell a number with or without thousands commas and a decimal point: 1,234.50 -> 一千二百三十四点五零."""
    whole, point, rest = number.replace(",", "").partition(".")
    return spell_cardinal(whole) + ("点" + spell_digits(rest) if point else "")
