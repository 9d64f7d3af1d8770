"""A part told as the whole: 都 and 全部 where the clause that is told has a number, a share or 部分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service.editing.facts.clause_alignment import Told, ranked, told
from service.editing.facts.marked_scopes import share
from service.editing.facts.measures import Quantity
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary

_WORDS: dict[str, Any] = vocabulary()["wholes"]
_WHOLE, _BORNE, _PART, _MOST = (re.compile(_WORDS[name]) for name in ("whole", "borne", "part", "most"))
LEAST_ALIKE = 0.25
"""The share of a clause's characters that the clause of the source must have."""
_TIMED = frozenset({"clock", "ratio", "times", "days", "years", "hours", "points", "age", ""})
"""What counts no members of a group."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the words for a whole, or for most of one, that the clause told has for a part."""
    found = []
    for clause in told(sentence):
        word = _WHOLE.search(clause.clause.text)
        most = _MOST.search(clause.clause.text)
        likeliest = ranked(clause, passage)[:1] if word or most else []
        for _, source in likeliest:
            if share(clause, source) < LEAST_ALIKE:
                continue
            numbers = _numbers(source, passage)
            if word and not _BORNE.search(source.clause.text) and _is_part(source, numbers, sentence):
                found.append(FactViolation(word.group(), "word", "the source has it of a part"))
            if most and any(each.unit == "ratio" and 0 < each.value < 1 / 2 for each in numbers):
                found.append(FactViolation(most.group(), "word", "the source has it of less than half"))
    return found


def _numbers(source: Told, passage: Passage) -> list[Quantity]:
    start = source.clause.start
    end = start + len(source.clause.text)
    return [each for each in passage.sentences[source.sentence].quantities if start <= each.start < end]


def _is_part(source: Told, numbers: Sequence[Quantity], sentence: SourceSentence) -> bool:
    """Return whether a clause of the source tells something of a part: of 部分, a share, so many."""
    if _PART.search(source.clause.text) or any(each.unit == "ratio" and each.value < 1 for each in numbers):
        return True
    values = {each.value for each in sentence.quantities}
    return any(each.unit not in _TIMED and not each.ordinal and each.value not in values for each in numbers)
