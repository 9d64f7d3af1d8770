"""Amounts: per cent, money, temperatures, ranges, sums and every number that is left."""

from __future__ import annotations

import re

from service.speech.normalization import units
from service.speech.normalization.notation import ALONE, DASH, ENDS, HAN, NUMBER, SCALE, TWO
from service.speech.normalization.numbers import cardinal, digits, number
from service.speech.normalization.rule import Rule
from service.speech.normalization.units import amount

_CURRENCY = {
    **{"¥": "元", "RMB": "元", "CNY": "元", "US$": "美元", "USD": "美元", "$": "美元", "HK$": "港元", "HKD": "港元", "€": "欧元", "EUR": "欧元"},
    **{"£": "英镑", "GBP": "英镑", "A$": "澳元", "AUD": "澳元", "C$": "加元", "CAD": "加元", "JPY": "日元", "NT$": "新台币", "S$": "新加坡元"},
    **{"₽": "卢布", "₩": "韩元", "₹": "卢比", "฿": "泰铢", "MOP$": "澳门元", "R$": "雷亚尔", "₫": "越南盾", "₺": "里拉"},
}
_SIGN = "|".join(sorted(map(re.escape, _CURRENCY), key=len, reverse=True))
_PLUS_MINUS = {"-": "负", "+": "正", "±": "正负", "": "", None: ""}
_COMPARED = {"≥": "大于等于", "≤": "小于等于", "≠": "不等于", "≈": "约等于", "=": "等于", "<": "小于", ">": "大于", "≧": "大于等于", "≦": "小于等于"}
_TO = rf"(?P<to>{DASH}?(?=[-+]\d)|{DASH}|至|到)(?P<second>[-+])?"


def _money(match: re.Match[str]) -> str:
    currency = _CURRENCY[match["sign"]]
    unit = (match["scale"] or "") + (match["more"] or "") + currency
    if not match["high"]:
        return amount(match["low"], unit) + unit
    first = (match["first"] or "") + (currency if match["first"] else "")
    return amount(match["low"], first or unit) + first + "至" + amount(match["high"], unit) + unit


def _to(match: re.Match[str]) -> str:
    return match["to"] if match["to"] in ("至", "到") else "至"


def _percent(match: re.Match[str]) -> str:
    word = "百分之" if match["sign"] == "%" else "千分之"
    said = _PLUS_MINUS[match["before"]] + word + _hundred(match["low"])
    if match["high"]:
        repeated = match["own"] or match["second"]
        said += _to(match) + (_PLUS_MINUS[match["second"]] + word if repeated else "") + _hundred(match["high"])
    return said


def _hundred(written: str) -> str:
    return "百" if written == "100" else number(written)


def _temperature(match: re.Match[str]) -> str:
    below = {"-": "零下", "+": "零上", "": "", None: ""}
    unit = units.name(match["unit"])
    said = below[match["before"]] + amount(match["low"], unit)
    if match["high"]:
        said += (unit if match["own"] else "") + _to(match) + below[match["second"]] + amount(match["high"], unit)
    return said + unit


def _arc(match: re.Match[str]) -> str:
    side = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经", None: ""}[match["side"]]
    parts = ((match["d"], "度"), (match["m"], "分"), (match["s"], "秒"))
    return side + "".join(number(value) + word for value, word in parts if value)


def _last(match: re.Match[str]) -> str:
    written, text = match[0], match.string
    follows = text[match.end() : match.end() + 4]
    if written == "2" and not text[: match.start()].endswith("第") and re.match(TWO, follows):
        return "两"
    if len(written) > 11 and "." not in written and not re.match("[元个人吨次]", follows):
        return digits(written)
    return number(written)


MONEY = (
    Rule(
        "money sign",
        "money",
        "a currency sign stands before its number and is said after it, with 万 and 亿: ¥3.5万, US$20亿",
        re.compile(
            rf"(?<![A-Za-z])(?P<sign>{_SIGN})\s?(?P<low>{NUMBER})(?:(?P<first>{SCALE})?{DASH}(?:{_SIGN})?(?P<high>{NUMBER}))?"
            rf"(?P<scale>{SCALE})?(?P<more>[多余])?{ENDS}(?:元|美元|港元|欧元)?"
        ),
        _money,
    ),
)

RULES = (
    Rule(
        "result",
        "result",
        "what follows the unit is its decimals, digit by digit: 9秒58, 1米75, 12块5",
        re.compile(
            r"(?<=\d)([秒米块])(\d{1,2})(?!\d|\.\d|[万亿人秒米分块元个毛角厘钱岁层名]|[%‰]|\s?[A-Za-z])|(?<=\d)([万亿千])(\d)(?!\d|\.\d|[万亿千百个人名家件元]|[%‰])"
        ),
        lambda m: (m[1] or m[3]) + digits(m[2] or m[4]),
    ),
    Rule(
        "per cent",
        "percent",
        "3%-5%, 3-5%, -0.3%, ±5%, 2‰; a sign stands before 百分之",
        re.compile(
            rf"(?:(?P<before>(?<![\d%‰A-Za-z)）])[-+]|±)|{ALONE})(?P<low>{NUMBER})(?P<own>[%‰])?"
            rf"(?:{_TO}(?P<high>{NUMBER}))?(?P<sign>[%‰])"
        ),
        _percent,
    ),
    *units.RULES[:2],
    Rule(
        "temperature",
        "temperature",
        "a minus before a temperature is 零下: -5℃, -5～3℃",
        re.compile(
            rf"(?:(?P<before>(?<![\dA-Za-z)）℃度])[-+])|{ALONE})(?P<low>{NUMBER})(?P<own>℃|摄氏度)?"
            rf"(?:{_TO}(?P<high>{NUMBER}))?\s?(?P<unit>℃|摄氏度)"
        ),
        _temperature,
    ),
    Rule(
        "degrees of arc",
        "coordinates",
        "degrees, minutes and seconds of arc: 36°27′N",
        re.compile(
            r"(?P<d>\d+(?:\.\d+)?)°(?!F)(?:(?P<m>\d+(?:\.\d+)?)['′’])?(?:(?P<s>\d+(?:\.\d+)?)(?:[\"″”]|''|′′))?\s?(?P<side>[NSEW](?![A-Za-z]))?"
        ),
        _arc,
    ),
    Rule(
        "minutes and seconds",
        "result",
        "3′25″ is minutes and seconds",
        re.compile(r"(\d{1,2})′(\d{1,2})″"),
        lambda m: f"{cardinal(m[1])}分{cardinal(m[2])}秒",
    ),
    Rule(
        "blood pressure",
        "fraction",
        "120/80 before a unit of pressure is two readings, not a fraction",
        re.compile(r"(\d{2,3})/(\d{2,3})(?=\s?(?:mmHg|毫米汞柱))"),
        lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}",
    ),
    Rule(
        "fraction",
        "fraction",
        "1/3 is a fraction",
        re.compile(r"(?<![\d./])(\d{1,3})/(\d{1,4})(?![\d/]|\.\d|[月日])"),
        lambda m: f"{cardinal(m[2])}分之{cardinal(m[1])}",
    ),
    Rule(
        "power of a number",
        "math",
        "a raised 2 or 3 after a number",
        re.compile(r"(?<=\d)[²³]"),
        lambda m: "的平方" if m[0] == "²" else "的立方",
    ),
    Rule(
        "times",
        "times",
        "× and * between numbers or after a word are 乘: 4×100米, 7*24小时, 数据要素×",
        re.compile(r"(?<=\d)\s?[*xX]\s?(?=\d)|×"),
        lambda m: "乘",
    ),
    Rule(
        "plus",
        "plus",
        "+ is said: 人工智能+, 15+N, 1+1",
        re.compile(r"\+"),
        lambda m: "加",
    ),
    Rule(
        "comparison",
        "math",
        "comparison signs are said",
        re.compile(r"[≥≤≠≈≧≦]|[<>](?=\d)"),
        lambda m: _COMPARED[m[0]],
    ),
    Rule(
        "plus minus",
        "math",
        "± is 正负",
        re.compile("±"),
        lambda m: "正负",
    ),
    Rule(
        "number sign",
        "number",
        "# after a number is 号: 3#楼",
        re.compile(r"(?<=\d)#(?=[楼栋机线仓塔])"),
        lambda m: "号",
    ),
    units.RULES[2],
    Rule(
        "range",
        "range",
        "a dash between two numbers, with or without a measure, is 至: 5-6级, 1.3度—1.9度, 6月11日—16日",
        re.compile(
            rf"(?<=\d)([{HAN}%‰℃]{{0,3}})(?<!—)(?:—|[-–~]+)(?=\d)"
        ),
        lambda m: m[1] + "至",
    ),
    units.RULES[3],
    Rule(
        "first of two",
        "two",
        "the first of two numbers shares the measure of the second: 2至3个",
        re.compile(rf"(?<![\d.第])(?<!第\d[、至])2(?=[至到、]\d+(?:{TWO}))"),
        lambda m: "两",
    ),
    Rule(
        "minus",
        "negative",
        "a minus before a number that nothing runs into",
        re.compile(rf"(?:(?<![\dA-Za-z{HAN})）”])|(?<=[为是至到达约]))-(?=\d)"),
        lambda m: "负",
    ),
    Rule(
        "number",
        "number",
        "every number that is left is an amount; 2 is 两 before what is counted",
        re.compile(NUMBER),
        _last,
    ),
    Rule(
        "spoken range",
        "range",
        "a dash between numbers in words, with or without a measure, and between weekdays is 至: 三—五天, 周一—周五",
        re.compile(
            r"(?<=[零一二三四五六七八九十百千万亿])([日月年时点分秒号度]份?)?(?<!—)(?:—|[-–~]+)(?=[零一二三四五六七八九十两])"
            r"|(?<=[周期][一二三四五六日])(?:—|[-~])(?=周|星期)"
        ),
        lambda m: (m[1] or "") + "至",
    ),
    Rule(
        "equals",
        "math",
        "= between words is said",
        re.compile(rf"(?<=[A-Za-z{HAN}”])=(?=[-A-Za-z{HAN}“])"),
        lambda m: "等于",
    ),
)
