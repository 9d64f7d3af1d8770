"""Passages: the sentences of a paragraph that go on with one another, behind the last of which a telling may stop.

A paragraph sets something up and comes to its point: how many bicycles were cleared away, and what firms must do from
now on. Cut between the two it is a story without its news: so ended 30 of 45 items that a stranger would not air.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection

from service.editing import cohesion, news_sense
from service.editing.attribution import speech_acts
from service.editing.summary import headline_events, item_openings, speakability
from service.editing.summary.body_text import Body

_UNTOLD = re.compile(
    "(?:作出|宣布|公布|发布|给出|提出|出具)了?[^，。：“”]{0,14}(?:判决|裁决|裁定|决定|结果|答复|说法|意见|解释|结论|名单)。$"
    "|作了?(?:解答|回答|介绍|说明)。$"
)
"""That something was decided, and not what: `前天，法院对这起纠纷作出一审判决。`"""
_ASKED = re.compile(
    r"(?:什么(?!样?的)|多少|哪[儿里些个一]|怎么[^，。]{0,4}|谁|几[^，。]{0,2}|为何|为什么|吗|呢|(.)不\1[^，。]{0,4})。$"
)
"""What was asked, ahead of the answer: `车队请她说出包里还有什么。`"""
_A_WAY = re.compile("一[种个套条]?[^，。]{0,4}(?:做法|办法|说法|答案|解释|路子|思路)。$")
"""That there is a way, and not which: `记者在慈溪看到了一种做法。`"""
_HELD = re.compile("(?:[^，。]{1,12}，)?[^，。]{4,40}(?:开幕|闭幕|召开|举行|研究了[^，。]{2,20})。")
"""That people have met, and not what came of it: `为期4天的第九届农业大会14日闭幕。`"""
_STUCK = re.compile("卡[在到住]|停在了|僵持|谈不拢|剩下[^，。]{1,6}嫌|既不[^，。]{1,8}，也不[^，。]{1,8}。$")
"""Where it has come to a stop, or how it does not go on, ahead of how it does: `卡到最后的，是401室的老冯家。`"""
_TEASES = re.compile("(?:是|靠)[^，。“]{0,6}“[\u3400-\u9fff]{1,4}”(?:出来)?的?。$")
"""A figure of speech, ahead of what it means: `快出来的31秒里，有19秒是“搬”出来的。`"""
_APPEALED = re.compile("(?<!不)上诉|二审|终审|维持原判")
"""What became of a judgment that was told ahead."""
_WHO = re.compile(r"[^，。“]{2,16}，?今年[^，。]{1,3}岁")
"""`护林员鲁三保今年58岁，在这片林区巡护了31年。`: who it is of whom something is told next."""
SHORTEST_CLOSE, LONGEST_CLOSE = 8, 20
"""Characters of the words that close a paragraph, though they tell no fact by themselves."""
LONGEST = 120
"""Characters of a passage from which on it ends with the next sentence that does not wait for another, whoever acts in
the one behind it: so much an ear keeps together. The figures of a report go on for a whole paragraph."""
LONGEST_TIME = 8
"""Characters of a clause that says when, at the most."""
_GOES_ON = re.compile(
    "(?:但|不过|然而|可是?(?![以能])|而(?!且)|却|其中|为此|因此|于是|所以|这样|今后|如今|目前|现在|眼下|后来|随后|最终|最后|结果|当晚|当天|[同次翌][年月日]|第[一二三四五六七八九十]"
    "|[^，。]{0,8}?(?:[几半一二两三四五六七八九十\\d]+)(?:个?多?[年月周天日]|多?分钟|个?多?小时)(?:多?来|之?后|过去|下来)，)"
)
"""How a sentence begins that goes on with the one before it, whoever acts in it: `今后，企业要配1名运维员。`"""
_TURN = re.compile("(?:转机|转折|变化|契机|意外|麻烦|难题)[^，。“]{0,3}(?:出现|发生|来|始|出)[^，。“]{0,10}。$")
"""That there came a turn, and not which: `转机出现在2019年。`"""
_PLANNED = re.compile(
    "(?:原计划|原定|原拟|原本|本来|原先|曾(?:经|是|计划|打算|想))(?![^。]{0,80}(?:推迟|延[期长至到]|改[为到在由]|提前|取消|移师))"
)
"""What was to be, ahead of what is: `地块原计划建一座停车楼。`, and not `原定昨天闭幕的文物展延长一周。`"""


def passages(body: Body) -> dict[int, tuple[int, ...]]:
    """Return for each sentence its passage: what is told with it, if anything of the passage is.

    Nothing for what its paragraph ends with and waits for a point that never comes. Somebody's words and what tells no
    fact close no passage, and are not needed to close one.
    """
    found: dict[int, tuple[int, ...]] = {}
    quoted = _quoted(body)
    for _, lines in itertools.groupby(range(len(body.lines)), key=lambda at: body.lines[at].paragraph):
        waiting: list[int] = []
        own = list(lines)
        parts = [at for at in own if at not in quoted and (_asks(body.lines[at].text) or tells(body.lines[at].text))]
        for at, following in itertools.zip_longest(parts, parts[1:]):
            waiting += [] if _asks(body.lines[at].text) else [at]
            last = following is None or _may_begin(body, waiting, body.lines[following].text)
            if last and waiting and not is_open(body.lines[waiting[-1]].text):
                found |= dict.fromkeys(waiting, tuple(waiting))
                waiting = []
        closing = max((place for place, at in enumerate(waiting) if not is_open(body.lines[at].text)), default=-1)
        found |= dict.fromkeys(waiting[: closing + 1], tuple(waiting[: closing + 1]))
        if parts and (last_passage := found.get(parts[-1])):
            close = itertools.takewhile(lambda at: _closes(body.lines[at].text), own[own.index(parts[-1]) + 1 :])
            closed = (*last_passage, *close)
            found |= dict.fromkeys(closed, closed)
    return found


def sayable(body: Body, left: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return the passages less what cannot be told of them; the last fact stays, as without it nobody may stop there.

    `left`: the sentences that can be told.
    """
    found: dict[int, tuple[int, ...]] = {}
    for line, own in passages(body).items():
        last = max((at for at in own if tells(body.lines[at].text)), default=own[-1])
        found[line] = tuple(at for at in own if at in left or at == last)
    return found


def _may_begin(body: Body, waiting: list[int], following: str) -> bool:
    """Return whether a sentence behind those that wait begins another passage."""
    if begins_anew(following):
        return True
    long = sum(len(body.lines[at].text) for at in waiting) >= LONGEST
    return long and not (_GOES_ON.match(following) or speakability.refers_back(following))


def tells(text: str) -> bool:
    """Return whether a sentence tells a fact, and is not somebody's words: one of those that a passage is made of."""
    return not text.startswith("“") and text.count("”") <= text.count("“") and news_sense.has_fact(text)


def _closes(text: str) -> bool:
    """Return whether these are a few words with which a paragraph closes behind its last fact: `款项全部到账。`"""
    return SHORTEST_CLOSE <= len(text) <= LONGEST_CLOSE and not ("“" in text or "”" in text or speech_acts.find(text))


def _asks(text: str) -> bool:
    return text.endswith("？")


def _quoted(body: Body) -> set[int]:
    """Return the sentences that stand inside a quotation, which one ahead of them has begun."""
    found, depth = set[int](), 0
    for at, line in enumerate(body.lines):
        depth = 0 if line.first else depth
        found |= {at} if depth else set()
        depth = max(0, depth + line.text.count("“") - line.text.count("”"))
    return found


def is_open(text: str) -> bool:
    """Return whether a sentence waits for what comes of it: a scene, how it was before, what was planned."""
    return (
        _asks(text)
        or (news_sense.sets_scene(text) and not news_sense.is_dated_place(text))
        or cohesion.looks_back(text)
        or cohesion.sets_up(text)
        or cohesion.is_problem(text)
        or headline_events.is_reporters_way(text)
        or (cohesion.presents(text) and not news_sense.is_new(text))
        or _WHO.match(text) is not None
        or _ASKED.search(text) is not None
        or _PLANNED.search(text) is not None
        or _UNTOLD.search(text) is not None
        or _A_WAY.search(text) is not None
        or _HELD.fullmatch(text) is not None
        or _STUCK.search(text) is not None
        or _TEASES.search(text) is not None
        or _TURN.search(text) is not None
    )


def leads_nowhere(text: str) -> bool:
    """Return whether a sentence without a fact waits for what comes of it: nobody's words do."""
    return not text.startswith("“") and is_open(text)


def begins_anew(text: str) -> bool:
    """Return whether a sentence begins something else: it asks, or leads up to it, or somebody acts in it, or a place.

    Who acts stands in its first clause, or behind one that says when: `13日，水利部启动响应。`
    """
    if _asks(text) or cohesion.sets_up(text):
        return True
    if _APPEALED.search(text) and "一审" not in text:
        return False
    if _GOES_ON.match(text) or speakability.refers_back(text) or not news_sense.opens(text):
        return False
    first, _, rest = text.partition("，")
    head = f"{first}，{rest.partition('，')[0]}" if len(first) <= LONGEST_TIME else first
    return item_openings.names_its_place(head)
