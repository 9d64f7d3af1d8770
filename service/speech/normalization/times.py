"""Times of day and times achieved."""

from __future__ import annotations

import re

from service.language.numerals import spell_digits, spell_number
from service.speech.normalization.dates import calendar
from service.speech.normalization.patterns import DASH
from service.speech.normalization.rule import Rule
from service.speech.normalization.scores import tells_a_ratio


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


def _place(match: re.Match[str]) -> str:
    ends = [(match["m"], match["s"])] + ([(match["m2"], match["s2"])] if match["m2"] else [])
    return match["what"] + match["word"] + "至".join(f"{calendar(m)}分{calendar(s)}秒" for m, s in ends)


def _result(match: re.Match[str]) -> str:
    """Return a time achieved; 1:12.5 behind 比 is a ratio and is left."""
    if match["m"]:
        return _race(match)
    before = match.string[max(0, match.start() - 12) : match.start()]
    if tells_a_ratio(before) or (
        before.endswith(("比", "至", "到")) and tells_a_ratio(before[: before.rfind("比") + 1])
    ):
        return match[0]
    return f"{calendar(match['m2'])}分{calendar(match['s2'])}秒{spell_digits(match['r2'])}"


RESULTS = (
    Rule(
        "race time",
        "result",
        "a time achieved: 2:03:45 and 1:45.32 are durations where a result is spoken of",
        (
            r"(?<=[以绩为是时出录])(?P<h>\d):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?=的|，|。|[夺获创打])"
            r"|(?<![\d:比])(?<!比为)(?<!比约)(?P<m2>\d{1,2}):(?P<s2>[0-5]\d)\.(?P<r2>\d{1,3})(?!\d)"
        ),
        _result,
    ),
    Rule(
        "place in a recording",
        "result",
        "a place in a film or a recording is told in minutes and seconds: 视频1:30-1:45处",
        rf"(?P<what>视频|录像|录音|音频|影片|片长|时长|进度条?)(?P<word>[在到为第：:]?)(?P<m>\d{{1,3}}):(?P<s>[0-5]\d)(?:{DASH}(?P<m2>\d{{1,3}}):(?P<s2>[0-5]\d))?(?![\d:])",
        _place,
        needs=":",
    ),
    Rule(
        "minute of a match",
        "result",
        "a prime behind the number of a minute: 第45'破门, 第90+3'",
        r"第(\d{1,3})(?:\+(\d{1,2}))?['′’](?!\d)",
        lambda m: f"第{spell_number(m[1])}{'加' + spell_number(m[2]) if m[2] else ''}分钟",
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
)
"""What is read before any score."""

RULES = (
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
    Rule(
        "span of hours",
        "time",
        "a dash between two times of day is 至 where a word of the day follows it: 22:00-次日2:00, 8:00AM-5:00PM",
        rf"(?<=[点分整])\s?{DASH}\s?(?=(?:次日|翌日|第二天|当[日天晚]|隔[日天])?(?:凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|深夜)?[零一二三四五六七八九十两]{{1,3}}点)",
        lambda m: "至",
    ),
)
