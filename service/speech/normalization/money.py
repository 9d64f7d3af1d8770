"""Currency signs: they stand before a number and are said after it."""

from __future__ import annotations

import re

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


def _money(match: re.Match[str]) -> str:
    currency = _CURRENCY[match["sign"]]
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
            rf"(?P<scale>{SCALE}|[KMB](?![A-Za-z0-9]))?(?P<more>[多余])?{ENDS}(?:元|美元|港元|欧元)?"
        ),
        _money,
    ),
)
