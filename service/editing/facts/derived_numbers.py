"""Numbers that a text works out from two of its source: 多处理三万吨 where the source has 由5万吨提高到8万吨."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from service.editing.facts.measures import Quantity, agrees, same_unit
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.time_spans import is_span

_DIFFERENCE = re.compile(
    "[多少高低贵差省快慢降增涨跌减压剩余晚早添短轻重远近缩]|其余|另外|上届|上次|上年|去年|从前|此前|原来|还有"
)
PAIR, LEAST_RECKONED = 2, 10
"""Numbers from which a third is reckoned, and how great it must be not to be so by chance."""
REACH = 10
"""Characters ahead of a number in which it is told as a result."""
_SUM = re.compile("共|总|加起来|合计|[两三四]|一起")
_LEFT = re.compile("[剩余没未不]|还有|其他|[降减少低省]|便宜")
_MORE = re.compile("[多增高涨升超快]")
_UNCOUNTED = frozenset({"", "clock", "year", "month", "day"})


_HALVED = re.compile("一半|半数|各半|对半|减半|折半|五成|50%")
"""What makes half of a number of the source: 他拿出一半."""
_ONE_MORE = re.compile("一[位名]")
"""Of people who are told one by one: 两位工人，一位瓜农."""
_LIST_END = re.compile("[，。；：！？]")
_LAST_TWO = re.compile("[和与及跟]")


def listed(text: str) -> frozenset[int]:
    """Return how many things each list of a sentence can have: three or four in 甲、乙、丙和丁."""
    counts: set[int] = set()
    for part in _LIST_END.split(text):
        *rest, last = part.split("、")
        if rest and last:
            counts |= {len(rest) + 1, len(rest) + 2} if _LAST_TWO.search(last) else {len(rest) + 1}
    return frozenset(counts)


def _is_half(said: Quantity, passage: Passage) -> bool:
    """Return whether a number is half of one that the source has in a sentence with the word for it, or just ahead."""
    halved = [bool(_HALVED.search(each.text)) for each in passage.sentences]
    near = (
        each
        for at, known in enumerate(passage.sentences)
        if any(halved[at : at + 2])
        for each in known.quantities
        if each.unit not in _UNCOUNTED
    )
    return any(same_unit(said, each) and each.value == 2 * said.value for each in near)


def is_derived(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a number is the sum, the difference or the share of two that stand together in the source.

    Together: in one sentence, or in two that follow on one another. A sum or a difference must be told as one.
    """
    if is_span(said, sentence, passage) or _is_half(said, passage):
        return True
    if _is_reckoned(said, sentence) or _is_total(said, passage):
        return True
    told = {each.value for each in sentence.quantities if each is not said}
    clause = sentence.clause_at(said.start)
    around = sentence.text[max(clause.start, said.start - REACH) : said.end + 6]
    told_apart, told_together = _DIFFERENCE.search(around), _SUM.search(around)
    for one, other in _pairs(passage):
        low, high = sorted((one, other), key=lambda each: each.value)
        if said.unit == "ratio":
            rough = re.search("成|半|(?<!百)分之", said.written)
            values = _shares(low.value, high.value, around) if rough and one.unit != "ratio" else ()
            if any(_is(said, value, low) for value in values):
                return True
        if said.unit == "times" and said.bound and one.unit != "ratio":
            if any(_is(said, value, low) for value in (high.value / low.value, high.value / low.value - 1)):
                return True
            continue
        if said.unit == "points" and one.unit == "ratio":
            values = (100 * (high.value - low.value),)
            if told_apart and any(_is(said, value, low) for value in values):
                return True
            continue
        if not same_unit(said, one) or said.unit in _UNCOUNTED - {""}:
            continue
        together = told_together or {low.value, high.value} <= told
        if (told_apart and _is(said, high.value - low.value, low)) or (
            together and _is(said, high.value + low.value, low)
        ):
            return True
    return False


def _is_reckoned(said: Quantity, sentence: SourceSentence) -> bool:
    """Return whether a number is the sum or the difference of two that are told just ahead of it: 差出去1600份."""
    ahead = [each.value for each in sentence.quantities if each.start < said.start][-2:]
    if len(ahead) < PAIR or said.value < LEAST_RECKONED:
        return False
    return said.value in (abs(ahead[0] - ahead[1]), ahead[0] + ahead[1])


def _is_total(said: Quantity, passage: Passage) -> bool:
    """Return whether a number is the sum of all that a sentence of the source counts alike, three and more."""
    for known in passage.sentences:
        alike = [each.value for each in known.quantities if each.unit and same_unit(said, each) and not each.ordinal]
        alike += [Fraction(1)] * len(_ONE_MORE.findall(known.text)) * (said.unit in ("people", "个"))
        if len(alike) > PAIR and said.value == sum(alike):
            return True
    return False


def _pairs(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the numbers of one unit that stand in one sentence of the source or in two neighbouring ones."""
    known = [
        (at, each)
        for at, sentence in enumerate(passage.sentences)
        for each in sentence.quantities
        if each.unit not in _UNCOUNTED and not each.ordinal and each.bound not in ("digits", "vague")
    ]
    for place, (at, one) in enumerate(known):
        for behind, other in known[place + 1 :]:
            if behind > at + 1:
                break
            if one.value != other.value and one.value and other.value and same_unit(one, other):
                yield one, other


def _shares(low: Fraction, high: Fraction, around: str) -> tuple[Fraction, ...]:
    """Return what part the lower number is of the higher; where the words say so, what is left or how much more."""
    left = (1 - low / high,) if _LEFT.search(around) else ()
    more = (high / low - 1,) if _MORE.search(around) else ()
    return low / high, *left, *more


def _is(said: Quantity, value: Fraction, like: Quantity) -> bool:
    return agrees(said, replace(like, value=value, bound="", unit=said.unit))
