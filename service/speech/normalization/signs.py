"""Signs that mean something before a number or between words: minus, comparisons, arrows, about, masks, mathematics."""

from __future__ import annotations

import re

from service.language import surnames
from service.speech.normalization.patterns import HAN, NUMBER, SCALE
from service.speech.normalization.rule import Rule

_NUMERALS = "零〇一二三四五六七八九十百千万亿两"
_BEHIND_WORD = (
    rf"(?<=[{HAN}])(?<![{_NUMERALS}])(?<![\d{_NUMERALS}][{HAN}])"
    rf"(?<!\d[{HAN}]{{2}})(?<!\d[{HAN}]{{3}})(?<!\d[{HAN}]{{4}})"
)
"""Behind a word that is not the measure of another number: 10元-20元 and 周一-3日 are ranges."""
_SIGNED = (
    rf"{NUMBER}(?:\s?(?:{SCALE}|度|℃|摄氏|米|公里|[美港欧日]?元|楼|层|杆|个?百分点|个?基点|分(?!钟)|D(?![A-Za-z])|dBm?(?![A-Za-z])|[%‰])"
    r"|(?=[到至~—–-]-?\d+(?:\.\d+)?(?:度|℃|米|元)))"
)
"""A number that can be below zero, with its measure: money, degrees, height, floors, strokes, points, dioptres."""
_SIGNED_NOUN = (
    "[气水地体室低高均油]温(?:度)?|温度|度数|利润|收益|余额|差额|差值|顺差|逆差|净额|净值|净资产|现金流|增速|增幅|涨幅|增长率|同比|环比|"
    "杆数|标准杆|海拔|高程|标高|净胜球|负债|收入|盈亏|得分|积分|读数|数值|指数|视力|屈光度|电位|电压|压力|水位|坐标|系数|利率|"
    "收益率|利润率|净利率|评分|价差|基差|埋深|[TZ]值|仅|上年|去年|同期|净利|左眼|右眼|为|是|在|和|与|至|到|从|以|达|约|由|跌到|降到|低至|低到"
)
_MEASURE = rf"(?:{SCALE}?[美港欧日]?元|{SCALE}|度|米|层|楼|分|个?百分点|个?基点|元)"
_RATED = re.compile("评级|等级|信用|成绩|评为|展望|级由|下调|上调")
_COLD = re.compile("温|冷|冻|严寒|寒潮|冰箱")


def _minus(match: re.Match[str]) -> str:
    """Return 零下 for what the sentence tells of cold, else 负."""
    noun = match["noun"] or ""
    degrees = re.match(rf"{NUMBER}(?:[到至~—–-]-?{NUMBER})?\s?(?:度|℃|摄氏)", match.string[match.end() :])
    cold = "温" in noun or (degrees and _COLD.search(match.string, max(0, match.start() - 10), match.end() + 16))
    return noun + ("零下" if cold else "负")


def _minuses(match: re.Match[str]) -> str:
    """Return both ends of a range with their minus."""
    cold = "温" in match.string[max(0, match.start() - 6) : match.start()] or (
        match["unit"].startswith("度") and _COLD.search(match.string)
    )
    below = "零下" if cold else "负"
    return f"{below}{match['low']}{match['own'] or ''}至{below}{match['high']}{match['unit']}"


_GREEK_NAMES = """
α 阿尔法  β 贝塔  γ 伽马  δ 德尔塔  ε 艾普西隆  ζ 泽塔  η 伊塔  θ 西塔  ι 约塔  κ 卡帕  λ 拉姆达  μ 缪  ν 纽
ξ 克西  π 派  ρ 柔  σ 西格玛  τ 陶  υ 宇普西隆  φ 斐  χ 希  ψ 普西  ω 欧米伽
Γ 伽马  Δ 德尔塔  Θ 西塔  Λ 拉姆达  Ξ 克西  Π 派  Σ 西格玛  Φ 斐  Ψ 普西  Ω 欧米伽
"""
_GREEK = dict(zip(_GREEK_NAMES.split()[::2], _GREEK_NAMES.split()[1::2], strict=True))
_MATH = {"√": "根号", "∞": "无穷大", "÷": "除以", "∑": "求和", "∈": "属于", "∠": "角", "∝": "正比于", "№": "第"}
_TREND = {"▲": "上涨", "▼": "下跌", "↑": "上升", "↓": "下降", "⬆": "上升", "⬇": "下降", "△": "上涨", "▽": "下跌"}
_COMPARED = {
    **{"≥": "大于等于", "≤": "小于等于", "≠": "不等于", "≈": "约等于", "<": "小于", ">": "大于", "≧": "大于等于"},
    **{
        "≦": "小于等于",
        "⩾": "大于等于",
        "⩽": "小于等于",
        "<=": "小于等于",
        ">=": "大于等于",
        "≮": "不小于",
        "≯": "不大于",
    },
}

FIRST = (
    Rule(
        "comparison",
        "math",
        "comparison signs are said, before any rule takes the number behind them: >95%, <7.0mmol/L, ≥3",
        r"[≥≤≠≈≧≦⩾⩽≮≯]|(?<![<>])[<>]=?(?=\s?[-+]?\d)|(?<=\d)[<>]=?(?=[A-Za-z][<>=≤≥])",
        lambda m: _COMPARED[m[0]],
    ),
    Rule(
        "trend",
        "arrow",
        "an arrow or triangle beside a number says where it goes (▲1.2%, 5%↑); before a word it is a mark of layout",
        rf"[▲▼△▽↑↓⬆⬇](?=\s?\d)|(?<=[\d%‰{HAN}])[↑↓⬆⬇]",
        lambda m: _TREND[m[0]],
    ),
    Rule(
        "arrow",
        "arrow",
        "an arrow between two words or numbers leads from one to the other: 北京→上海, 5%→8%",
        rf"(?<=[\dA-Za-z%‰℃{HAN}”》）])\s?[→⇒➔➜➡⟶↔⇌]\s?(?=[-+\dA-Za-z{HAN}“《（])",
        lambda m: "到",
    ),
    Rule(
        "range of minuses",
        "negative",
        "both numbers of a range keep their minus: -3000～-2000万元, -53--29万元, -1至-3层",
        rf"(?<![\dA-Za-z%）)])-(?P<low>{NUMBER})(?P<own>{_MEASURE})?(?:[～~—–-]|至|到)-(?P<high>{NUMBER})(?![\d.])"
        rf"(?P<unit>{_MEASURE}|)(?!\s?[%‰℃°A-Za-z])",
        _minuses,
    ),
    Rule(
        "minus behind letters",
        "negative",
        "behind an index in letters or a code in brackets a minus stands before per cent, money and points: CPI-0.3%, "
        "（600519）-1.2%; a model's name has no such measure behind it",
        rf"(?:(?<=[A-Za-z]{{2}})|(?<=[）)]))\s?-(?={NUMBER}\s?(?:[%‰]|个?百分点|个?基点|[bB][pP]|{SCALE}?元))|(?<=的)-(?=\d+次方)",
        lambda m: "负",
    ),
    Rule(
        "minus before a price",
        "negative",
        "a minus that nothing runs into, before an amount per something: ，-25元/吨",
        rf"(?<![\dA-Za-z{HAN})）%-])-(?={NUMBER}{SCALE}?[美港欧]?元/)",
        lambda m: "负",
    ),
    Rule(
        "doubled minus",
        "negative",
        "零下 and 跌 say the minus already: 零下-5℃, 跌-3.5",
        r"(?<=零下)-(?=\d)|(?<=跌)-(?=\d)",
        lambda m: "",
    ),
    Rule(
        "sign of a finding",
        "negative",
        "plus and minus in brackets behind what is tested are findings: HIV(-), 抗原（+）",
        r"(?<=[A-Za-z体原毒酸测菌虫])\s?[（(](?P<sign>[-+－＋])[）)]",
        lambda m: "阴性" if m["sign"] in "-－" else "阳性",
    ),
    Rule(
        "rating",
        "negative",
        "a minus or plus behind the letters of a rating is said: AAA-, BBB+",
        rf"(?<![A-Za-z])(?P<letters>[A-D]{{1,3}})-(?=[，。；、！）)]|[{HAN}]|$)",
        lambda m: m["letters"] + "减" if _RATED.search(m.string) else m[0],
    ),
    Rule(
        "minus behind a word",
        "negative",
        "a hyphen behind what can be below zero, or before a number with such a measure, is a minus: 净利润-1.2亿元, "
        "冷库-18度; the name of a weapon or a rocket has neither (歼-20, 长征-5)",
        rf"(?P<noun>{_SIGNED_NOUN})-(?=\d)|{_BEHIND_WORD}-(?={_SIGNED})",
        _minus,
    ),
    Rule(
        "plus behind a word",
        "negative",
        "a plus after 到 or 至 is the sign of the second number and is said as one: 从-20米到+35米",
        r"(?<=[到至])\+(?=\d)",
        lambda m: "正",
    ),
    Rule(
        "about",
        "about",
        "a tilde with no number before it is 约: ~500元",
        rf"约~(?=\d)|(?<![\d%‰℃°A-Za-z{HAN})）~])~(?=\d)|{_BEHIND_WORD}~(?={NUMBER}\s?(?:{SCALE}|元|人|米|吨|亩|公里))",
        lambda m: "约",
    ),
    Rule(
        "emphasis",
        "mask",
        "stars on both sides of words are a mark of layout, not of what is hidden: **重点**",
        rf"(?<![\d{HAN}*])\*\*([^*]{{1,80}})\*\*",
        lambda m: m[1],
    ),
    Rule(
        "masked name",
        "mask",
        "signs that hide a name are said as 某: 李××, 张*明, 张×驾驶; behind a noun of two × is 乘 (数据要素×)",
        rf"(?:^|(?<=[，。；：、人子者机]))(?P<surname>[{surnames.IN_TEXT}])[×*](?=[{HAN}])|[×*✕╳]{{2,3}}(?=[省市区县镇乡村街局公厂校院某](?!于))|(?<=[{HAN}])[×*✕╳]{{2,3}}(?=[{HAN}，。、；：（）“”！？\s]|$)|(?<=[{HAN}])\*(?=[{HAN}])",
        lambda m: m["surname"] + "某" if m["surname"] else "某" * min(2, len(m[0])),
    ),
    Rule(
        "mathematics",
        "math",
        "signs of mathematics have names: √2, ÷2, ∞",
        f"[{''.join(_MATH)}]",
        lambda m: _MATH[m[0]],
    ),
)
"""What is read before any number is."""

GREEK = Rule(
    "Greek letter",
    "latin",
    "a Greek letter is said by its name; the hyphen behind it is no minus: ω-3, α粒子",
    f"([{''.join(_GREEK)}])(?:-(?=\\d))?",
    lambda m: _GREEK[m[1]],
)
"""Read when the units, some of which begin with a Greek letter, have been."""
