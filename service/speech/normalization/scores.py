"""Scores and ratios: what a colon or a dash between two numbers means where no time of day is meant."""

from __future__ import annotations

import functools
import re

from service.language.numerals import spell_digits, spell_number
from service.speech.normalization.patterns import ALONE, COUNTED, ENDS, HAN
from service.speech.normalization.rule import Rule

_MATCH = re.compile(
    "比分|战胜|击败|战平|逆转|不敌|大胜|险胜|完胜|完败|零封|横扫|领先|落后|取胜|获胜|胜出|告负|负于|输给|惜败|总分|先胜|小胜|半场|决赛|"
    "点球|扳平|夺冠|晋级|赛(?!道)|对阵|力克|轻取|淘汰|客场|主场|连胜|平局|握手言和|[首末第一二三四五六七][局盘节]|第\\d{1,2}[局盘节]\\s?\\d|拿下|赢得|进球|球队|"
    "连扳|打平|逼平|击溃|制胜|失利|世界杯|队[^，。；]{0,4}\\d+[-—]\\d|\\d-\\d[^，。；]{0,6}队|"
    "以\\d{1,2}[-—]\\d{1,2}[、和的]|[男女][排篮足团]|国乒|国足|[中英德西意][超甲]|欧冠|亚冠|[单双]打|[足篮排网]球|乒乓|羽毛球|NBA|CBA|\\d胜|胜[\u4e00-\u9fff]{1,6}队|"
    "加时(?!费|长|班)|[首末单]节|盘分|小分|一波|最终\\s?\\d|[乒羽排女]超|决胜|抢[七十]|战[至成平]|打成|全场\\s?\\d|攻势|[男女混][单双]|胜局|反超|追[平成]|连得|先下一城|净胜|[赛局盘]点|三分球|罚球|投篮|U1\\d|U2[0-3]|小组赛"
)
_RATIO = re.compile(
    "(?:比(?=\\s*(?:[为是约达]|$))|赔率|中签率|比例|比率|比值|比为|之比|入比|配比|生比|杠杆|比例尺|兑换?|按照?|缩放|倍率)[^，。；]{0,6}$|(?<!\\d)1:\\d{1,3}(?:[-—~至到]|、)$"
)
_RATIO_AFTER = ("的比", "比例", "的配比")
_CLOCK_BEFORE = re.compile(r"(?:于|在|日|时间|[晚早午夜晨]上?|今天|明天|昨天|至|到|从|[-—~至到]|(?<![赛局盘])点)\s*$")
_CLOCK_AFTER = re.compile(
    r"\s*(?:[前后许起]|左右|出发|到达|抵达|起飞|发车|开车|开始|开赛|开球|开打|打响|直播|举行|进行|在|于|，?[^，。]{0,4}开)"
)


@functools.lru_cache(maxsize=1)
def _tells_a_match(text: str) -> bool:
    """Return whether a text speaks of a match; kept for the next pair of the same text."""
    return _MATCH.search(text) is not None


def _side(written: str) -> str:
    return "二" if written == "2" else spell_number(written)


_TALLY = re.compile(r"(?:比分|总分|比数|战[成至]|打成|追[成至]|扳成)[^，。；]{0,5}$")
_MOST_POINTS = 199
_SIDE_BEFORE = re.compile(rf"(?:^|[，。；：、\s”])(?![约近超达共需每为])[{HAN}]{{2,8}}\s?$")
_SIDE_AFTER = re.compile(rf"\s?(?![至到])[{HAN}]{{2,8}}(?=[，。；、！（]|$)")
_NO_SIDE = re.compile(r"[车机船会震星箭日时午晚早晨夜今昨明间班段点约]\s?$")
"""Ends what a time of day is given for: the night train, today, a launch."""
_BEATS = re.compile(rf"\s?(?:不敌|负于|击败|战胜|力克|险胜|大胜|[负胜平克])[{HAN}]{{2,6}}")
_TOLD = re.compile(rf"[{HAN}]\s?\d{{1,3}}[:比]\d\s?(?=[{HAN}])")
"""A score that can be nothing else."""
_SPAN_OF_CLOCK = re.compile(r"\s?[-—–~至到]+\s?\d{1,2}:[0-5]\d")


def _is_versus(match: re.Match[str], *, clock: bool) -> bool:
    """Return whether a clause is nothing but two sides and a score between them: 切尔西3-1阿森纳.

    What may be a time of day must have odd minutes, which no time of an event has (国安17:27申花).
    """
    text, small = match.string, len(match[1]) == len(match[3]) == 1
    falls = _MOST_POINTS >= int(match[1]) > int(match[3])  # a range rises; 777-9 is a type
    before = text[max(0, match.start() - 10) : match.start()]
    if match[2] == ":":
        if (
            not clock
            or _NO_SIDE.search(before)
            or _CLOCK_BEFORE.search(before)
            or _CLOCK_AFTER.match(text, match.end())
        ):
            return False
        if _BEATS.match(text, match.end()):
            return True
        if int(match[3]) % 5 == 0:
            return False
    elif not (falls or (small and not COUNTED.match(text, match.end()))):
        return False
    return _SIDE_BEFORE.search(before) is not None and _SIDE_AFTER.match(text, match.end()) is not None


def _is_score(match: re.Match[str], *, clock: bool, sport: bool) -> bool:
    """Return whether a pair with a colon is a score or a ratio, not a time of day."""
    text = match.string
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 8]
    if not clock or _RATIO.search(before) or after.startswith(_RATIO_AFTER):
        return True
    if _SPAN_OF_CLOCK.match(after):
        return False
    timed = _CLOCK_BEFORE.search(before) or _CLOCK_AFTER.match(after) or match[1].startswith("0")
    return bool(_TALLY.search(before) or (not timed and (sport or match[1] == "1")))


def _is_half_time(match: re.Match[str]) -> bool:
    """Return whether a falling pair stands alone in brackets behind another score: 3:4（2-1）."""
    text = match.string
    alone = text[match.start() - 1 : match.start()] in ("（", "(") and text[match.end() : match.end() + 1] in (
        "）",
        ")",
    )
    return alone and int(match[1]) >= int(match[3]) and _TOLD.search(text) is not None


def _pair(match: re.Match[str]) -> str:
    """Spell a pair as a score where the sentence speaks of a match; elsewhere leave it for the clock."""
    measure = COUNTED.match(match.string, match.end())
    said = f"{_side(match[1])}比{_side(match[3])}"
    clock = match[2] == ":" and int(match[1]) <= 24 and len(match[3]) == 2 and int(match[3]) < 60
    if _is_versus(match, clock=clock):
        return said
    if measure and measure[0].strip() not in ("胜", "负", "平", "连"):
        return match[0]
    sport = _tells_a_match(match.string)
    score = _is_score(match, clock=clock, sport=sport) if match[2] == ":" else sport or _is_half_time(match)
    return said if score else match[0]


def tells_a_ratio(before: str) -> bool:
    """Return whether a text that ends before a pair speaks of a ratio."""
    return _RATIO.search(before) is not None


def _list(match: re.Match[str]) -> str:
    """Spell a list of pairs as scores when one of them can be neither a time of day nor a range."""
    text = match[0]
    pairs = re.findall(r"(\d{1,3})([:-])(\d{1,3})", text)
    if ":" in text:
        certain = any(len(right) == 1 or int(right) > 59 or int(left) > 24 for left, _, right in pairs)
    else:
        falls = any(int(left) > int(right) for left, _, right in pairs)
        certain = falls and len({left for left, _, _ in pairs}) > 1  # 4-1、4-2、4-3 are numbers of parts
    certain = certain or (_tells_a_match(match.string) and ("/" in text or ":" not in text))
    certain = certain or (re.search("[（(]", text) is not None and any(int(right) % 5 for _, _, right in pairs))
    if not certain or COUNTED.match(match.string, match.end()):
        return text
    said = re.sub(r"(\d{1,3})[:-](\d{1,3})", lambda m: f"{_side(m[1])}比{_side(m[2])}", text)
    return said.replace("/", "，")


def _rounds(match: re.Match[str]) -> str:
    return "、".join(spell_number(part) for part in match[0].split("-"))


def _shots(match: re.Match[str]) -> str:
    """Say shots and hits: 罚球10-12 is 十二罚十中."""
    hits, shots = sorted((match["hits"], match["shots"]), key=int)
    verb = "罚" if "罚" in match["what"] else "投"
    return f"{match['what']}{spell_number(shots)}{verb}{spell_number(hits)}中"


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
        "shots",
        "score",
        "two numbers behind a kind of shot are hits and shots: 三分5-8, 罚球10-12",
        r"(?P<what>三分球?|两分球?|投篮|罚球)(?P<hits>\d{1,2})-(?P<shots>\d{1,2})(?![\d.分]|-\d|[:%])",
        _shots,
    ),
    Rule(
        "rounds of golf",
        "score",
        "four rounds of golf: 65-68-67-69",
        r"(?<![\d.:/\-A-Za-z])[67]\d(?:-[67]\d){3}(?![\d:/\-%]|\.\d)",
        _rounds,
    ),
    Rule(
        "list of scores",
        "score",
        "in a list of pairs all are scores when one can be neither a time of day nor a range: 11:8，9:11, 6-4/3-6/7-5",
        r"(?<![\d.:/\-A-Za-z第])\d{1,3}:\d{1,3}(?:[（(，,、/；]\s?\d{1,3}:\d{1,3}(?![\d:]|\.\d)){1,12}(?![\d:]|\.\d|[-—~]\d)"
        r"|(?<![\d.:/\-A-Za-z第])\d{1,2}-\d{1,2}(?:[（(，,、/；]\s?\d{1,2}-\d{1,2}(?![\d:-]|\.\d)){1,12}(?![\d:/%℃\-—~]|\.\d|[年月日号级等届期季室层楼路线人])",
        _list,
        needs="-:",
    ),
    Rule(
        "score",
        "score",
        "3:2 and 3-2 are scores where a match is spoken of, each one of a list; 1:1 is a ratio anywhere",
        (
            r"(?<![\d.:/\-A-Za-z])(\d{1,3})\s?(:|[-—–])\s?(\d{1,3})(?![\d:/%℃]|[-—–](?!1:)|\.\d|\s?[A-Za-z])"
            r"(?!\s?(?:年|月|世纪|日(?!本)|时|分(?!钟?[的优获战击])|号|级|等|赛季|届|期|季))"
        ),
        _pair,
        needs="-:–—",
    ),
    Rule(
        "ratio",
        "ratio",
        "a ratio with decimals, more than two parts or large numbers: 2.5:1, 1:50000, 1:2:3",
        (
            rf"{ALONE}(?<!:)(?!(?:[01]?\d|2[0-4])(?::[0-5]\d){{1,2}}(?:(?<=:\d\d:\d\d)\.\d)?(?![\d:]|\.\d))\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+{ENDS}"
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
)
