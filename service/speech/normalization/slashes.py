"""Slashes between numbers that are no fraction: lows and highs, blood pressure, lines, floors and classes."""

from __future__ import annotations

import re

from service.language.numerals import spell_number
from service.speech.normalization import units
from service.speech.normalization.rule import Rule

_WEATHER = re.compile(r"[风浪]")
_PRESSURE = re.compile(r"血压[^。；]{0,20}$|[高低]压[^。；]{0,6}$")
_NUMBERED = r"(?:号(?![称召令角码])|年级|班(?![组次子])|版(?!本)|路(?:公交|汽车|车|电车)|单元|车间|队列|分队)"


def _span(match: re.Match[str]) -> str:
    """Return the force of the wind or the height of the waves as a span: 3/4级."""
    near = match.string[max(0, match.start() - 6) : match.start()]
    return f"{match['low']}~{match['high']}" if _WEATHER.search(near) else match[0]


def _pressure(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    said = f"{spell_number(match['high'])}比{spell_number(match['low'])}"
    return said if _PRESSURE.search(before) else match[0]


def _per_volume(match: re.Match[str]) -> str:
    unit = {"U": "单位", "IU": "国际单位", None: ""}[match["unit"]]
    return unit + "每" + units.name(match["volume"])


RULES = (
    Rule(
        "low and high",
        "temperature",
        "a slash between two temperatures parts the low from the high: -4/19℃, 5/-3度",
        r"(?<![\d./A-Za-z])(-?\d{1,2})/(?=-?\d{1,2}\s?(?:℃|摄氏度|度(?![角数假])))",
        lambda m: m[1] + "~",
    ),
    Rule(
        "wind and waves",
        "range",
        "the force of the wind is one number or the next: 东北风3/4级, 浪高2/3米",
        r"(?<![\d./])(?P<low>\d{1,2})/(?P<high>\d{1,2})(?=级|米)",
        _span,
    ),
    Rule(
        "blood pressure in words",
        "fraction",
        "135/85 behind 血压 is two readings, not a fraction",
        r"(?<![\d./])(?P<high>[12]?\d\d)/(?P<low>1?\d\d)(?![\d./]|\s?(?:mmHg|毫米汞柱))",
        _pressure,
    ),
    Rule(
        "things with numbers",
        "list",
        "a slash between the numbers of lines, classes and pages lists them: 1/2号线, 3/4年级, 第3/4版",
        rf"(?<![\d./])\d{{1,4}}(?:/\d{{1,4}})+(?={_NUMBERED})",
        lambda m: m[0].replace("/", "、"),
    ),
    Rule(
        "counted in a volume",
        "unit",
        "U and IU are units only over a volume, and a power may stand alone over one: 45U/L, 20IU/mL, 10⁹/L",
        r"(?:(?<=[\d⁰¹²³⁴⁵⁶⁷⁸⁹])\s?(?P<unit>I?U)|(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹]))/(?P<volume>[mdμ]?L|ml)(?![A-Za-z])",
        _per_volume,
    ),
)
