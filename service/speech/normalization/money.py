"""Currency signs: they stand before a number and are said after it."""

from __future__ import annotations

import re
from fractions import Fraction

from service.language.numerals import spell_number
from service.speech.normalization.patterns import DASH, ENDS, NUMBER, SCALE
from service.speech.normalization.rule import Rule
from service.speech.normalization.units import amount

_CURRENCY = {
    **{
        "¥": "元",
        "RMB": "元",
        "CNY": "元",
        "US$": "美元",
        "USD": "美元",
        "$": "美元",
        "HK$": "港元",
        "HKD": "港元",
        "€": "欧元",
        "EUR": "欧元",
    },
    **{
        "£": "英镑",
        "GBP": "英镑",
        "A$": "澳元",
        "AUD": "澳元",
        "C$": "加元",
        "CAD": "加元",
        "JPY": "日元",
        "NT$": "新台币",
        "S$": "新加坡元",
    },
    **{
        "₽": "卢布",
        "₩": "韩元",
        "₹": "卢比",
        "฿": "泰铢",
        "MOP$": "澳门元",
        "R$": "雷亚尔",
        "₫": "越南盾",
        "₺": "里拉",
    },
}
_SIGN = "|".join(sorted(map(re.escape, _CURRENCY), key=len, reverse=True))


_ENGLISH = {"K": 10**3, "M": 10**6, "mn": 10**6, "B": 10**9, "bn": 10**9, "tn": 10**12}


def _english(number: str, scale: str) -> str:
    """Return a number with an English scale in 万 or 亿: 3.2bn is 三十二亿."""
    value = Fraction(number.replace(",", "")) * _ENGLISH[scale]
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        if value >= size and (value / size * 10000).denominator == 1:
            written = f"{float(value / size):.4f}".rstrip("0").rstrip(".")
            return amount(written, name) + name
    return spell_number(number) + scale


def _money(match: re.Match[str]) -> str:
    currency = _CURRENCY[match["sign"]]
    if match["scale"] in _ENGLISH and not match["high"]:
        return _english(match["low"], match["scale"]) + currency
    unit = (match["scale"] or "") + (match["more"] or "") + currency
    if not match["high"]:
        return amount(match["low"], unit) + unit
    first = (match["first"] or "") + (currency if match["first"] else "")
    return amount(match["low"], first or unit) + first + "至" + amount(match["high"], unit) + unit


RULES = (
    Rule(
        "money sign",
        "money",
        "a currency sign stands before its number and is said after it, with 万 and 亿: ¥3.5万, US$20亿",
        (
            rf"(?<![A-Za-z])(?P<sign>{_SIGN})\s?(?P<low>{NUMBER})(?:(?P<first>{SCALE})?{DASH}(?:{_SIGN})?(?P<high>{NUMBER}))?"
            rf"(?P<scale>{SCALE}|(?:[KMB]|bn|mn|tn)(?![A-Za-z0-9]))?(?P<more>[多余])?{ENDS}(?:元|美元|港元|欧元)?"
        ),
        _money,
    ),
)
