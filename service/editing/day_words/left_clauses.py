"""What is left of a sentence of which some clauses have passed: `33户已恢复供热，余下的预计今天10时前送暖`.

Its parts between semicolons are told without those that cannot be, and a part without the last clauses in which it
foresees what has passed. A state is not told without its foreseen end: `2184户停气，预计今晚20时前恢复`, unless it has
the time until which it is known (截至昨晚20时).
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from service.editing.article_day import ArticleDay
from service.editing.day_words.mentions import mask
from service.editing.day_words.retelling import Told, tell

SHORTEST = 14
"""Characters of what is left at the least: who did what."""
_FORESEES = re.compile(
    "[^，；“”]{0,14}?(?:预计|力争|有望|可望|争取|预报|计划|拟(?!定)|(?<!即)将(?![军士领])|请(?:[在于]|务必|尽快|提前))"
)
"""What is foreseen, or asked of people by then: `浴场今天17时起关闭，路边的车辆请在今晚21时前移走`."""
_ENDS = re.compile("恢复|解除|抢通|送[暖电水气]|结束|完[成工]|[开复]通|通[车航]|消散|减弱|停止|退[去水]|修复|好转")
_STATE = re.compile("停|封|断|关闭|滞留|被困|失联|积水|管制|受阻|影响")
_KNOWN_UNTIL = re.compile("截[至止]|已(?!停|封|断|关)")
_LEADS_UP = re.compile(
    "(?:说|称|表示|介绍|认为|指出|强调|获悉|消息|了解|显示|通报|透露|提醒|通知|发布|预报|要求|影响|后|时|前|期间|下)$"
)
_OPENS_UP = re.compile("如|若|因|由于|受|为(?!期)|随着|虽|尽管|除|当|鉴于|按照|根据|据")
_HAPPENED = re.compile(r"已|了|截[至止]|[停关封]|\d")
_LEANS = re.compile("[其该此这那]|同时|但|而|并|也|届时|到时|之后|随后|因此|所以|否则")
_TIME = re.compile(r"[今昨前][天日晚晨](?:[上下]午|晚上?|凌晨)?|\d{1,4}[年月日时点分]|[至到起前后]|截[至止]")
LEAST_SAID = 5
"""Characters of the last clause, beside its times, at the least: `上午10时至11时，将试鸣警报` is none without."""
_THING = re.compile("(?:由[^，]{4,60}的|[《“])[^，]{0,60}(?:节目|仪式|晚会|大会|比赛|展览|活动|》|”)$")
"""`由两家单位合办的晚会`, and nothing of it."""
_LABEL = re.compile("[^，；：“”]{2,16}：")


def tell_left(sentence: str, day: ArticleDay | None, programme: dt.date, source: str = "", ahead: str = "") -> Told:
    """Return a sentence as `tell` does; one that cannot be told whole is told as far as it can be, with the why."""
    told = tell(sentence, day, programme, source, ahead)
    if told.text is not None or day is None or programme <= day.date:
        return told
    left = "；".join(_parts(sentence, day, programme, ahead))
    if not left or left == sentence.rstrip("。"):
        return told
    shorter = tell(f"{left}。", day, programme, source, ahead)
    return replace(shorter, why=told.why) if shorter.text else told


def _parts(sentence: str, day: ArticleDay, programme: dt.date, ahead: str) -> Iterator[str]:
    """Yield the parts between semicolons that can be told, shortened where they must be; nothing where one leans."""
    parts = sentence.rstrip("。").split("；")
    if any(each.count("“") != each.count("”") or each.count("（") != each.count("）") for each in parts):
        return
    kept = [_as_far(each, day, programme, ahead) for each in parts]
    if not kept[0] or any(each and not before and _LEANS.match(each) for before, each in itertools.pairwise(kept)):
        return
    yield from filter(None, kept)


def _as_far(part: str, day: ArticleDay, programme: dt.date, ahead: str) -> str:
    """Return a part of a sentence, or its clauses ahead of what it foresees; empty where neither can be told."""
    if tell(f"{part}。", day, programme, ahead=ahead).text:
        return part
    masked = mask(part)
    for mark in reversed(list(re.finditer("，", masked))):
        first, rest = part[: mark.start()], masked[mark.end() :]
        if _FORESEES.match(rest) and _stands(first, rest) and tell(f"{first}。", day, programme, ahead=ahead).text:
            return first
    return ""


def _stands(first: str, rest: str) -> bool:
    """Return whether the first clauses of a part say something without the rest of it."""
    clauses = first.split("，")
    label = _LABEL.match(clauses[-1])
    last = clauses[-1][label.end() :] if label else clauses[-1]
    if (
        len(first) < SHORTEST
        or len(_TIME.sub("", last)) < LEAST_SAID
        or _THING.fullmatch(first)
        or _LEADS_UP.search(last)
        or _OPENS_UP.match(last)
        or not _HAPPENED.search(last)
    ):
        return False
    return not (_ENDS.search(rest) and _STATE.search(first) and not _KNOWN_UNTIL.search(first))
