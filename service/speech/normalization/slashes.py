"""A slash that means "or" or "and": numbers of things, lines, names, units side by side. It is a pause, no fraction."""

from __future__ import annotations

import re

from service.speech.normalization.patterns import HAN, NUMBER
from service.speech.normalization.rule import Rule

_NUMBERED = (
    "号(?![召称令角码])|年级|班(?![长次级组])|路(?!程|段|面)|版(?!面|本|权)|栋|幢|单元|期(?!间|货)|月(?!球)|级|楼(?!房|面|市)|车厢|床|届|车间|站台|"
    "线(?!路|索)|标段|航站楼|次(?![/每])"
)
_CURRENCIES = "美元|欧元|英镑|日元|港元|港币|澳元|加元|瑞郎|卢布|韩元|人民币|离岸人民币|美金"


def _numbered(match: re.Match[str]) -> str:
    """Return numbers of things one by one; a wind of two forces next to each other blows from one to the other."""
    numbers = match["numbers"].split("/")
    if match["thing"] == "级" and len(numbers) == 2 and int(numbers[1]) == int(numbers[0]) + 1:
        return "至".join(numbers)
    return "、".join(numbers)


RULES = (
    Rule(
        "numbers of things",
        "fraction",
        "a slash between the numbers of things parts them: 地铁1/2号线, 3/4年级, 第3/4版, 风力3/4级",
        rf"(?<![\d./])(?P<numbers>\d{{1,3}}(?:/\d{{1,3}}){{1,9}})(?=(?P<thing>{_NUMBERED}))",
        _numbered,
        needs="/",
    ),
    Rule(
        "height of waves",
        "fraction",
        "a slash between a low and a high of waves or snow is 至: 浪高2/3米",
        r"(?<=[浪雪水][高深厚])(\d)/(?=\d米)",
        lambda m: m[1] + "至",
    ),
    Rule(
        "numbers behind 第",
        "fraction",
        "two ordinal numbers: 第3/4",
        r"(?<=第)(\d{1,3})/(?=\d)",
        lambda m: m[1] + "、",
    ),
    Rule(
        "currencies",
        "unit",
        "a slash between two currencies is 对: 美元/人民币",
        rf"(?<=[元镑郎币布金])/(?=(?:{_CURRENCIES}))",
        lambda m: "对",
    ),
    Rule(
        "price of several",
        "unit",
        "a price of several pieces has nothing between: 10元/3斤",
        rf"(?<=[元块角])/(?={NUMBER}[{HAN}])",
        lambda m: "",
        needs="/",
    ),
)
"""What is read before any fraction and any unit over another."""

REST = Rule(
    "slash",
    "unit",
    "a slash that no rule has read is a pause, never the word: 男/女, S254/S316, 175cm/65kg",
    r"(?<=[^\sA-Za-z])[/／](?=[^\s/])|(?<=[A-Za-z])[/／](?=[^\sA-Za-z/])",
    lambda m: "、",
)
"""Read after every other slash; Latin words keep theirs for their own rule."""
