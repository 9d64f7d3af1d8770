"""Numbers that a text works out from two of its source: 多处理三万吨 where the source has 由5万吨提高到8万吨."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from service.editing.facts.measures import Quantity, agrees, same_unit
from service.editing.facts.source_alignment import Passage, SourceSentence

_DIFFERENCE = re.compile(
    "[多少高低差省快慢降增涨跌减压剩余晚早添短轻重远近缩]|其余|另外|上届|上次|上年|去年|从前|此前|原来|还有"
)
REACH = 10
"""Characters ahead of a number in which it is told as a result."""
_SUM = re.compile("共|总|加起来|合计|[两三四]|一起")
_UNCOUNTED = frozenset({"", "clock", "year", "month", "day"})


def is_derived(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a number is the sum, the difference or the share of two that stand together in the source.

    Together: in one sentence, or in two that follow on one another. A sum or a difference must be told as one.
    """
    clause = sentence.clause_at(said.start)
    around = sentence.text[max(clause.start, said.start - REACH) : said.end + 6]
    told_apart, told_together = _DIFFERENCE.search(around), _SUM.search(around)
    for one, other in _pairs(passage):
        low, high = sorted((one, other), key=lambda each: each.value)
        if said.unit == "ratio":
            rough = re.search("成|半|(?<!百)分之", said.written)
            values = _shares(low.value, high.value) if rough and one.unit != "ratio" else ()
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
        if told_apart and (_is(said, high.value - low.value, low)):
            return True
        if told_together and _is(said, high.value + low.value, low):
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


def _shares(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Return what part the lower number is of the higher, what part is left, and by what part it is more."""
    return low / high, 1 - low / high, high / low - 1


def _is(said: Quantity, value: Fraction, like: Quantity) -> bool:
    return agrees(said, replace(like, value=value, bound="", unit=said.unit))
