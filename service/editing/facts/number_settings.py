"""What stands about a number: what it is told per, and which of two rows of a list it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, Value, clauses_of, told
from service.editing.facts.marked_scopes import share
from service.editing.facts.measures import Quantity, agrees, same_unit
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation

_PER = re.compile("(?:每|平均一|(?<![一二三四五六七八九十第])一)个?([年月天日周]|星期|小时)(?!起)|([年月日周])均")
_ALIKE = {"日": "天", "星期": "周"}
_SEGMENT = re.compile("[^，。；：、！？]+")
LEAST_ALIKE = 0.4
"""The share of a clause's characters that the clause of the source must have."""
FEWEST = 4
"""Less than so many things are told per anything by chance."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the numbers that the source tells per another time, and those of another row."""
    found = []
    for clause in told(sentence):
        spans = _times(clause.clause.text)
        for number in _numbers(clause, sentence) if spans else ():
            known = _sources(clause, number, passage)
            if known and not any(spans & each for each in known):
                found.append(FactViolation(number.written, "number", _("the source has it of another time")))
    return found + _of_another_row(sentence, passage)


def _times(text: str) -> set[str]:
    found = {match[1] or match[2] for match in _PER.finditer(text)}
    return {_ALIKE.get(each, each) for each in found}


def _numbers(clause: AlignedClause, sentence: SourceSentence) -> list[Quantity]:
    """Return the numbers of a clause that are told per a time."""
    start, end = clause.clause.start, clause.clause.start + len(clause.clause.text)
    timed = ("years", "days", "hours", "clock", "")
    return [
        each
        for each in sentence.quantities
        if start <= each.start < end and each.value >= FEWEST and each.unit not in timed and not each.ordinal
    ]


def _sources(clause: AlignedClause, number: Quantity, passage: Passage) -> list[set[str]]:
    """Return the times per which the source's clauses with this number tell it, where they tell the same."""
    found = []
    for source in clauses_of(passage):
        times = _times(source.clause.text)
        numbers = _numbers(source, passage.sentences[source.sentence]) if times else []
        same = any(agrees(number, each) and same_unit(number, each) for each in numbers)
        if same and share(clause, source) >= LEAST_ALIKE:
            found.append(times)
    return found


def _of_another_row(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the numbers beside a label that the source has beside another: 四楼出2.5万元 for 五楼2.5万元."""
    rows = [row for each in passage.sentences for row in _rows(each)]
    found = []
    for number, labels in _rows(sentence):
        own = [known for each, known in rows if agrees(number, each) and same_unit(number, each)]
        others = [known for each, known in rows if same_unit(number, each) and not agrees(number, each)]
        beside = any(labels <= each for each in others)
        if labels and own and all(own) and not any(labels & each for each in own) and beside:
            found.append(FactViolation(number.written, "number", _("the source has it in another row")))
    return found


def _rows(sentence: SourceSentence) -> Iterator[tuple[Quantity, frozenset[Value]]]:
    """Yield each number with the numbers of a place or a year that stand ahead of it between two marks."""
    for match in _SEGMENT.finditer(sentence.text):
        inside = [each for each in sentence.quantities if match.start() <= each.start < match.end()]
        years = [(each.start, each.year) for each in sentence.dates if match.start() <= each.start < match.end()]
        for number in inside:
            if not number.unit or number.ordinal or number.unit in _LABELS:
                continue
            labels: set[Value] = {
                (each.value, each.unit) for each in inside if each.start < number.start and each.unit in _LABELS
            }
            labels |= {(year, None, None) for start, year in years if year and start < number.start}
            yield number, frozenset(labels)


_LABELS = frozenset(("storey", "floor", "level", "session"))
"""What numbers a row of a list: 四楼, 三级."""
