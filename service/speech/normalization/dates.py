"""Years, dates and days that name an event."""

from __future__ import annotations

import re

from service.language.numerals import spell_cardinal, spell_digits
from service.speech.normalization.patterns import ALONE, DASH, counted, unless_counted
from service.speech.normalization.rule import Rule
from service.speech.normalization.units import is_unit

YEAR = r"(?:1[5-9]|20)\d\d"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_SPAN = r"(?:的?(?:悠久)?历史|多|来|前的|以前|之前|以来|的?文明|古|沧桑|风雨|积淀|老|树龄|的?传承)"
_EVENT = (
    r"(?:日(?![元均产本])|节(?![目能])|运动|事件|惨案|事故|地震|暴雨|阅兵|专案|大案|晚会|大促|起义|讲话|爆炸|火灾|空难|坠机|枪击|"
    r"恐袭|协议|革命|政变|洪水|战役|假期|长假|黄金周)"
)


def calendar(written: str) -> str:
    """Return a number of the calendar or the clock: a leading zero is not said, 2 is 二."""
    return spell_cardinal(written.lstrip("0") or "0")


def date(match: re.Match[str]) -> str:
    """Return a year, month and day (groups y, m, d) as a date is said."""
    return f"{spell_digits(match['y'])}年{calendar(match['m'])}月{calendar(match['d'])}日"


def _event(match: re.Match[str]) -> str:
    """Return a day that names an event; one digit behind the point is how strong an earthquake was: 4.2地震."""
    month, day = match["m"], match["d"]
    if len(day) == 1 and match.string.startswith("地震", match.end()):
        return match[0]
    return ("十" if month == "10" else spell_digits(month)) + spell_digits(day)


_POINTS = re.compile("点(?=[，。；、）]|$|关|位|上方|下方|附近|左右|整数)")
"""Of an index."""


def _bare_year(match: re.Match[str]) -> str:
    """Return a year stands before a noun, a Latin name or a quarter (Q4), not before a measure or a unit."""
    latin = match[1]
    if (
        counted(match)
        or _POINTS.match(match.string, match.end())
        or (latin and not re.match(r"[QH]\d", latin) and (len(latin) == 1 or latin[0].islower() or is_unit(latin)))
    ):
        return match[0]
    return spell_digits(match[0])


RULES = (
    Rule(
        "date",
        "date",
        "2026-03-21, 2026/3/21 and 2026.3.21 are dates, not sums, fractions or decimals",
        (
            rf"(?<![\d.\-/])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>{MONTH})(?P=s)(?P<d>{DAY})(?![\d/]|-\d{{3}}|\.\d)(?:日(?![本元]))?"
        ),
        date,
    ),
    Rule(
        "day and hour",
        "date",
        "the T between the day and the hour of a machine's date is not said: 2026-03-21T08:05",
        r"(?<=日)T(?=[0-2]\d:[0-5]\d)",
        lambda m: "",
    ),
    Rule(
        "season",
        "year",
        "a season over two years shares its word: 2025/26赛季, 25/26赛季, 2025-26赛季",
        (rf"{ALONE}(\d{{4}}|\d\d)(?:/|{DASH})(\d\d)(?!\d)(?=(?:[A-Z\u3400-\u9fff]{{0,10}})(?:赛季|雪季|榨季))"),
        lambda m: spell_digits(m[1]) + spell_digits(m[2]),
        needs="榨赛雪",
    ),
    Rule(
        "two years",
        "year",
        "both years of a range are read digit by digit, the second may be short: 2026—2028年, 1969-70年度",
        (rf"(?<![\d.])({YEAR})(年?)(?:{DASH}|/)((?:{YEAR})|\d\d(?=年|学年|财年))(?!\d|\.\d|[A-Za-z%℃°])(?!左右|上下)"),
        unless_counted(lambda m: f"{spell_digits(m[1])}{m[2]}至{spell_digits(m[3])}"),
    ),
    Rule(
        "span of months",
        "date",
        "both ends of a span may be months: 2021.3-2026.3",
        rf"(?<![\d./])({YEAR})[./]({MONTH})(?:{DASH}|至|到)({YEAR})[./]({MONTH})(?![\d./月年]|-\d)",
        lambda m: f"{spell_digits(m[1])}年{calendar(m[2])}月至{spell_digits(m[3])}年{calendar(m[4])}月",
    ),
    Rule(
        "year and month",
        "date",
        "2026-03 and 2026.03 are a month; 2026.5 is one in brackets or beside a dash",
        (
            rf"(?<![\d./A-Z])(?<!\d-)({YEAR})(?:[-/.](0[1-9])|[-/](1[0-2])|(?<=[（(—~-]\d{{4}})\.([1-9]|1[0-2])|\.([1-9]|1[0-2])(?=[—~-]))(?![\d年月号期]|\.\d|%)"
        ),
        unless_counted(lambda m: f"{spell_digits(m[1])}年{calendar(m[2] or m[3] or m[4] or m[5])}月"),
    ),
    Rule(
        "month of a life",
        "date",
        "2026.3 is a month behind 于, 自 or the like and before what began then, not behind 收于 (an index)",
        rf"(?<![\d./])(?:(?<=生于)|(?<=卒于)|(?<=逝于)|(?<=[建成任始]于)|(?<=[自从])|(?<=项目于)|(?<=出生))({YEAR})\.({MONTH})(?![\d点元年月]|\.\d|%)"
        rf"|(?<![\d./])({YEAR})\.({MONTH})(?=出生|入党|入伍|参加工作|毕业|起任|至今|[开竣动完复]工|投[产用]|建成|启用|通车|上映|出版|成立)",
        lambda m: f"{spell_digits(m[1] or m[3])}年{calendar(m[2] or m[4])}月",
        needs=".",
    ),
    Rule(
        "short date",
        "date",
        "26.3.31 is a day behind a word of a term, elsewhere a version: 截止：26.3.31",
        rf"(?P<cue>(?:截止|日期|时间|期限|有效期)(?:[至到为]|[：:])?\s?)(?P<y>[23]\d)\.(?P<m>{MONTH})\.(?P<d>{DAY})(?![\d.])日?",
        lambda m: m["cue"] + date(m),
    ),
    Rule(
        "day with a point",
        "date",
        "3.21日 is a day of the month, the point stands for 月",
        rf"(?<![\d.\-—–~/至到])({MONTH})\.({DAY})日(?![元本均])",
        lambda m: f"{calendar(m[1])}月{calendar(m[2])}日",
    ),
    Rule(
        "span of time",
        "amount",
        "a round number of years is an amount before 历史, 前, 来 or after 逾, 距今: 5000年历史, 逾2500年",
        (
            rf"(?<![\d.])(?:\d{{1,2}}00|[3-9]\d{{3}})(?=年{_SPAN})|(?:(?<=[逾近约超达])|(?<=距今)|(?<=超过)|(?<=公元前)|(?<=[历跨]经|跨越|绵延|延续|传承|长达)|(?<=上下))\d{{1,2}}00(?=年)"
            r"|(?<![\d.])(?:[3-9]\d{3}(?=年)|(?!19|21)\d{1,2}00(?=年前))"
        ),
        lambda m: spell_cardinal(m[0]),
    ),
    Rule(
        "year",
        "year",
        "years are read digit by digit",
        (r"(?<![\d.,])\d{4}(?=年(?![龄薪])|[春夏秋冬](?:季|$|，|。))"),
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "early year",
        "year",
        "a year of three digits is told from a span of years by 公元 or the month after it",
        (
            r"(?:(?<=公元)|(?<=公元前)|(?<=西元)|(?<=西元前))\d{3}(?=年)|(?<=[（(])\d{3}(?=年[）)])|(?<![\d.])\d{3}(?=年(?:\d{1,2}月|[春夏秋冬正闰]))"
        ),
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "year before Christ",
        "year",
        "前 and three digits are a year before Christ, as is the end of a span that begins so: 前221年, 前551—前479; "
        "前3年 are the first three",
        r"(?<=前)(?!\d00年)\d{3}(?=年|[—–~至-]|[）)，])|(?<=[\d零一二三四五六七八九]年[—–~至-]前)\d{1,3}(?=年)|(?<=[\d零一二三四五六七八九][—–~至-]前)\d{1,3}(?=[年）)，])",
        lambda m: spell_digits(m[0]),
        needs="前年",
    ),
    Rule(
        "short year",
        "year",
        "a year of two digits is told by its leading zero or what follows it: 08年, 25年底, 98年抗洪",
        (
            r"(?<![\d.])(?:0\d(?=年)|(?<=['’‘])(?<!\d.)\d\d(?=[年抗高春夏秋冬世级届届])|\d\d(?=年(?:[初底末]|\d{1,2}月\d|出生|高考|毕业|参军|入伍|入党|抗洪|奥运)))"
        ),
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "bare year",
        "year",
        "a year before any noun, in brackets or at the end of a title: 2026世界…, （2035）",
        (
            rf"(?<![\d.,A-Za-z+\-−负下第超近约达破逾共有过增万亿千百¥$×/:])(?:19|20)\d\d"
            rf"(?!\d|\.\d|,\d|[²³℃°%‰+/×:]|{DASH}\d)(?=\s?([A-Za-z][A-Za-z0-9]*)?)"
        ),
        _bare_year,
    ),
    Rule(
        "generation",
        "decade",
        "those born in a decade: 80后, 90后, 00后, also in lists (80、90后)",
        (r"(?<![\d.])\d[05](?:[、和及到至]?\d[05]){0,19}(?=后(?![卫腰排场来续天期]))"),
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "event",
        "event",
        "a day that names an event: 5·22, 9·18, “5.12”, 3.15晚会",
        (
            rf"(?:(?<![\d.·A-Za-z])(?=\d\d?·)|(?<=[“\"「])(?=[\d.]+[”\"」])|{ALONE}(?<![A-Za-z])(?=\d\d?\.\d\d?(?!\d|\.\d|%|[级度年月日时点分折环星版代的])[\u4e00-\u9fff]{{0,10}}?{_EVENT}))"
            rf"(?P<m>1[0-2]|[1-9])[·.](?P<d>{DAY})(?![\d·]|\.\d|日)"
        ),
        unless_counted(_event),
        needs=".·",
    ),
    Rule(
        "month and day",
        "date",
        "2月2日 is said with 二, and without leading zeros",
        (r"(?<![\d.])(?:0?\d|[12]\d|3[01])(?=月|日(?![元本均常龄薪活游租]))"),
        lambda m: calendar(m[0]),
    ),
)
