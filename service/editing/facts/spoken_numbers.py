"""Numbers as people say them: 三五个, 十七八岁, 俩月, 两分半, 三斤二两, 百十来人, 每三个有一个, 〇八年.

Each pattern reads one turn of speech. What says how exactly a number is meant is read by `quantity_parser`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from service.editing.facts.measures import CLASSIFIERS, MEASURES, Quantity
from service.language import numerals

_DIGIT = "[一二两三四五六七八九]"
_NUMBER = rf"(?:\d{{1,4}}|[{numerals.CHARACTERS}]{{1,6}})"
_UNIT = "|".join(sorted((re.escape(each) for each in MEASURES), key=len, reverse=True)) + f"|[{CLASSIFIERS}]"
_NO_UNIT = "(?!年[级代龄]|成群)"
"""三五成群, 八九十年代 and 五六年级 count nothing."""
_TWO = re.compile(
    rf"(?<![{numerals.CHARACTERS}\d点第之初])(?P<head>[一二两三四五六七八九十百千]{{0,6}}[十百千])?"
    rf"(?P<low>{_DIGIT})(?P<high>[二三四五六七八九])(?P<places>[十百千]?)(?P<group>[万亿]?){_NO_UNIT}"
    rf"(?P<unit>{_UNIT}|成|(?=[，。；]))"
)
"""Two neighbouring digits: from the one to the other. 十四五 without a unit is the name of a plan."""
_HALF = re.compile(
    rf"(?<![{numerals.CHARACTERS}\d点个上下前后大小多过])零?半(?P<more>个多)?(?P<unit>个?(?:小时|钟头|月|世纪|星期|礼拜)|分钟|秒钟|"
    "年(?![报度线])|斤|公斤|吨|亩|米|公里|里地|升)"
)
"""半年报 and 上半年 are no half of a year; 半天 is any time."""
_HALF_MINUTE = re.compile(rf"(?<![.:：{numerals.CHARACTERS}\d])(?P<count>{_NUMBER})分半钟?(?![场球决])")
_BOTH = re.compile(rf"(?<![咱你我他她它爷娘妻妇弟兄姐妹哥子女们老])(?P<count>[俩仨])(?!口)(?P<unit>月|{_UNIT}|)")
"""爷儿俩 and 他俩 count those who are named."""
_WEIGHT = re.compile(
    rf"(?:(?P<jin>{_NUMBER})斤)?(?<![{numerals.CHARACTERS}\d.])(?P<liang>{_DIGIT}|半|\d++(?:\.\d+)?)两"
    r"(?P<more>半|[一二三四五六七八九](?:钱)?)?(?=[，。；！？、的重左上]|$)"
)
"""三两天 is no weight: one ends its clause or stands ahead of 重, and has 斤, 钱 or a fraction, or 重 ahead of it."""
_CASH = re.compile(rf"(?<=[重轻]了)(?P<count>{_DIGIT}|\d)钱|(?<=[重轻])(?P<other>{_DIGIT}|\d)钱")
_ROUND = re.compile(
    rf"(?P<size>百十|百把|千把|万把)来?(?P<unit>{_UNIT}|)|(?P<one>个把)(?P<time>月|小时|钟头|星期|礼拜)"
)
"""Some hundred, some thousand; 个把月 is a month or so."""
_ODD_TENS = re.compile(rf"(?P<tens>[一二两三四五六七八九]?十)好几(?P<unit>{_UNIT}|)")
_OF_SO_MANY = re.compile(
    rf"每(?P<all>{_NUMBER})[个名位户家人][^，。；\d{numerals.CHARACTERS}]{{0,5}}有(?P<some>{_NUMBER})[个名位户家人]"
)
_DOUBLED = re.compile("翻了?(?P<times>[两二三四])番")
_SHORT_YEAR = re.compile(rf"(?<![{numerals.CHARACTERS}\d第])(?P<digits>[〇零一二三四五六七八九]{{2}})年(?![级代龄期])")
_FIRST_OF_LAST_CENTURY = 40
"""Two digits of a year from which on it is one of 1940 to 1999."""
_JIN, _LIANG, _QIAN = 500, 50, 5
"""Grammes."""
_ROUGHLY = {"百十": (110, 40), "百把": (100, 60), "千把": (1000, 600), "万把": (10_000, 6000)}
"""What is meant, and from the least to the most that it can be."""


def find(text: str) -> list[Quantity]:
    """Return the spoken numbers of a text in order, none within another."""
    found = sorted(
        (each for pattern, read in _READERS for match in pattern.finditer(text) for each in read(match)),
        key=lambda each: (each.start, -each.end),
    )
    apart: list[Quantity] = []
    for each in found:
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def _quantity(
    match: re.Match[str], value: Fraction, unit: str, bound: str = "", precision: Fraction = Fraction(1)
) -> Quantity:
    return Quantity(match.group(), value, unit, bound, *match.span(), precision)


def _measure(unit: str) -> tuple[str, Fraction]:
    """Return what a unit measures and its size; a classifier measures itself."""
    return MEASURES.get("个月" if unit == "月" else unit.removesuffix("地"), (unit, Fraction(1)))


def _value(number: str) -> Fraction:
    return numerals.parse(number) or Fraction(0)


def _is_pair(low: Fraction, high: Fraction) -> bool:
    """Return whether two digits are said together for about so many: 七八, and 三五."""
    return high == low + 1 or (low == 3 and high == 5)


def _from_to(match: re.Match[str]) -> Iterator[Quantity]:
    low, high = _value(match["low"]), _value(match["high"])
    if not _is_pair(low, high) or not (match["unit"] or match["head"] or match["places"]):
        return
    if match["unit"] == "" and match["head"] == "十":
        return  # 十四五
    unit, size = ("ratio", Fraction(1, 10)) if match["unit"] == "成" else _measure(match["unit"])
    size *= numerals.scale(match["group"])
    step = numerals.scale(match["places"])
    ahead = _value(match["head"]) if match["head"] else Fraction(0)
    yield _quantity(match, (ahead + low * step) * size, unit, "between", (high - low) * step * size)


def _half(match: re.Match[str]) -> Iterator[Quantity]:
    unit, size = _measure(match["unit"].removeprefix("个"))
    bound = "over" if match["more"] else ""
    yield _quantity(match, size / 2, unit, bound, size / 2)


def _half_minute(match: re.Match[str]) -> Iterator[Quantity]:
    yield _quantity(match, _value(match["count"]) * 60 + 30, "hours", "", Fraction(10))


def _both(match: re.Match[str]) -> Iterator[Quantity]:
    unit, size = _measure(match["unit"])
    yield _quantity(match, (2 if match["count"] == "俩" else 3) * size, unit, "", size)


def _weight(match: re.Match[str]) -> Iterator[Quantity]:
    if not (match["jin"] or match["more"] or "." in match["liang"] or match.string.endswith("重", 0, match.start())):
        return
    grammes = (_value(match["jin"]) if match["jin"] else 0) * Fraction(_JIN)
    grammes += (Fraction(1, 2) if match["liang"] == "半" else _value(match["liang"])) * _LIANG
    if match["more"]:
        grammes += 5 * _QIAN if match["more"] == "半" else _value(match["more"][0]) * _QIAN
    yield _quantity(match, grammes, "mass", "", Fraction(_QIAN if match["more"] else _LIANG))


def _cash(match: re.Match[str]) -> Iterator[Quantity]:
    yield _quantity(match, _value(match["count"] or match["other"]) * _QIAN, "mass")


def _round(match: re.Match[str]) -> Iterator[Quantity]:
    if match["one"]:
        unit, size = _measure(match["time"])
        yield _quantity(match, size, unit, "about", size)
        return
    unit, size = _measure(match["unit"])
    value, width = _ROUGHLY[match["size"]]
    yield _quantity(match, value * size, unit, "about", width * size)


def _odd_tens(match: re.Match[str]) -> Iterator[Quantity]:
    unit, size = _measure(match["unit"])
    yield _quantity(match, _value(match["tens"]) * size, unit, "over", 10 * size)


def _of_so_many(match: re.Match[str]) -> Iterator[Quantity]:
    whole, some = _value(match["all"]), _value(match["some"])
    if 0 < some < whole:
        yield _quantity(match, some / whole, "ratio", "", Fraction(1, 4) / whole)


def _doubled(match: re.Match[str]) -> Iterator[Quantity]:
    yield _quantity(match, Fraction(2 ** int(_value(match["times"])) - 1), "times")


def _short_year(match: re.Match[str]) -> Iterator[Quantity]:
    first, second = map(_value, match["digits"])
    year = int(10 * first + second)
    if not first or not _is_pair(first, second):
        yield _quantity(match, Fraction(1900 + year if year >= _FIRST_OF_LAST_CENTURY else 2000 + year), "year")


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Quantity]]], ...] = (
    (_TWO, _from_to),
    (_HALF, _half),
    (_HALF_MINUTE, _half_minute),
    (_BOTH, _both),
    (_WEIGHT, _weight),
    (_CASH, _cash),
    (_ROUND, _round),
    (_ODD_TENS, _odd_tens),
    (_OF_SO_MANY, _of_so_many),
    (_DOUBLED, _doubled),
    (_SHORT_YEAR, _short_year),
)
