"""Numbers of a reworded sentence against its source: the same amount beside the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing.facts.derived_numbers import is_derived
from service.editing.facts.free_numbers import comes_and_goes, is_told_otherwise
from service.editing.facts.measures import Quantity, agrees, same_unit
from service.editing.facts.source_alignment import (
    Passage,
    Side,
    SourceSentence,
    is_nearer,
    likeness,
    near,
    origin_bonus,
)
from service.editing.facts.violation import FactViolation

CROSSED_RATIO = 1.4
"""Two numbers are exchanged when the exchange makes their surroundings this many times as like."""
_UP = re.compile(
    "增长|上升|提高|增加|上涨|提升|[增涨]幅|高于|多于|[高多]出|[高多升]了|[高多]$|增[至到加收]|升[至到]|涨|增"
)
_DOWN = re.compile("减少|降低|回落|低于|少于|缩减|缩短|[低少]了|[低少]$|跌|降|减")


_LISTED = re.compile("[路号]?线?(?:[、和与及]|还有)")
"""Between two numbers that are told of alike: 15路、28路."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return what is wrong with the sentence's numbers."""
    found = [fault for each in sentence.quantities if (fault := _number(each, sentence, origins, passage))]
    return found + _crossed(sentence, origins, passage)


def _number(said: Quantity, sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> FactViolation | None:
    """Return what is wrong with a number: not in the source, beside another thing there, or the other way."""
    if comes_and_goes(said, sentence, origins, passage):
        return None
    match, rival, bounded = _matched(said, near(sentence.text, said.start, said.end), origins, passage)
    if match is None:
        if is_told_otherwise(said, sentence, origins, passage, bounded=bounded) or is_derived(said, sentence, passage):
            return None
        reason = _("the source has it more or less exactly") if bounded else _("not in the source")
        return FactViolation(said.written, "number", reason)
    listed = any("分别" in passage.sentences[at].text for at in origins)
    if (
        rival
        and said.unit != "clock"
        and not listed
        and not ((match.sentence is not rival.sentence or not said.unit) and _tells(sentence, rival.quantity))
        and is_nearer(rival.likeness, match.likeness)
    ):
        if is_derived(said, sentence, passage):
            return None
        return FactViolation(
            said.written, "number", _("the source has {written} there", written=rival.quantity.written)
        )
    if _direction(sentence, said) * _direction(match.sentence, match.quantity) < 0:
        return FactViolation(said.written, "number", _("the source has it the other way (up or down)"))
    return None


@dataclass(frozen=True, slots=True)
class _SourceNumber:
    """A number of the source, and how much its surroundings are like those of the number that is checked."""

    likeness: float
    sentence: SourceSentence
    quantity: Quantity


def _matched(
    said: Quantity, surroundings: tuple[Side, Side], origins: Sequence[int], passage: Passage
) -> tuple[_SourceNumber | None, _SourceNumber | None, bool]:
    """Return the likeliest origin of the number, the likeliest other number, and whether only the exactness differs."""
    match: _SourceNumber | None = None
    rival: _SourceNumber | None = None
    bounded = False
    other_unit = any(
        known.value == said.value and known.unit and known.ordinal == said.ordinal and not same_unit(said, known)
        for each in passage.sentences
        for known in each.quantities
    )
    for at, sentence in enumerate(passage.sentences):
        for exact in sentence.quantities:
            known = _in_months(exact) if said.unit == "years" and said.bound and exact.unit == "days" else exact
            if not same_unit(said, known) or (other_unit and said.unit and not known.unit):
                continue
            alike = likeness(surroundings, near(sentence.text, known.start, known.end)) + origin_bonus(at, origins)
            if agrees(said, known):
                if match is None or alike > match.likeness:
                    match = _SourceNumber(alike, sentence, known)
            elif known.value == said.value:
                bounded = True
            elif said.unit != known.unit and not (said.unit and known.unit):
                continue  # one of the two counts nothing that is told
            elif rival is None or alike > rival.likeness:
                rival = _SourceNumber(alike, sentence, known)
    return match, rival, bounded


def _tells(sentence: SourceSentence, number: Quantity) -> bool:
    """Return whether a sentence has a number of the source: beside it, another is not told for it."""
    return any(agrees(each, number) and same_unit(each, number) for each in sentence.quantities)


def _in_months(days: Quantity) -> Quantity:
    """Return a number of days in months: 96天 are 三个多月."""
    return replace(days, value=days.value / 30, unit="years")


def _crossed(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return exchanged numbers: two of one sentence, each beside what the source has beside the other."""
    found = []
    if any("分别" in passage.sentences[at].text for at in origins):
        return []  # 甲、乙分别增长1%和2%: what stands beside a number does not tell what it counts
    known = [
        (each, near(passage.sentences[at].text, each.start, each.end))
        for at in origins[:1]
        for each in passage.sentences[at].quantities
    ]
    said = [(each, near(sentence.text, each.start, each.end)) for each in sentence.quantities]
    for i, (one, by_one) in enumerate(said):
        for other, by_other in said[i + 1 :]:
            if (
                _LISTED.fullmatch(sentence.text[one.end : other.start])
                or one.value == other.value
                or one.unit != other.unit
                or not _alike(one, other, sentence.text)
            ):
                continue
            ones = [around for each, around in known if agrees(one, each) and same_unit(one, each)]
            others = [around for each, around in known if agrees(other, each) and same_unit(other, each)]
            if len(ones) != 1 or len(others) != 1:
                continue
            straight = likeness(by_one, ones[0]) + likeness(by_other, others[0])
            if likeness(by_one, others[0]) + likeness(by_other, ones[0]) > CROSSED_RATIO * straight:
                found.append(
                    FactViolation(one.written, "number", _("the source has {written} there", written=other.written))
                )
    return found


def _alike(one: Quantity, other: Quantity, text: str) -> bool:
    """Return whether two numbers without a unit count the same: what stands behind them is one character."""
    return bool(one.unit) or text[one.end : one.end + 1] == text[other.end : other.end + 1]


def _direction(sentence: SourceSentence, quantity: Quantity) -> int:
    """Return 1 where the number is a rise, -1 where it is a fall, 0 where it is neither or cannot be told."""
    if quantity.unit in ("clock", "years", "age", "hours"):
        return 0
    clause = sentence.clause_at(quantity.start)
    ahead = clause.text[: quantity.start - clause.start][-9:]
    ahead = re.split(r"[\d%]", ahead)[-1]
    ups, downs = list(_UP.finditer(ahead)), list(_DOWN.finditer(ahead))
    up, down = (ups[-1].end() if ups else 0), (downs[-1].end() if downs else 0)
    return (up > down) - (down > up)
