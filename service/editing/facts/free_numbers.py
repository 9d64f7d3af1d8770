"""Numbers that a text tells otherwise than its source does, or that come and go with the wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.editing.facts.clause_alignment import AlignedClause, ranked, told
from service.editing.facts.derived_numbers import listed
from service.editing.facts.marked_scopes import share
from service.editing.facts.measures import CLASSIFIERS, Quantity, agrees, same_unit
from service.editing.facts.source_alignment import Passage, SourceSentence

LEAST_ALIKE = 0.4
"""The share of a clause's characters that the clause with 次日 must have."""
FEWEST_BARE = 20
PAIR = 2
MOST_LISTED = 5
"""So many things of a list are counted without the source having their number."""
_LOOSELY = re.compile("左右|上下|前后|来")
"""What is told less exactly for the ear: 70天左右."""
_EXTREME = {
    "most": re.compile("最[高大长多远晚重]|上限|封顶|以[内下]|限额|不[超高多大]"),
    "least": re.compile("最[低小短少近早轻]|下限|起步|以上|不[少低小]|保底"),
}
"""What makes a number of the source the most or the least there is: 最高额度100万元."""
_TERMS = frozenset(("days", "years", "hours", "age"))
"""Times that one has waited in full when they are over: 满30天 for 经过30日."""
_TO = re.compile("[—–~～至到-]")
_RANGE = 12
"""Characters of a range ahead of its end."""
_THING_REACH = 12
"""Characters behind a number in which the thing stands that it counts."""
_CLAUSE_END = re.compile("[，。；：！？]")
_PART_OF_DAY = re.compile("[上下]午|[早晚夜晨]|中午|凌晨")
_LOOSE = re.compile("一[^百千万亿成]?|一个?[天年月周]|一个?(?:小时|公里|公斤|平方米|星期|分钱)")
_TIMES = frozenset("次趟回遍轮")
_PLACES = {1: "冠军|夺冠|金牌|首[位次个]|居首|榜首|领跑", 2: "亚军|银牌|次席", 3: "季军|铜牌|殿军"}
_PERIODS = {3: "一季度", 6: "上半年", 9: "前三季度"}


def comes_and_goes(said: Quantity, sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a number needs none of the source: a time without its part of the day, a one, a few of a list."""
    if _is_later(said, sentence.text, origins, passage) or _is_told_freely(said, origins, passage):
        return True
    bounded = any(
        each.bound in ("most", "least") and each.value == said.value and each.unit == said.unit != ""
        for at in origins
        for each in passage.sentences[at].quantities
    )
    idle = _is_idle(said, passage.text) and not bounded and not _is_one_of(said, sentence, passage)
    return idle or _is_period(said, sentence.text, passage.text)


def is_told_otherwise(
    said: Quantity, sentence: SourceSentence, origins: Sequence[int], passage: Passage, *, bounded: bool
) -> bool:
    """Return whether the source has the number by other words; `bounded`: it has it, more or less exactly."""
    if said.ordinal and (_is_placed(said, origins, passage) or _is_next_day(said, sentence, passage)):
        return True
    if _is_end_of_range(said, sentence, passage):
        return True
    if not said.unit and _is_bare(said, origins, passage):
        return True
    if _is_some(said, origins, passage) or _is_thing(said, passage):
        return True
    return bounded and _is_bounded_so(said, sentence.text, passage)


def _is_idle(said: Quantity, source: str) -> bool:
    """Return True for a number that comes and goes with the wording: 三 without a unit, 一棵 for 每棵."""
    if said.ordinal:
        return False
    if said.value < 10 and not said.unit and len(said.written) == 1 and not said.written.isdigit():
        return True
    return not said.bound and _is_loose(said.written, source)


def _is_one_of(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a one counts those of several whom the clause that is told counts too: 有一户 for 其中2户."""
    if not sentence.text[: said.start].endswith("有"):
        return False
    return any(
        source.clause.text.startswith("其中") and each.start >= source.clause.start and same_unit(said, each)
        for _, source in ranked(_clause_of(said, sentence), passage)[:1]
        for each in passage.sentences[source.sentence].quantities
    )


def _is_bounded_so(said: Quantity, text: str, passage: Passage) -> bool:
    """Return whether a number is told loosely for the ear, or is the most or the least of which the source tells."""
    if said.bound == "about":
        return _LOOSELY.search(text, said.end - 2, said.end + 2) is not None
    if said.bound == "least" and said.unit in _TERMS and text[: said.start].endswith("满"):
        return True
    return said.bound in _EXTREME and any(
        not known.bound
        and known.value == said.value
        and same_unit(said, known)
        and (_EXTREME[said.bound].search(each.clause_at(known.start).text) or _is_edge(known, said.bound, each.text))
        for each in passage.sentences
        for known in each.quantities
    )


def _is_thing(said: Quantity, passage: Passage) -> bool:
    """Return whether a number counts by a thing what the source has as many of by another word: 两盒 for 两只盒子."""
    if said.unit not in CLASSIFIERS or not said.unit:
        return False
    return any(
        known.value == said.value
        and known.unit in CLASSIFIERS
        and bool(known.unit)
        and said.unit in _CLAUSE_END.split(each.text[known.end : known.end + _THING_REACH])[0]
        for each in passage.sentences
        for known in each.quantities
    )


def _is_edge(number: Quantity, bound: str, text: str) -> bool:
    """Return whether a number is the least or the most of a range: 58元 of 从58元到128元."""
    if bound == "least":
        return text[: number.start].endswith("从") and text.startswith(("到", "至"), number.end)
    return text[: number.start].endswith(("到", "至")) and "从" in text[max(0, number.start - _RANGE) : number.start]


def _is_some(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether 几位 stands for several of whom the source gives no number there."""
    return (
        said.bound == "vague"
        and said.value == 1
        and bool(said.unit)
        and not any(same_unit(said, each) for at in origins for each in passage.sentences[at].quantities)
    )


def _is_later(said: Quantity, text: str, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a time without its part of the day is one of the source's afternoon: 五点半 for 17:30."""
    if said.unit != "clock" or said.value >= 12 * 60 or _PART_OF_DAY.search(text[: said.start][-3:]):
        return False
    later = replace(said, value=said.value + 12 * 60)
    known = (each for at in origins for each in passage.sentences[at].quantities if each.unit == "clock")
    return any(agrees(later, each) for each in known)


def _is_bare(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether the source has the number with a unit that the text leaves out: 限速60."""
    known = (each.written for at in origins for each in passage.sentences[at].quantities if each.unit)
    numbers = (re.match(r"\d+", each) for each in known)
    return said.value >= FEWEST_BARE and any(each and int(each.group()) == said.value for each in numbers)


def _is_placed(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether the source has the word for a place: 亚军 for 第二."""
    words = _PLACES.get(int(said.value))
    return bool(words) and any(re.search(str(words), passage.sentences[at].text) for at in origins)


def _is_next_day(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether the source has the other word for 第二天 in the clause that is told."""
    if said.unit != "days" or said.value != PAIR:
        return False
    clause = _clause_of(said, sentence)
    return any(
        "次日" in source.clause.text and share(clause, source) >= LEAST_ALIKE
        for _, source in ranked(clause, passage)[:1]
    )


def _clause_of(said: Quantity, sentence: SourceSentence) -> AlignedClause:
    """Return the clause in which a number stands."""
    return next(each for each in reversed(told(sentence)) if each.clause.start <= said.start)


def _is_end_of_range(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a number is an end of 五十到五百 where the source has 50元以上500元以下."""
    ends = [
        (low, high)
        for low, high in pairwise(sentence.quantities)
        if _TO.fullmatch(sentence.text[low.end : high.start]) and said in (low, high)
    ]
    return any(
        least.bound in ("over", "least")
        and most.bound in ("under", "most")
        and all(mine.value == own.value and same_unit(mine, own) for mine, own in ((low, least), (high, most)))
        for low, high in ends
        for each in passage.sentences
        for least, most in pairwise(each.quantities)
    )


def _is_told_freely(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a small number counts what the source tells of without one."""
    return _is_counted(said, origins, passage) or _is_round(said, origins, passage)


def _is_counted(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a small number can count what the source lists: 两座 of two named stations."""
    if (
        said.bound
        or said.ordinal
        or not PAIR <= said.value <= MOST_LISTED
        or (said.unit not in CLASSIFIERS and said.unit != "people")
        or not said.unit
    ):
        return False
    drawn = [passage.sentences[at] for at in origins]
    if said.value == PAIR and any(re.search("双|俩|一对", each.text) for each in drawn):
        return True
    if any(int(said.value) in listed(each.text) for each in drawn):
        return True
    listed_so = any(re.search("[、和与]", each.text) for each in drawn)
    return listed_so and not any(same_unit(said, each) for sentence in drawn for each in sentence.quantities)


def _is_round(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a small number counts times of which the source numbers none there: 跑了两趟, 第二回."""
    if said.unit not in _TIMES or said.value > MOST_LISTED or said.bound:
        return False
    return not any(each.unit in _TIMES for at in origins for each in passage.sentences[at].quantities)


def _is_period(said: Quantity, text: str, source: str) -> bool:
    """Return whether the first months of a year are the source's quarters: 前九个月 for 前三季度 or 1至9月."""
    if said.unit != "years" or text[said.start - 1 : said.start] not in ("前", "头"):
        return False
    months = int(said.value)
    return _PERIODS.get(months, "＿") in source or bool(
        re.search(rf"1月?[至到—–~～-]+{months}月|截至{months}月", source)
    )


def _is_loose(written: str, source: str) -> bool:
    """Return whether a one comes and goes with the wording: 一棵 for 每棵, 1名 for 一名."""
    return _LOOSE.fullmatch(written) is not None or bool(re.match(r"1(?!\d)", written) and "一" + written[1:] in source)
