"""Times of day, scores and ratios: what a colon or a dash between two numbers means."""

from __future__ import annotations

import functools
import re

from service.language.numerals import spell_digits, spell_number
from service.speech.normalization.dates import calendar
from service.speech.normalization.patterns import ALONE, COUNTED, ENDS, HAN
from service.speech.normalization.rule import Rule

_MATCH = re.compile(
    "比分|战胜|击败|战平|逆转|不敌|大胜|险胜|完胜|完败|零封|横扫|领先|落后|取胜|获胜|胜出|告负|负于|输给|惜败|总分|先胜|小胜|半场|决赛|"
    "点球|扳平|夺冠|晋级|赛(?!道)|对阵|力克|轻取|淘汰|客场|主场|连胜|平局|握手言和|[首末第一二三四五六七][局盘节]|第\\d{1,2}[局盘节]\\s?\\d|拿下|赢得|进球|球队|"
    "连扳|打平|逼平|击溃|制胜|失利|世界杯|队[^，。；]{0,4}\\d+[-—]\\d|\\d-\\d[^，。；]{0,6}队|"
    "以\\d{1,2}[-—]\\d{1,2}[、和的]|[男女][排篮足团]|国乒|国足|[中英德西意][超甲]|欧冠|亚冠|[单双]打|[足篮排网]球|乒乓|羽毛球|NBA|CBA|\\d胜|胜[\u4e00-\u9fff]{1,6}队"
)
_RATIO = re.compile(
    "(?:比(?=\\s*(?:[为是约达]|$))|赔率|中签率|比例|比率|比值|比为|之比|入比|配比|生比|杠杆|比例尺|兑换?|按照?|缩放|倍率)[^，。；]{0,6}$|(?<!\\d)1:\\d{1,3}(?:[-—~至到]|、)$"
)
_RATIO_AFTER = ("的比", "比例", "的配比")
_CLOCK_BEFORE = re.compile(r"(?:于|在|日|时间|[晚早午夜晨]上?|今天|明天|昨天|至|到|从|[-—~至到]|点)\s*$")
_CLOCK_AFTER = re.compile(
    r"\s*(?:[前后许起]|左右|出发|到达|抵达|起飞|发车|开车|开始|开赛|开球|开打|打响|直播|举行|进行|在|于|，?[^，。]{0,4}开)"
)


@functools.lru_cache(maxsize=1)
def _tells_a_match(text: str) -> bool:
    """Return whether a text speaks of a match; kept for the next pair of the same text."""
    return _MATCH.search(text) is not None


def _side(written: str) -> str:
    return "二" if written == "2" else spell_number(written)


_TALLY = re.compile(r"(?:比分|总分|比数|战成|打成)[^，。；]{0,5}$")
_MOST_POINTS = 199
_SIDE_BEFORE = re.compile(rf"(?:^|[，。；：、\s”])(?![约近超达共需每为])[{HAN}]{{2,8}}$")
_SIDE_AFTER = re.compile(rf"(?![至到])[{HAN}]{{2,8}}(?=[，。；、！]|$)")


def _is_versus(match: re.Match[str]) -> bool:
    """Return whether a clause is nothing but two sides and a small score between them: 切尔西3-1阿森纳."""
    text, small = match.string, len(match[1]) == len(match[3]) == 1
    falls = _MOST_POINTS >= int(match[1]) > int(match[3])  # a range rises; 777-9 is a type
    if match[2] == ":" or not (falls or (small and not COUNTED.match(text, match.end()))):
        return False
    before = text[max(0, match.start() - 10) : match.start()]
    return _SIDE_BEFORE.search(before) is not None and _SIDE_AFTER.match(text, match.end()) is not None


def _pair(match: re.Match[str]) -> str:
    """Spell a pair as a score where the sentence speaks of a match; elsewhere leave it for the clock."""
    measure = COUNTED.match(match.string, match.end())
    if _is_versus(match):
        return f"{_side(match[1])}比{_side(match[3])}"
    if measure and measure[0].strip() not in ("胜", "负", "平", "连"):
        return match[0]
    text, left, sign, right = match.string, match[1], match[2], match[3]
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 8]
    sport = _tells_a_match(text)
    if sign == ":":
        clock = int(left) <= 24 and len(right) == 2 and int(right) < 60
        timed = _CLOCK_BEFORE.search(before) or _CLOCK_AFTER.match(after) or left.startswith("0")
        ratio = _RATIO.search(before) or after.startswith(_RATIO_AFTER) or (left == "1" and not timed)
        if clock and not ratio and not _TALLY.search(before) and (not sport or timed):
            return match[0]
    elif not sport:
        return match[0]
    return f"{_side(left)}比{_side(right)}"


def _minutes(written: str) -> str:
    return calendar(written) if written == "00" or written[0] != "0" else "零" + calendar(written)


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = match["h"], match["m"], match["s"]
    said = {"a": "上午", "p": "下午", "": ""}[(match["half"] or "").lower()]
    said += ("两" if int(hour) == 2 else calendar(hour)) + "点"
    if minute != "00" or second:
        said += _minutes(minute) + "分"
    parts = spell_digits(match["parts"]) if match["parts"] else ""
    return said + (_minutes(second) + "秒" + parts if second else "")


def _race(match: re.Match[str]) -> str:
    hour, minute, second = match["h"], match["m"], match["s"]
    return ("两" if hour == "2" else spell_number(hour)) + f"小时{_minutes(minute)}分{_minutes(second)}秒"


def _worded_clock(match: re.Match[str]) -> str:
    minute, seconds = match["m"], match["tail"] or ""
    hour = ("两" if match["w"] == "点" and int(match["h"]) == 2 else calendar(match["h"])) + match["w"]
    if int(minute) == 0:
        return hour + ("零分" + seconds if seconds else "整")
    return hour + ("零" if len(minute) == 2 and minute[0] == "0" else "") + calendar(minute) + "分" + seconds


def _formation(match: re.Match[str]) -> str:
    """Return a formation digit by digit: its lines are ten players."""
    lines = match[0].split("-")
    return spell_digits("".join(lines)) if sum(map(int, lines)) == 10 else match[0]


RULES = (
    Rule(
        "formation",
        "score",
        "a formation of ten players is read digit by digit: 4-3-3, 4-2-3-1",
        r"(?<![\d.:/\-A-Za-z])[1-6](?:-[1-6]){2,3}(?![\d:/\-%]|\.\d)",
        _formation,
    ),
    Rule(
        "race time",
        "result",
        "a time achieved: 2:03:45 and 1:45.32 are durations where a result is spoken of",
        (
            r"(?<=[以绩为是时出录])(?P<h>\d):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?=的|，|。|[夺获创打])"
            r"|(?<![\d:比])(?<!比为)(?<!比约)(?P<m2>\d{1,2}):(?P<s2>[0-5]\d)\.(?P<r2>\d{1,3})(?!\d)"
        ),
        lambda m: _race(m) if m["m"] else f"{calendar(m['m2'])}分{calendar(m['s2'])}秒{spell_digits(m['r2'])}",
    ),
    Rule(
        "minutes and seconds",
        "result",
        "3′25″ and 3'25\" are minutes and seconds",
        r"(?<!\d)(\d{1,2})['′’](\d{1,2})(?:[\"″”]|''|′′)",
        lambda m: f"{calendar(m[1])}分{calendar(m[2])}秒",
    ),
    Rule(
        "seconds",
        "result",
        "a double prime between two numbers parts seconds from their decimals: 11″8",
        r"(?<![\d.])(\d{1,2})″(\d{1,2})(?!\d)",
        lambda m: f"{calendar(m[1])}秒{spell_digits(m[2])}",
    ),
    Rule(
        "score",
        "score",
        "3:2 and 3-2 are scores where a match is spoken of, each one of a list; 1:1 is a ratio anywhere",
        (
            r"(?<![\d.:/\-A-Za-z])(\d{1,3})\s?(:|[-—–])\s?(\d{1,3})(?![\d:/%℃]|[-—–](?!1:)|\.\d|\s?[A-Za-z])"
            r"(?!\s?(?:年|月|日(?!本)|时|分(?!钟?[的优获战击])|号|级|等|赛季|届|期|季))"
        ),
        _pair,
    ),
    Rule(
        "ratio",
        "ratio",
        "a ratio with decimals, more than two parts or large numbers: 2.5:1, 1:50000, 1:2:3",
        (
            rf"{ALONE}(?<!:)(?!(?:[01]?\d|2[0-4])(?::[0-5]\d){{1,2}}(?:\.\d)?(?![\d:]|\.\d))\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+{ENDS}"
        ),
        lambda m: "比".join(_side(part) for part in m[0].split(":")),
    ),
    Rule(
        "spoken ratio",
        "score",
        "3比2: both sides are read with 二",
        (r"(?<![\d.])(\d+(?:\.\d+)?)比(\d+(?:\.\d+)?)(?!\d|\.\d|[%万亿]|[月日])"),
        lambda m: f"{_side(m[1])}比{_side(m[2])}",
    ),
    Rule(
        "clock with words",
        "time",
        "05时13分, 11时00分: no leading zero for the hour, 整 for the full hour",
        (r"(?<![\d.])(?P<h>[01]?\d|2[0-4])(?P<w>时|点)(?P<m>[0-5]?\d)分(?![之钟])(?P<tail>\d+秒)?"),
        _worded_clock,
    ),
    Rule(
        "hour",
        "time",
        "2时 is 二时, 05时 is 五时; 2点 stays an amount's 两点",
        (r"(?<![\d.:])(?:[01]?\d|2[0-4])(?=时(?![长空速]))|(?<![\d.])0\d(?=点)"),
        lambda m: calendar(m[0]),
    ),
    Rule(
        "clock",
        "time",
        "8:30, 08:00-12:00, 13:05:20",
        (
            r"(?<![\d.:])(?P<h>2[0-4]|[01]?\d):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.(?P<parts>\d))?)?(?![\d:]|\.\d)"
            r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?(?![A-Za-z])|分(?![之钟])|时(?![间段长]))?"
        ),
        _clock,
    ),
    Rule(
        "full hour",
        "time",
        "整 after a full hour is said once: 20:00整",
        ("整整(?=[，。；、）,]|$)"),
        lambda m: "整",
    ),
)
