"""Scores, ratios and results of sport."""

from __future__ import annotations

import re

from service.speech.normalization.notation import AFTER, BEFORE
from service.speech.normalization.numbers import number
from service.speech.normalization.rule import Rule

_SPORT = re.compile("比分|战胜|击败|战平|逆转|不敌|大胜|险胜|完胜|完败|零封|横扫|领先|落后|取胜|获胜|胜出|告负|负于|输给|惜败|总分|先胜|局|半场|决赛|点球|扳平|夺冠|晋级|比赛|对阵|力克|轻取|淘汰|客场|主场|取得.?连胜|平局|握手言和|首盘|第.盘|胜|负|拿下|赢得|进球")
_PAIR = re.compile(r"(?<![\d.:/\-])(\d{1,3})\s?([:：]|[-—–])\s?(\d{1,3})(?![\d:：/\-—–%]|\.\d)(?!(?:年|月|日|时|分|个|人|岁|级|米|公里|℃|号|名|万|亿|度|页|天|倍|元|吨|轮|小时|分钟|届|层|楼|周|次|场|环节|条|家|项|成|期|季|件|位))")


def _side(written: str) -> str:
    return "二" if written == "2" else number(written)


def _score(match: re.Match[str]) -> str:
    """A pair is a score where the sentence speaks of a match; a clock's shape outside one is left for the clock."""
    text, left, sign, right = match.string, match[1], match[2], match[3]
    sport = _SPORT.search(text) is not None
    clock = sign in ":：" and int(left) <= 24 and len(right) == 2 and int(right) < 60
    if sign in ":：":
        if clock and not (sport and not re.search("[时晚午早点晨]|开始|举行|开赛|开球", text[max(0, match.start() - 6):match.start()])):
            return match[0]
    elif not sport:
        return match[0]
    return f"{_side(left)}比{_side(right)}"


RULES = (
    Rule("score", "score", "3:2 and 3-2 are scores where a match is spoken of, each one of a list", _PAIR, _score),
    Rule(
        "ratio", "ratio", "a ratio with decimals, more than two parts or large numbers: 2.5:1, 1:50000, 1:2:3",
        re.compile(rf"{AFTER}(?<!:)\d+(?:\.\d+)?(?:\s?[:：]\s?\d+(?:\.\d+)?)+{BEFORE}"),
        lambda m: m[0] if re.fullmatch(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?", m[0]) else "比".join(_side(part.strip()) for part in re.split("[:：]", m[0])),
    ),
    Rule(
        "spoken ratio", "score", "3比2: both sides are read with 二",
        re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)比(\d+(?:\.\d+)?)(?![\d.%]|[万亿])"), lambda m: f"{_side(m[1])}比{_side(m[2])}",
    ),
    Rule(
        "result", "result", "hundredths after the unit are read digit by digit: 9秒58, 1米75, 12块5",
        re.compile(r"(?<=\d)(秒|米|块|元)(\d{1,2})(?!\d|\.\d|[万亿人秒米分块元%个毛角厘钱]|\s?[A-Za-z])"), lambda m: m[1] + "".join("零一二三四五六七八九"[int(c)] for c in m[2]),
    ),
)
