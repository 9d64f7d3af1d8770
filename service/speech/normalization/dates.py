"""Years, dates and times of day."""

from __future__ import annotations

import re

from service.speech.normalization.notation import AFTER, BEFORE, DASH, MEASURES
from service.speech.normalization.numbers import cardinal, digits
from service.speech.normalization.rule import Rule

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_HOUR = r"(?:2[0-4]|1\d|0?\d)"
_SIXTY = r"[0-5]\d"


def plain(written: str) -> str:
    """A number of the calendar or the clock: a leading zero is not said, 2 is 二."""
    return "二" if written.lstrip("0") == "2" else cardinal(written.lstrip("0") or "0")


def _date(match: re.Match[str]) -> str:
    year, month, day = match["y"], match["m"], match["d"]
    return digits(year) + "年" + plain(month) + "月" + (plain(day) + "日" if day else "")


def _minutes(written: str) -> str:
    if written == "00":
        return ""
    return ("零" + cardinal(written[1]) if written[0] == "0" else cardinal(written)) + "分"


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = match["h"], match["m"], match["s"]
    said = ("零" if int(hour) == 0 else "两" if int(hour) == 2 else plain(hour)) + "点" + _minutes(minute)
    if second:
        said += ("零分" if minute == "00" else "") + ("零" if second[0] == "0" else "") + plain(second) + "秒"
    return said


def _hanzi_clock(match: re.Match[str]) -> str:
    said = plain(match["h"]) + match["w"]
    minute = match["m"]
    if minute is None:
        return said
    if minute == "00":
        return said + "整" if not match["tail"] else said + "零分"
    return said + ("零" + cardinal(minute[1]) if len(minute) == 2 and minute[0] == "0" else plain(minute)) + "分"


def _round_year(match: re.Match[str]) -> str:
    return cardinal(match[0])


def _event(match: re.Match[str]) -> str:
    month, day = match[1], match[2]
    return ("十" if month == "10" else digits(month)) + digits(day)


RULES = (
    Rule(
        "date", "date", "2026-03-21, 2026/3/21 and 2026.3.21 are dates, not sums, fractions or decimals",
        re.compile(rf"(?<![\d.\-/])(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>{_MONTH})(?P=sep)(?P<d>{_DAY})(?![\d\-/]|\.\d)"), _date,
    ),
    Rule(
        "season", "year", "a season or school year over two years: 2025/26赛季, 25/26赛季, 2024-2025学年",
        re.compile(rf"{AFTER}(\d{{4}}|\d\d)([-/—–~]+)(\d{{4}}|\d\d)(?=(?:年度)?(?:赛季|学年|雪季|榨季|财年|年度|采暖季|供暖季|冬季))"),
        lambda m: digits(m[1]) + ("至" if len(m[3]) == 4 else "") + digits(m[3]),
    ),
    Rule(
        "year range", "year", "both years of a range are read digit by digit: 2026—2028年",
        re.compile(rf"(?<![\d.])({_YEAR})(年?){DASH}({_YEAR})(?!\d|\.\d|[A-Za-z%])(?!(?:{MEASURES}))"),
        lambda m: f"{digits(m[1])}{m[2]}至{digits(m[3])}",
    ),
    Rule(
        "short year range", "year", "the end of a range may leave out the century: 2011-12年, 1969-70年度",
        re.compile(rf"(?<![\d.])({_YEAR}){DASH}(\d\d)(?=年)"), lambda m: f"{digits(m[1])}至{digits(m[2])}",
    ),
    Rule(
        "span of time", "amount", "a round number of years before 历史, 前, 来 is an amount, not a year: 5000年历史",
        re.compile(r"(?<![\d.])(?:\d{1,2}00|[3-9]\d{3})(?=年(?:的?历史|多|来|前的|以前|之前|以来|文明|古|的文|沧桑|风|积淀|老|树龄))"), _round_year,
    ),
    Rule(
        "year", "year", "years are read digit by digit",
        re.compile(r"(?<![\d.])\d{4}(?=年(?!龄|薪)|[春夏秋冬](?:季|$|，|。))"), lambda m: digits(m[0]),
    ),
    Rule(
        "early year", "year", "a year of three digits is told from a span of years by 公元, 前 or the month after it",
        re.compile(r"(?:(?<=公元)|(?<=公元前)|(?<=西元)|(?<=西元前))\d{1,3}(?=年)|(?<![\d.])\d{3}(?=年(?:\d{1,2}月|[春夏秋冬正闰]))"),
        lambda m: digits(m[0]) if len(m[0]) > 2 else cardinal(m[0]),
    ),
    Rule(
        "year with zero", "year", "a short year with a leading zero is read digit by digit: 08年",
        re.compile(r"(?<![\d.])0\d(?=年)"), lambda m: digits(m[0]),
    ),
    Rule(
        "bare year", "year", "a year before any noun, in brackets or at the end of a title: 2026世界…, （2035）",
        re.compile(
            rf"(?<![\d.,A-Za-z+\-第超近约达破逾共有至过增万亿千百¥$×/:])(?:19|20)\d\d(?!\d|\.\d|,\d|[A-Za-z%+/×:℃°]|\s?[A-Za-z²³]|{DASH}\d)"
            rf"(?!(?:{MEASURES}))"
        ),
        lambda m: digits(m[0]),
    ),
    Rule(
        "generation", "decade", "those born in a decade: 80后, 90后, 00后, also in lists (80、90后)",
        re.compile(r"(?<![\d.])(?:[0-9][05][、和及到至]?)+(?=后(?!卫|腰|排|场|来|续|天|期|的?[0-9]))(?<=[05])"), lambda m: digits(m[0]),
    ),
    Rule(
        "event", "event", "a day that names an event: 5·22, 9·18",
        re.compile(rf"(?<![\d.·])(1[0-2]|[1-9])·({_DAY})(?![\d·]|\.\d|日)"), _event,
    ),
    Rule(
        "event in quotes", "event", "the same with a point, in quotation marks: “5.12”, “3.15”晚会",
        re.compile(rf"(?<=[“\"「])(1[0-2]|[1-9])\.([0-3]?\d)(?=[”\"」])|(?<![\d.])(3)\.(15)(?=晚会)"),
        lambda m: digits((m[1] or m[3]) + (m[2] or m[4])),
    ),
    Rule(
        "month and day", "date", "2月2日 is said with 二, and without leading zeros",
        re.compile(r"(?<![\d.])(0?\d|1\d|2\d|3[01])(?=[日月](?!元|本|均|常|龄|薪|活))(?!日(?:游|租))"), lambda m: plain(m[1]),
    ),
    Rule(
        "days", "date", "the first of two days shares its word with the second: 7-9日, 3、4日",
        re.compile(rf"(?<![\d.,:/\-A-Za-z])([0-3]?\d)({DASH}|、|至|到|和|或)(?=[一二三十]+[日月号])(?<!0[-—~、])"),
        lambda m: plain(m[1]) + ("至" if m[2][0] in "-—–~" else m[2]),
    ),
    Rule(
        "clock with words", "time", "05时13分, 11时00分, 2时: no leading zero, and 二",
        re.compile(r"(?<![\d.])(?P<h>[01]?\d|2[0-4])(?P<w>时|点)(?!钟|间段)(?:(?P<m>[0-5]?\d)分(?!之)(?P<tail>\d+秒)?)"),
        lambda m: _hanzi_clock(m) + (m["tail"] or ""),
    ),
    Rule(
        "hour", "time", "2时 is 二时, 05时 is 五时; 2点 stays an amount's 两点",
        re.compile(r"(?<![\d.])(?P<h>[01]?\d|2[0-4])(?=时(?!长|空|速|段|间段))"), lambda m: plain(m["h"]),
    ),
    Rule(
        "clock", "time", "8:30, 08:00-12:00, 13:05:20",
        re.compile(rf"(?<![\d.:])(?P<h>{_HOUR}):(?P<m>{_SIXTY})(?::(?P<s>{_SIXTY}))?(?![\d:]|\.\d)"), _clock,
    ),
)
