"""The numbers and dates of a sentence, in whatever notation they are written."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from service.editing.facts.measures import CLASSIFIERS, Date, Quantity
from service.editing.facts.vocabulary import either, vocabulary
from service.language import numerals

_WORDS: dict[str, Any] = vocabulary()["numbers"]
LONGEST = 40
"""Characters of a number at the most: what is longer is no number."""
_AHEAD: dict[str, str] = _WORDS["ahead"]
_BEHIND: dict[str, str] = _WORDS["behind"]
_MASKED = re.compile(f"(?<![{numerals.CHARACTERS}点])(?:{either(_WORDS['phrases'])})")
_MEASURES: dict[str, tuple[str, Fraction]] = {
    name: (dimension, Fraction(size)) for dimension, table in _WORDS["measures"].items() for name, size in table.items()
}
"""Name -> what it measures, and how much of the common unit it is."""
_NUMBER = re.compile(
    r"百分之(?P<percent>[\d.]+|[" + numerals.CHARACTERS + r"点]+)"
    r"|(?P<below>[\d]+|[" + numerals.CHARACTERS + r"]+)分之(?P<above>[\d]+|[" + numerals.CHARACTERS + r"]+)"
    r"|(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?!\d)"
    r"|(?P<double>翻了?一?番)"
    r"|(?P<half>[过一]半(?!天|小时|年|个)|(?<=[近约超])半(?=[，。；是的])|半数|大半)"
    r"|(?P<digit>两|三|四)位数"
    r"|(?P<vague>[数几](?=[十百千万亿])|十?几(?=[个名位人家户天年岁元亩吨]))(?P<scale>[十百千万亿]*)"
    r"|(?P<arabic>\d[\d,]*(?:\.\d+)?)(?P<group>[十百千]?万?亿|[十百千]?万|千|百)?(?P<more>(?:\d+(?:\.\d+)?[亿万千])*)"
    r"|(?P<han>[" + numerals.CHARACTERS + r"]+(?<!千(?=[瓦克米]))(?:点[零〇一二三四五六七八九]+)?(?:[万亿]+)?)"
)
_UNIT = re.compile("|".join(sorted(map(re.escape, _MEASURES), key=len, reverse=True)) + f"|[{CLASSIFIERS}]")
_CLOCK = re.compile(r"(?P<h>时(?!间|候|代|刻|期)|点(?!多|位))(?:(?P<half>半)|(?P<m>[\d零一二三四五六七八九十]+)分)?")


_FAR = re.compile(
    r"(?:(?P<about>(?:大约|约|大概)占[^，；。、]{1,16}的)"
    r"|(?P<most>最多|至多)[\u4e00-\u9fff]{1,4}|(?:至少|最少|起码)[\u4e00-\u9fff]{1,4})$"
)
_SHARE = re.compile("约占$")
_SHARED = re.compile(
    r"[\d.万亿千百十元人名户]+[\u4e00-\u9fff]{2,12}的(?:[一二三四五六七八九十百]+分之|[一二三四五六七八九]成|\d)"
)
"""约占486万元经费的三分之一: the third is meant, not the sum."""


def find(text: str) -> tuple[list[Quantity], list[Date]]:
    """The numbers and dates of a sentence, in order. A range's first number has the unit of its second."""
    masked = _MASKED.sub(lambda word: "＿" * len(word.group()), text)
    found: list[Quantity] = []
    for match in _NUMBER.finditer(masked):
        if len(match.group()) <= LONGEST and (not found or match.start() >= found[-1].end):
            found.extend(_quantity(masked, match))
    for i in range(len(found) - 1, 0, -1):
        between = masked[found[i - 1].end : found[i].start]
        if not found[i - 1].unit and re.fullmatch(r"[—–\-~～至到]+", between):
            shift = found[i].unit in ("year", "month", "day") or not found[i].unit
            found[i - 1] = replace(
                found[i - 1], unit=found[i].unit, value=found[i - 1].value * (1 if shift else _size(found[i]))
            )
    return _split(text, found)


def _size(quantity: Quantity) -> Fraction:
    match = _UNIT.search(quantity.written)
    return _MEASURES.get(match.group(), ("", Fraction(1)))[1] if match else Fraction(1)


def _quantity(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span()
    groups = match.groupdict()
    unit, precision, bound = "", Fraction(1), _bound(text, start)
    if groups["percent"]:
        percent = numerals.parse(groups["percent"])
        if percent is None:
            return []
        value, unit, precision = percent / 100, "ratio", Fraction(1, 100)
        bound = bound or _after(text, end)[0]
        return [Quantity(text[start:end], value, unit, bound, start, end, precision)]
    if groups["below"]:
        above, below = numerals.parse(groups["above"]), numerals.parse(groups["below"])
        if above is None or not below:
            return []
        return [Quantity(text[start:end], above / below, "ratio", bound, start, end, Fraction(1, 100))]
    if groups["hour"]:
        hour = Fraction(groups["hour"])
        return [_clock(text, start, end, hour, Fraction(groups["minute"]))]
    if groups["double"]:
        return [Quantity(text[start:end], Fraction(1), "times", bound, start, end)]
    if groups["half"]:
        over = "over" if match.group()[0] in "过大" else bound
        return [Quantity(text[start:end], Fraction(1, 2), "ratio", over, start, end)]
    if groups["digit"]:
        low = Fraction(10 ** ({"两": 2, "三": 3, "四": 4}[groups["digit"]] - 1))
        return [Quantity(text[start:end], low, "", "digits", start, end)]
    if groups["vague"]:
        value = (
            Fraction(numerals.scale(groups["scale"]))
            if groups["scale"]
            else Fraction(10 if "十" in groups["vague"] else 1)
        )
        bound = "vague"
        many = ""
    else:
        many = groups["arabic"] or ""
        if many:
            plain = numerals.parse(many) or Fraction(0)
            size = numerals.scale(groups["group"] or "")
            decimals = len(many.partition(".")[2])
            value, precision = plain * size, Fraction(size, 10**decimals)
            for part in re.findall(r"(\d+(?:\.\d+)?)([亿万千])", groups["more"] or ""):
                value += Fraction(part[0]) * numerals.scale(part[1])
                precision = Fraction(numerals.scale(part[1]), 10 ** len(part[0].partition(".")[2]))
        else:
            exact = numerals.parse_chinese(groups["han"])
            if exact is None:
                return []
            value = exact
            last = re.search("[十百千万亿]+$", groups["han"])
            precision = Fraction(numerals.scale(last.group())) if last else Fraction(1)
    return _measured(text, start, end, value, precision, bound)


def _measured(text: str, start: int, end: int, value: Fraction, precision: Fraction, bound: str) -> list[Quantity]:
    """The number with what follows it: how exact it is, and its unit."""
    ordinal = text[start - 1 : start] == "第"
    late, length = re.match(f"[多余]|来(?=[{CLASSIFIERS}人位名年岁天])", text[end:]), 0
    if late:
        bound, length = "over" if bound in ("", "most", "least") else bound, 1
    at = end + length
    if text[at : at + 1] == "%":
        value, precision, unit, stop = value / 100, precision / 100, "ratio", at + 1
    elif text[at : at + 1] == "‰":
        value, precision, unit, stop = value / 1000, precision / 1000, "ratio", at + 1
    elif text[at : at + 1] == "成" and value <= 10 and not re.match("成[为立功长员果就本品熟分]", text[at:]):
        value, unit, stop = value / 10, "ratio", at + 1
        precision = Fraction(1, 10)
        if (more := re.match("成([一二三四五六七八九半])", text[at:])) and value < 1:
            value += Fraction(5 if more.group(1) == "半" else int(numerals.parse_chinese(more.group(1)) or 0), 100)
            stop, precision = at + 2, Fraction(1, 100)
    elif 1900 <= value < 2200 and re.match("年(?!内|以来|前|后|多|来|之|轻|时间|间)", text[at:]):
        unit, stop = "year", at + 1
    elif text[at : at + 1] == "月" and 1 <= value <= 12:
        unit, stop = "month", at + 1
    elif re.match("[日号](?!线|楼|院|门|店|桥|馆|文|召|令|机|井|厅)", text[at:]) and 1 <= value <= 31 and not ordinal:
        unit, stop = "day", at + 1
    elif (clock := _CLOCK.match(text, at)) and 0 <= value <= 24 and not ordinal:
        minutes = Fraction(30 if clock["half"] else (numerals.parse(clock["m"]) or 0) if clock["m"] else 0)
        return [_clock(text, start, clock.end(), value, minutes)]
    elif half := re.match("个半(小时|钟头|月|星期)", text[at:]):
        unit, size = _MEASURES["个月" if half[1] == "月" else half[1]]
        value, precision, stop = (value + Fraction(1, 2)) * size, size / 2, at + half.end()
    elif found := _UNIT.match(text, at):
        unit, size = _MEASURES.get(found.group(), (found.group(), Fraction(1)))
        value, precision, stop = value * size, precision * size, found.end()
        if text[stop : stop + 1] == "半" and size:
            value += Fraction(size) / 2
            stop += 1
        if text[stop : stop + 1] in ("多", "余") and not bound:
            bound, stop = "over", stop + 1
    else:
        unit, stop = "", at
    bound = bound or _after(text, stop)[0]
    return [Quantity(text[start:stop], value, unit, bound, start, stop, precision, ordinal)]


def _clock(text: str, start: int, end: int, hour: Fraction, minute: Fraction) -> Quantity:
    if hour < 12 and re.search("(?:下午|晚上?|傍晚|晚间|夜里)$", text[:start]):
        hour += 12
    return Quantity(text[start:end], hour * 60 + minute, "clock", "", start, end)


def _bound(text: str, start: int) -> str:
    """How exactly the words ahead of a number mean it."""
    if far := _FAR.search(text[max(0, start - 24) : start]):
        return "about" if far["about"] else "most" if far["most"] else "least"
    if _SHARE.search(text[max(0, start - 4) : start]) and _SHARED.match(text, start):
        return ""
    head = re.sub(
        "(?:要|将|可|能|会)?(?:的|了|到|达|达到|为|占|占到|需|需要|有|是|用|花|收|增收|坐了)$",
        "",
        text[max(0, start - 8) : start],
    )
    for bound, words in _AHEAD.items():
        if re.search(f"(?:{words})$", head) or re.search(f"(?:{words})$", text[max(0, start - 4) : start]):
            return bound
    if text[start : start + 1] in ("百", "千", "万", "亿") and text[start - 1 : start] == "上":
        return "about"
    return ""


def _after(text: str, end: int) -> tuple[str, int]:
    for bound, words in _BEHIND.items():
        if match := re.match(f"(?:{words})", text[end:]):
            return bound, match.end()
    return "", 0


def _split(text: str, found: list[Quantity]) -> tuple[list[Quantity], list[Date]]:
    """Dates put together from their parts: what stands side by side is one date."""
    rest: list[Quantity] = []
    dates: list[Date] = []
    for each in found:
        written = text[each.start : each.end]
        if each.unit not in ("year", "month", "day"):
            rest.append(replace(each, written=written))
            continue
        number = int(each.value)
        last = dates[-1] if dates and dates[-1].end == each.start else None
        if last and each.unit == "month" and last.month is None and last.day is None:
            dates[-1] = replace(last, month=number, end=each.end, written=last.written + written)
        elif last and each.unit == "day" and last.day is None and last.month is not None:
            dates[-1] = replace(last, day=number, end=each.end, written=last.written + written)
        else:
            parts = {"year": None, "month": None, "day": None} | {each.unit: number}
            dates.append(Date(written, **parts, start=each.start, end=each.end))
    return rest, dates
