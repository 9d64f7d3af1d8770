"""A hyphen that is a minus: found before any other rule can take it for a dash or the hyphen of a name.

A minus that is certain gets a sign of its own (`MINUS`), which every later rule knows; 零下 is said at once where the
sentence tells of cold. The others stay hyphens: 歼-20, F-35, 5-6级, 3月1日-7日.
"""

from __future__ import annotations

import re

from service.speech.normalization.patterns import BEHIND_WORD, HAN, MINUS, NUMBER, SCALE, raised
from service.speech.normalization.rule import Rule

_TO = r"\s?(?:[—–~～/]+|-{1,2}|至|到)\s?"
_SHARE = rf"(?:[%‰]|个?百分点|个?基点|bp|BP|(?:{SCALE})?[美港欧日]?元(?!旦)|℃|°C|摄氏)"
"""Measures that no number in a name has."""
_MEASURE = (
    rf"(?:{SCALE}|度|℃|摄氏|米|公里|[美港欧日]?元|楼|层|杆|个?百分点|个?基点|bp|分(?!钟)|次方|D[SC]?(?![A-Za-z])"
    r"|dBm?(?![A-Za-z])|[cmk]?m(?![A-Za-z])|[%‰])"
)
_SIGNED = (
    rf"(?:{NUMBER}(?:\s?{_MEASURE}"
    rf"|(?={_TO}[-+]?{NUMBER}(?:度|℃|米|元|层|楼|[万亿]|[%‰]|个?百分点|个?基点|[cmk]?m(?![A-Za-z])))))"
)
"""A number that can be below zero, with its measure: money, degrees, height, floors, strokes, points, dioptres."""
_SIGNED_NOUN = (
    "[气水地体室低高均油]温(?:度)?|温度|度数|[净毛纯]利|利润|收益|余额|差额|[差净]值|[A-Z]值|[偏误]差|升?贴水|净流[入出]|贡献率|拉动率|调整|顺差|逆差|净额|净资产|现金流|增速|增幅|涨幅|"
    "增长率|同比|环比|杆数|标准杆|总杆|海拔|高程|标高|埋深|净胜球|负债|收入|盈亏|得分|积分|读数|数值|指数|视力|屈光度|电位|电压|压力|水位|"
    "坐标|系数|利率|收益率|利润率|净利率|评分|成绩|[价基利]差|变动|[降跌]幅|(?:上年|去年|同期|上月)(?!-\\d{2,4}年)|仅|跌|"
    "计算|为|是|在|和|与|至|到|从|以|达|约|由|跌到|降到|低至|低到"
)
_COLD = re.compile("温|冷|冻|严寒|寒潮|冰箱|天气|白天|夜间|[雨雪晴]")
_DEGREES = re.compile(rf"[-+\d.,]+(?:{_TO}[-+]?{NUMBER})?\s?(?P<unit>度|摄氏|℃|°C)?")
_NAMED_RANGE = re.compile(r"[（(][^（()）]*[%‰元℃度][）)]$")
"""A first end in brackets: （3%）-（5%）."""


def _below(match: re.Match[str], noun: str = "") -> str:
    """Return 零下 for degrees that the sentence tells of cold, else the sign; ℃ has a rule that says it."""
    found = _DEGREES.match(match.string, match.end())
    unit = found["unit"] if found else ""
    if unit in ("℃", "°C", "摄氏"):
        return MINUS
    near = match.string[max(0, match.start() - 10) : match.end() + 24]
    return "零下" if "温" in noun or (unit == "度" and _COLD.search(near)) else MINUS


def _behind_noun(match: re.Match[str]) -> str:
    noun = match["noun"] or ""
    return noun + _below(match, noun)


def _range(match: re.Match[str]) -> str:
    """Return a range of two numbers below zero with its own signs: -3000～-2000."""
    text = match.string
    unit = re.match(rf"{NUMBER}\s?(度|℃|摄氏|°C)", text[match.start("high") : match.end() + 4])
    cold = (
        unit is not None and unit[1] == "度" and _COLD.search(text, max(0, match.start() - 10), match.end() + 16)
    ) or (text.endswith(("温", "温度"), 0, match.start()) and not (unit and unit[1] != "度"))
    sign = "零下" if cold else MINUS
    return f"{sign}{match['low']}{match['unit']}至{sign}{match['high']}"


def _falling(match: re.Match[str]) -> str:
    """Read 5--3 as 5 to -3, for a range rises or falls; 10--20 has a long dash."""
    low, high = (float(match[name].replace(",", "")) for name in ("low", "high"))
    return f"{match['low']}{match['unit']}至{MINUS}{match['high']}" if low > high else match[0]


def _behind_bracket(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 16) : match.start()]
    return match[0] if _NAMED_RANGE.search(before) else MINUS


def _rating(match: re.Match[str]) -> str:
    return match["grade"] + ("减" if match["sign"] == "-" else "加")


def _finding(match: re.Match[str]) -> str:
    return match["what"] + {"-": "阴性", "+": "阳性", "±": "弱阳性"}[match["in"] or match["after"]]


_TESTED = (
    "抗[体原]|[菌虫测]|梅毒|乙肝|丙肝|甲肝|戊肝|艾滋病?|核酸|筛查|试验|蛋白|隐血|潜血|尿糖|酮体|结核|病毒|甲流|乙流|流感|支原体|衣原体|"
    "(?<![A-Za-z])(?:Rh|RH|HIV|HCV|HBV|HPV|HBsAg|HBeAg|TPPA|RPR|PCR|Ig[MGAE]|DNA|RNA|EGFR|HER2|ER|PR|PPD|HP|Hp)"
)

RULES = (
    Rule(
        "finding",
        "negative",
        "a sign alone behind what is tested is what was found: HIV(-) is 阴性, 抗原（+） is 阳性",
        rf"(?P<what>{_TESTED})(?:\s?[（(]\s?(?P<in>[-+±])\s?[）)]|(?P<colon>[：:])\s?(?P<after>[-+±])(?=[，。；、\s]|$))",
        _finding,
        needs="-+±",
    ),
    Rule(
        "rating",
        "code",
        "a sign behind the letters of a rating or a mark is said: AAA-, BBB+, B-; A-股 has a hyphen",
        r"(?<![A-Za-z0-9\-])(?P<grade>三A|AA|BBB|BB|CCC|CC|[A-D](?![-+][\u3400-\u9fff]))(?P<sign>[-+])(?![A-Za-z0-9\-+])",
        _rating,
        needs="+-",
    ),
    Rule(
        "below zero once",
        "negative",
        "零下 and 负 before a minus say it already: 零下-5℃",
        r"(?<=零下)\s?-(?=\d)",
        lambda m: "",
    ),
    Rule(
        "less",
        "negative",
        "a hyphen between two numbers takes away where a sum follows, and of a price from which something is given: "
        "5-3=2, 满200-30元",
        r"(?<![\d.\-/])(?P<from>\d{1,4})\s?-\s?(?=\d{1,4}\s?=)|(?<=满)(?P<full>\d{2,5})(?P<unit>元?)-(?P<off>\d{1,4})(?![\d.\-])",
        lambda m: (
            f"{m['from']}减"
            if m["from"]
            else f"{m['full']}{m['unit']}减{m['off']}"
            if int(m["off"]) < int(m["full"])
            else m[0]
        ),
    ),
    Rule(
        "range below zero",
        "negative",
        "where the second end of a range has a minus, the hyphen before the first is one, whatever stands before it: "
        "-3000～-2000万元, 气温-8至-2度",
        rf"(?<![\d.\-])-(?P<low>{NUMBER})(?P<unit>(?!\s?[年月日号])[{HAN}%‰℃°CFmD]{{0,5}}?){_TO}-\s?(?P<high>{NUMBER})(?![\d年月日]|\.\d|-\d)",
        _range,
        needs="-",
    ),
    Rule(
        "range to below zero",
        "negative",
        "a hyphen after the dash of a range is a minus: 3～-2℃, 最高/最低：5/-3℃; of two hyphens the second is one "
        "where the numbers fall (5--3), else they are a dash (10--20)",
        rf"(?<![\d.\-A-Za-z])(?P<low>\d{{1,6}}(?:\.\d+)?)(?P<unit>(?![年月日号])[{HAN}%‰℃]{{0,4}}?)--(?P<high>{NUMBER})(?![\d年月日]|\.\d|-)"
        rf"|(?P<before>(?<=\d)[{HAN}%‰℃°C]{{0,4}}?)(?P<to>[—–~～]|/)-(?=\d)(?!-\d{{1,4}}[年月日号])",
        lambda m: _falling(m) if m["low"] else f"{m['before']}至{MINUS}",
        needs="-",
    ),
    Rule(
        "minus of a power",
        "math",
        "a power of ten in print without raised digits: 3.2×10-6, 10的-6次方",
        r"(?<=\d[×x*]10)-(?P<power>\d{1,2})(?![\d.年月日号倍个分米元人吨万亿])|(?<=的)-(?=\d{1,3}次方)",
        lambda m: raised("-" + m["power"]) if m["power"] else MINUS,
    ),
    Rule(
        "basement",
        "negative",
        "a floor below the ground: 门诊楼-1F",
        rf"(?:{BEHIND_WORD}|(?<![\dA-Za-z{HAN}）)%℃°\-]))-(?P<floor>\d)F(?![A-Za-z0-9])",
        lambda m: f"负{m['floor']}层",
        needs="-",
    ),
    Rule(
        "minus behind letters",
        "negative",
        "a hyphen behind Latin letters is a minus before a share, a price or a number under one, which no model has, "
        "and behind an index of the economy: CPI-0.3%, EPS-0.12元; F-35 and GPT-4.5 are names",
        rf"(?:(?<=[CP]PI)|(?<=PMI)|(?<=GDP)|(?<=ROE)|(?<=LPR)|(?<=EPS)|(?<=[Yy]o[Yy])|(?<=[Qq]o[Qq]))-(?=\d)"
        rf"|(?<=[A-Za-z])-(?={NUMBER}(?:{_TO}[-+]?{NUMBER})?\s?{_SHARE}|0\.\d)",
        lambda m: MINUS,
        needs="-",
    ),
    Rule(
        "minus behind brackets",
        "negative",
        "as behind letters: （600519）-1.2%; not the dash between two ends in brackets",
        rf"(?<=[)）】”」])-(?={NUMBER}(?:{_TO}[-+]?{NUMBER})?\s?{_SHARE})",
        _behind_bracket,
        needs="-",
    ),
    Rule(
        "minus behind a word",
        "negative",
        "a hyphen behind what can be below zero, or before a number with such a measure, is a minus: 净利润-1.2亿元, "
        "冷库-18度; the name of a weapon or a rocket has neither (歼-20, 长征-5)",
        rf"(?P<noun>{_SIGNED_NOUN})-(?=\d)|{BEHIND_WORD}-(?={_SIGNED})",
        _behind_noun,
        needs="-",
    ),
    Rule(
        "minus",
        "negative",
        "a hyphen before a number that nothing runs into is a minus; a mark before a date is none",
        rf"(?<![\dA-Za-zͰ-Ͽ{HAN})）”」】%‰℃°\-—–~/*×])-(?=(?:[¥€£]|[A-Z]{{0,2}}\$)?\d)(?!-\d{{1,4}}\s?[年月日号])",
        _below,
        needs="-",
    ),
    Rule(
        "slash of a range",
        "negative",
        "a slash behind a number below zero joins the ends of a range before a measure: -5/12%; -1/2 is a fraction",
        rf"(?:(?<=[{MINUS}正下]\d)|(?<=[{MINUS}正下]\d\d)|(?<=[{MINUS}正下]\d\.\d))/(?=\+?\d{{1,2}}(?:\.\d+)?\s?{_MEASURE})|(?<=[{MINUS}下]\d\d)/(?=\+?\d{{1,2}}(?!\d))",
        lambda m: "至",
        needs="/",
    ),
    Rule(
        "plus of a second end",
        "negative",
        "a plus after the dash of a range is the sign of the second number and is said as one: 从-20米到+35米",
        r"(?<=[到至~—–])\+(?=\d)(?!\+\d+(?:\.\d+)?\s?[%‰℃])",
        lambda m: "正",
    ),
)
