"""Amounts: per cent, money, temperatures, ranges, sums and every number that is left."""

from __future__ import annotations

import re

from service.language.numerals import spell_cardinal, spell_digits, spell_number
from service.speech.normalization.patterns import ALONE, HAN, MINUS, NUMBER, RANGED, TWO
from service.speech.normalization.rule import Rule
from service.speech.normalization.units import TO, joined

_PLUS_MINUS = {MINUS: "负", "-": "负", "+": "正", "±": "正负", "": "", None: ""}


def _percent(match: re.Match[str]) -> str:
    word = {"%": "百分之", "‰": "千分之", "‱": "万分之"}[match["sign"]]
    said = _PLUS_MINUS[match["before"]] + word + _hundred(match["low"])
    if match["high"]:
        repeated = match["own"] or match["second"] or match["before"] in ("-", MINUS)
        said += joined(match) + (_PLUS_MINUS[match["second"]] + word if repeated else "") + _hundred(match["high"])
    return said


def _spoken_scale(written: str) -> str:
    return re.sub(r"\d+", lambda m: spell_cardinal(m[0]), written)


def _hundred(written: str) -> str:
    return "百" if written == "100" else spell_number(written)


def _arc(match: re.Match[str]) -> str:
    side = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经", None: ""}[match["side"]]
    parts = ((match["d"], "度"), (match["m"], "分"), (match["s"], "秒"))
    return side + "".join(spell_number(value) + word for value, word in parts if value)


def _last(match: re.Match[str]) -> str:
    written, text = match[0], match.string
    follows = text[match.end() : match.end() + 4]
    ordinal = text.endswith("第", 0, match.start()) or (
        text.endswith("负", 0, match.start()) and follows.startswith(("层", "楼"))
    )
    if written == "2" and not ordinal and TWO.match(follows):
        return "两"
    if len(written) > 9 and "." not in written and not re.match("[元个人吨次]", follows):
        return spell_digits(written)
    return spell_number(written)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER_NAMES = {"²": "平方", "³": "立方"}


def _power(match: re.Match[str]) -> str:
    """10⁸ is said 十的八次方, 10² 十的平方."""
    exponent = match["exponent"].translate(_RAISED)
    name = _POWER_NAMES.get(match["exponent"]) or spell_cardinal(exponent) + "次方"
    return "的" + ("负" + spell_cardinal(exponent) + "次方" if match["minus"] else name)


RULES = (
    Rule(
        "result",
        "result",
        "what follows the unit is its decimals, digit by digit: 9秒58, 1米75, 12块5",
        (
            r"(?<=\d)([秒米块])(\d{1,2})(?!\d|\.\d|[万亿人秒米分块元个毛角厘钱岁层名]|[%‰]|\s?[A-Za-z])|(?<=\d)([万亿千])(\d)(?!\d|\.\d|[万亿千百个人名家件元]|[%‰])"
        ),
        lambda m: (m[1] or m[3]) + spell_digits(m[2] or m[4]),
    ),
    Rule(
        "per cent",
        "percent",
        "3%-5%, 3-5%, -0.3%, ±5%, 2‰; a sign stands before 百分之",
        (
            rf"(?:(?P<before>(?<![\d%‰A-Za-z)）])[-+]|[±−])|{ALONE})(?P<low>{NUMBER})(?P<own>[%‰‱])?"
            rf"(?:{TO}(?P<high>{NUMBER}))?(?P<sign>[%‰‱])"
        ),
        _percent,
        needs="%‰‱",
    ),
    Rule(
        "degrees of arc",
        "coordinates",
        "degrees, minutes and seconds of arc: 36°27′N",
        (
            r"(?<!\d)(?P<d>\d++(?:\.\d++)?)°(?!F)(?:(?P<m>\d+(?:\.\d+)?)['′’])?(?:(?P<s>\d+(?:\.\d+)?)(?:[\"″”]|''|′′))?\s?(?P<side>[NSEW](?![A-Za-z]))?"
        ),
        _arc,
    ),
    Rule(
        "round the clock",
        "times",
        "24/7 is no fraction: seven days of 24 hours",
        r"(?<![\d./])24/7(?![\d/月日])",
        lambda m: "七乘二十四" + ("" if m.string.startswith("小时", m.end()) else "小时"),
    ),
    Rule(
        "rate",
        "fraction",
        "a number over a round one is a rate: 12.3/10万, 14/1000",
        rf"{ALONE}({NUMBER})\s?/\s?(1\d{{0,3}}[千万亿]|[一十百千]?[千万亿]|10{{2,7}})(?![\d/]|\.\d)人?",
        lambda m: f"{_spoken_scale(m[2])}分之{spell_number(m[1])}",
        needs="/",
    ),
    Rule(
        "fraction",
        "fraction",
        "1/3 is a fraction",
        (r"(?<![\d./])(\d{1,3})\s?/\s?(\d{1,4})(?![\d/]|\.\d|[月日])"),
        lambda m: f"{spell_cardinal(m[2])}分之{spell_cardinal(m[1])}",
    ),
    Rule(
        "power of a number",
        "math",
        "a raised number behind a number is its power: 10⁸ is 十的八次方",
        r"(?<=\d)(?P<minus>⁻)?(?P<exponent>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?![⁰¹²³⁴⁵⁶⁷⁸⁹])",
        _power,
    ),
    Rule(
        "power of a letter",
        "math",
        "a raised 2 or 3 behind a letter is its power: x²",
        r"(?<=(?<![A-Za-z])[A-Za-z])[²³]",
        lambda m: "的" + _POWER_NAMES[m[0]],
    ),
    Rule(
        "times",
        "times",
        "× between numbers or after a word is 乘: 4×100米, 数据要素×",
        (r"×"),
        lambda m: "乘",
    ),
    Rule(
        "plus",
        "plus",
        "+ is said: 人工智能+, 15+N, 1+1",
        (r"\+"),
        lambda m: "加",
    ),
    Rule(
        "plus minus",
        "math",
        "± is 正负",
        ("±"),
        lambda m: "正负",
    ),
    Rule(
        "number sign",
        "number",
        "# after a number is 号: 3#楼, 95#汽油; a topic stands between two: #云溪#",
        r"(?<=\d)#(?![A-Za-z])",
        lambda m: "号",
    ),
    Rule(
        "range",
        "range",
        "a dash between two numbers, with or without a measure, is 至: 5-6级, 1.3度—1.9度, 6月11日—16日",
        rf"(?<=\d)({RANGED}{{0,2}}|([{HAN}]{{1,4}})(?=[-—–~]\d+(?:\.\d+)?\2))(?<!—)(?:—|[-–~]+)(?=(?:[−负正]|零下)?\d)",
        lambda m: m[1] + "至",
        needs="-~–—",
    ),
    Rule(
        "two neighbours",
        "two",
        "two neighbours share their zero: 2、30岁 is 二三十岁",
        r"(?<![\d.、])([1-8])、([2-9])0(?=[岁人个年天里米斤亩户元名家多])",
        lambda m: spell_digits(m[1]) + spell_digits(m[2]) + "十" if int(m[2]) == int(m[1]) + 1 else m[0],
    ),
    Rule(
        "first of two",
        "two",
        "the first of two numbers shares the measure of the second: 2至3个",
        (r"(?<![\d.第])(?<!第\d[、至])2(?=[至到、]\d+())"),
        lambda m: "两" if TWO.match(m.string, m.start(1)) else "2",
    ),
    Rule(
        "minus",
        "negative",
        "a minus is said 负",
        rf"{MINUS}\s?(?=[\d零一二三四五六七八九十两百千])",
        lambda m: "负",
        needs=MINUS,
    ),
    Rule(
        "number",
        "number",
        "every number that is left is an amount; 2 is 两 before what is counted",
        (NUMBER),
        _last,
    ),
    Rule(
        "spoken range",
        "range",
        "a dash between numbers in words, with or without a measure, and between weekdays is 至: 三—五天, 周一—周五",
        (
            r"(?<=[零〇一二三四五六七八九十百千万亿两])([日月年时点分秒号度]份?)?(?<!—)(?:—|[-–~]+)(?=[零〇一二三四五六七八九十两])"
            r"|(?<=[周期][一二三四五六日])(?:—|[-~])(?=周|星期)"
        ),
        lambda m: (m[1] or "") + "至",
        needs="-~–—周期",
    ),
    Rule(
        "ampersand",
        "math",
        "& between words is 和",
        rf"(?<=[{HAN}])\s?&\s?(?=[{HAN}])",
        lambda m: "和",
        needs="&",
    ),
    Rule(
        "equals",
        "math",
        "= between words is said",
        rf"(?<=[A-Za-z{HAN}”）)])\s?=\s?(?=[-A-Za-z{HAN}“（(])",
        lambda m: "等于",
        needs="=",
    ),
)
