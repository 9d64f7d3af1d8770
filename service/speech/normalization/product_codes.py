"""Numbers in names: trains and flights, roads and rooms, weapons, aircraft, products, versions."""

from __future__ import annotations

import re

from service.language.numerals import spell_cardinal, spell_digits, spell_number
from service.speech.normalization.patterns import HAN, RANGED, SCALE, counted
from service.speech.normalization.rule import Rule

_MEASURE = re.compile(rf"\d([{HAN}]{{1,5}})$")
"""A number and its measure, six characters at most, before a dash."""


def model(written: str) -> str:
    """Return the number in a name: F-35 三十五, C919 九一九, S-400 四百, with a 0 ahead or a year digit by digit."""
    whole, point, rest = written.partition(".")
    amount = len(whole) < 3 or (len(whole) < 5 and not whole[1:].strip("0"))
    said = spell_cardinal(whole) if amount and not whole.startswith("0") else spell_digits(whole)
    return said + ("点" + spell_digits(rest) if point else "")


def _lettered(match: re.Match[str]) -> str:
    if match["gap"] and counted(match):
        return match[0]
    second = match["second"] or ""
    joint = "杠" if len(second) > 2 > len(match["number"]) else ""
    return match["letters"] + model(match["number"]) + joint + (model(second) if second else "")


def _named(match: re.Match[str]) -> str:
    """Leave a dash between two numbers with the same measure: 1号线—3号线."""
    text = match.string
    measure = _MEASURE.search(text, max(0, match.start() - 6), match.start())
    ranged = measure and (measure[1][-1] in RANGED or text.startswith(measure[1], match.end()))
    return match[0] if ranged else model(match[1])


def _named_range(match: re.Match[str]) -> str:
    """Leave 'B2-A156': names of more than a digit make a range only with one letter and upwards."""
    letter, number, letter2, number2 = match.groups()
    if len(number) > 1 or len(number2) > 1:
        if letter != letter2 or int(number) >= int(number2):
            return match[0]
        number = model(number)
    return letter + number + "至"


RULES = (
    Rule(
        "train and flight",
        "train",
        "trains and flights of three and four digits: G1234次, MU5735航班",
        (
            r"(?<![A-Za-z0-9])([A-Z]|[A-Z0-9][A-Z]|[A-Z]{3})(\d{3,4})(?:[/-]([A-Z]?\d{1,4}))?(?=次(?!\d)|航班|号?列车|号?高铁|号?动车)"
        ),
        lambda m: spell_digits(m[1]) + "，".join(spell_digits(part, "幺") for part in m.groups()[1:] if part),
    ),
    Rule(
        "numbered place",
        "place",
        "roads, hospitals, rooms, bus lines, named programmes of three or more digits: 318国道, 301医院, 801室",
        (
            r"(?<![\d.,])\d{3,4}(?=[”\"]?(?:国道|省道|县道|乡道|医院|中学|小学|高地|网站|室(?![内外])|房间|房(?![间屋产源车价地企])|病房|路(?![人灯口])|公交|航班|"
            r"次列车|次动车|次高铁|研究所|工程|计划|高校|院校|工作制|大促|购物节|晚会|部队(?!官)|驱逐舰|护卫舰|潜艇|导弹|铝合金|不锈钢|包厢|包间|宿舍|诊室|教室|特大桥|基地|事件|惨案|"
            r"号(?:决议|文|令|公告|提案|建议|议案|法令|法案|行政令|列车|航班|房|病房|舰)))"
            r"|(?:(?<=国道)|(?<=省道)|(?<=县道)|(?<=乡道))\d{2,4}(?!\d|\.\d|公里|千米|米)|(?<![\d.,])\d{3}(?=线(?!路|索|下|上))|(?<=[高初])\d{4}(?=班)"
            r"|(?<=第)\d{5,}|(?<=[民刑行执][初终再执申])\d+(?=号)|(?<![\d.])(?:480|720|1080|1440)(?=[Pp])|(?<=单元)\d{3,4}(?![\d万个户人])|(?<![\d.])(?:985|211|863|973|996|618|1314|520)(?=[、和+/]|工作制|大促|院校|高校)|(?<![\d.])[48]00(?=电话|热线|客服|号码)|(?<=[\dA-Za-z][楼座栋幢])\d{3,4}(?=[、，。；）)室\s]|$)"
        ),
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "pattern",
        "model",
        "arms are named after two digits of a year: 99式, 15式, 99A坦克",
        (r"(?<![\d.])\d{2}(?=[A-Z]?式(?![样微])|[A-Z](?:型)?(?:主战)?坦克)"),
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "airliner",
        "model",
        "airliners: 波音737-800, 空客320, 737MAX",
        (r"(波音|空客|(?<![\d.,A-Za-z-])(?=7[0-8]7-?(?:MAX|\d{1,3}客机|客机|机型|货机)))(\d{3})(?:-(\d{1,4}))?(?!\d)"),
        lambda m: m[1] + spell_digits(m[2]) + (model(m[3]) if m[3] else ""),
    ),
    Rule(
        "range of names",
        "range",
        "a dash between two lettered numbers is 至: L2-L4级, Q1-Q3, K534-K536段",
        r"(?<![A-Za-z0-9])([A-Z])(\d{1,4})[-—~]+(?=([A-Z])(\d{1,4})(?!\d))",
        _named_range,
    ),
    Rule(
        "name hyphen",
        "model",
        "the hyphen between a name and its number is no minus and is not said: 歼-20, 东风-41, 长征-5, 联合利剑-2024",
        (
            rf"(?<![零一二三四五六七八九十])(?<=[{HAN}”])(?<![为是至到达约近降在温差零下])[-—](\d{{1,4}})(?!\d|\.\d|[-—]\d|[%‰℃°]|(?:{SCALE}|年|月|日|时|度|摄氏))"
        ),
        _named,
        needs="-—",
    ),
    Rule(
        "version",
        "version",
        "a version of three parts: 5.0.1",
        (r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,4}(?![\d.])"),
        lambda m: "点".join(spell_number(part) for part in m[0].split(".")),
    ),
    Rule(
        "number one",
        "latin",
        "No. before a number is 第",
        (r"(?<![A-Za-z])[Nn][Oo]\.\s?(?=\d)"),
        lambda m: "第",
    ),
    Rule(
        "model",
        "model",
        "letters and a number are a name: no minus, three or more digits one by one (C919, F406, MQ-9, B737-800)",
        (
            rf"(?<![A-Za-z])(?!(?<=\d)h\d)(?P<letters>[A-Za-z]{{1,15}})(?:[-—]|(?P<gap> ))?"
            rf"(?P<number>\d+(?:\.\d+)?)(?:-(?P<second>\d{{1,4}}))?"
            rf"(?!\d|\.\d|[%‰℃°]|{SCALE})"
        ),
        _lettered,
    ),
)
