"""What the source says of the other of two that it tells of: 东段 for 西段, 2号窑 for 1号窑, 奶奶 for 妈妈.

`contrast_words` knows words that the source has not; here it has both, and the clause that is told is the other's. In
the open rewordings five false ones and no true one had such a clause.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, clauses_of, told
from service.editing.facts.contrast_words import KIN, KINDRED, pairs
from service.editing.facts.marked_scopes import share
from service.editing.facts.source_alignment import Passage, SourceSentence, weight
from service.editing.facts.violation import FactViolation
from service.language import numerals

TELLING, CLEARER, MARGIN = 12.0, 1.5, 4.0
"""What a clause must have in common with the other's, how many times what it has with its own, and how much more."""
LEAST_ALIKE = 0.5
"""The share of the clause's characters that the other's must have."""
_RANKS = frozenset("省市县区镇乡村国")
"""What has one name in two ranks: 南陵市 in 南陵省."""
_CHANGED = re.compile("改|换|变|升|降|转")
_LABEL = re.compile(r"[一二三四五六七八九十]{1,3}(?=号[\u4e00-\u9fff])")
_LABELLED = re.compile(r"\d{1,2}号(?=[\u4e00-\u9fff])")


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the words for one of two where the source has the other one in the clause that is told."""
    turned = [
        (clause, word, other)
        for clause in told(sentence)
        for word, other in _siblings(clause, passage)
        if _is_told_of(other, word, clause, passage)
    ]
    words = {(word, other) for _, word, other in turned}
    return [
        FactViolation(
            word if word in clause.clause.text else clause.clause.text,
            "word",
            _("the source has {other} there", other=other),
        )
        for clause, word, other in turned
        if (other, word) in words or not _is_changed(word, other, clause, passage)
    ]


@functools.lru_cache(maxsize=8192)
def _in_digits(text: str) -> str:
    """Return the text with its labels in digits: 2号窑 for 二号窑."""
    return _LABEL.sub(lambda label: str(numerals.parse(label.group())), text)


def _siblings(clause: AlignedClause, passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield each word of a clause for one of two that the source has both, and the other one."""
    text = _in_digits(clause.clause.text)
    for word, other in pairs(clause.clause.text):
        if word in passage.text and other in passage.text and other not in text and not _RANKS & {*word, *other}:
            yield word, other
    kin = dict.fromkeys(KINDRED.findall(passage.text))
    for word in dict.fromkeys(KINDRED.findall(text)):
        yield from ((word, other) for other in kin if word in kin and KIN[word] != KIN[other] and other not in text)
    known = dict.fromkeys(_LABELLED.findall(_in_digits(passage.text)))
    for word in _LABELLED.findall(text):
        yield from ((word, other) for other in known if word in known and other not in text)


def _best(word: str, than: str, clause: AlignedClause, passage: Passage) -> tuple[float, AlignedClause | None]:
    """Return what a clause has most in common with one of the source that has a word and not the other, and which."""
    grams = clause.clause.grams - {word, than}
    characters = clause.characters - {*word, *than}
    there = [
        each for each in clauses_of(passage) if word in (text := _in_digits(each.clause.text)) and than not in text
    ]
    shared = [weight(grams & each.clause.grams) + len(characters & each.characters) for each in there]
    best = max(range(len(there)), key=shared.__getitem__, default=None)
    return (0.0, None) if best is None else (shared[best], there[best])


def _is_told_of(other: str, word: str, clause: AlignedClause, passage: Passage) -> bool:
    """Return whether a clause clearly tells what the source says of the other."""
    its, source = _best(other, word, clause, passage)
    if source is None or share(clause, source) < LEAST_ALIKE:
        return False
    return its > max(TELLING, CLEARER * _best(word, other, clause, passage)[0] + MARGIN)


def _is_changed(word: str, other: str, clause: AlignedClause, passage: Passage) -> bool:
    """Return whether the source has the one changed for the other: 停走北线，改走南线 tells of both."""
    _, own = _best(word, other, clause, passage)
    _, its = _best(other, word, clause, passage)
    beside = own is not None and its is not None and own.sentence == its.sentence and abs(own.place - its.place) == 1
    return beside and own is not None and _CHANGED.search(own.clause.text) is not None
