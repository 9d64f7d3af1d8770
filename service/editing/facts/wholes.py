"""A part told as the whole: 都 and 全部 where the clause that is told has a number, a share or 部分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, clauses_of, ranked, told
from service.editing.facts.marked_scopes import share
from service.editing.facts.measures import CLASSIFIERS, Quantity, same_unit
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary

_WORDS: dict[str, Any] = vocabulary()["wholes"]
_WHOLE, _BORNE, _PART, _MOST = (re.compile(_WORDS[name]) for name in ("whole", "borne", "part", "most"))
_OF_THEM = re.compile("其中(?:最|有?一)[^。；]*$")
"""What a sentence tells of one of many, ahead of a clause that goes on with it: 其中最长的一次约在4200年前，."""
LEAST_ALIKE = 0.25
"""The share of a clause's characters that the clause of the source must have."""
_MEMBERS = frozenset({"people", "households"})
"""What counts members of a group, beside classifiers."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the words for a whole, or for most of one, that the clause told has for a part."""
    found = []
    for clause in told(sentence):
        shares = any(each.unit == "ratio" for each in _numbers(clause, sentence))
        word = None if shares else _WHOLE.search(clause.clause.text)
        most = _MOST.search(clause.clause.text)
        likeliest = ranked(clause, passage)[:1] if word or most else []
        for _rank, source in likeliest:
            if share(clause, source) < LEAST_ALIKE:
                continue
            if word and (_is_part(source, sentence, passage) or _is_less(clause, source, sentence, passage)):
                found.append(FactViolation(word.group(), "word", _("the source has it of a part")))
            if most and any(each.unit == "ratio" and 0 < each.value < 1 / 2 for each in _counted(source, passage)):
                found.append(FactViolation(most.group(), "word", _("the source has it of less than half")))
    return found


def _counted(source: AlignedClause, passage: Passage) -> list[Quantity]:
    """Return the numbers of a clause of the source, with the shares that the next one has of them."""
    return [*_numbers(source, passage.sentences[source.sentence]), *_shares_behind(source, passage)]


def _numbers(clause: AlignedClause, sentence: SourceSentence) -> list[Quantity]:
    start = clause.clause.start
    end = start + len(clause.clause.text)
    return [each for each in sentence.quantities if start <= each.start < end]


def _shares_behind(source: AlignedClause, passage: Passage) -> list[Quantity]:
    """Return the shares that the next clause has of what this one tells: 清淤完成842公里，占任务的78%."""
    behind = (
        each for each in clauses_of(passage) if each.sentence == source.sentence and each.place == source.place + 1
    )
    return [
        each
        for clause in behind
        if clause.clause.text.startswith("占")
        for each in _numbers(clause, passage.sentences[source.sentence])
        if each.unit == "ratio"
    ]


def _is_part(source: AlignedClause, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a clause of the source tells something of a part: of 部分, a share, so many."""
    numbers = _counted(source, passage)
    if borne := _BORNE.search(source.clause.text):
        ahead = [each for each in numbers if each.start < source.clause.start + borne.start()]
        return any(_is_untold(each, sentence) for each in ahead[-1:])
    before = passage.sentences[source.sentence].text[: source.clause.start]
    if _PART.search(source.clause.text) or _OF_THEM.search(before):
        return True
    return any(each.unit == "ratio" and each.value < 1 for each in numbers) or any(
        _is_untold(each, sentence) for each in numbers
    )


def _is_untold(number: Quantity, sentence: SourceSentence) -> bool:
    """Return whether a number counts members of a group, and the text has it not."""
    members = bool(number.unit) and (number.unit in CLASSIFIERS or number.unit in _MEMBERS)
    return members and not number.ordinal and all(each.value != number.value for each in sentence.quantities)


def _is_less(clause: AlignedClause, source: AlignedClause, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether the next clause of the source has it of fewer than the number told: 开过37家店，关了29家."""
    whole = [each for each in _numbers(clause, sentence) if each.unit]
    behind = [
        each for each in clauses_of(passage) if each.sentence == source.sentence and each.place == source.place + 1
    ]
    known = _numbers(source, passage.sentences[source.sentence])
    fewer = [each for part in behind for each in _numbers(part, passage.sentences[part.sentence])]
    return any(
        same_unit(one, other) and other.value < one.value and _is_untold(other, sentence)
        for one in whole
        for other in fewer
        if any(each.value == one.value for each in known)
    )
