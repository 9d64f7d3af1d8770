"""Which clause of a source a clause of the text retells: by bigrams, by numbers and by characters."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from service.editing.facts.source_alignment import Clause, Passage, SourceSentence, weight

TELLING_NUMBER, SMALL_NUMBER = 9.0, 4.0
"""What an equal number weighs, beside bigrams: two to three of them, or one where the number is less than ten."""
CHARACTER = 1.0
"""What a character in common weighs."""
ROUNDED = Fraction(6, 100)
"""Numbers that are no further apart are one, told more roughly."""
LENGTH_WEIGHT = 0.01
"""Of two clauses with the same in common the shorter one is told."""
_EMPTY = frozenset("的了着在于和与及也还都已有是将把被由从到至对为")
Value = tuple[Fraction, str] | tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class AlignedClause:
    """A clause with what it is aligned by."""

    clause: Clause
    sentence: int
    """The place of its sentence."""
    place: int
    """Its own place in the sentence."""
    values: tuple[Value, ...]
    characters: frozenset[str]


def told(sentence: SourceSentence, at: int = 0) -> tuple[AlignedClause, ...]:
    """Return the clauses of a sentence."""
    ends = [each.start for each in sentence.clauses[1:]] + [len(sentence.text)]
    found = []
    for place, (clause, end) in enumerate(zip(sentence.clauses, ends, strict=True)):
        values: list[Value] = [
            (each.value, each.unit) for each in sentence.quantities if clause.start <= each.start < end
        ]
        values += [(each.year, each.month, each.day) for each in sentence.dates if clause.start <= each.start < end]
        found.append(AlignedClause(clause, at, place, tuple(values), frozenset(content(clause.text))))
    return tuple(found)


@functools.lru_cache(maxsize=16)
def clauses_of(passage: Passage) -> tuple[AlignedClause, ...]:
    """Return the clauses of a source; kept for the next sentences of the same story."""
    return tuple(each for at, sentence in enumerate(passage.sentences) for each in told(sentence, at))


def content(text: str) -> Iterable[str]:
    """Return the Han characters of a text without its most empty words."""
    return (char for char in text if "\u3400" < char < "\uff00" and char not in _EMPTY)


def overlap(one: AlignedClause, other: AlignedClause) -> float:
    """Return how much two clauses have in common."""
    shared = weight(one.clause.grams & other.clause.grams) + CHARACTER * len(one.characters & other.characters)
    for value in one.values:
        if any(_is_equal(value, each) for each in other.values):
            small = len(value) == 2 and value[0] < 10 and value[0].denominator == 1
            shared += SMALL_NUMBER if small else TELLING_NUMBER
    return shared / (1 + LENGTH_WEIGHT * len(other.clause.text))


def _is_equal(one: Value, other: Value) -> bool:
    if len(one) == 2 and len(other) == 2:
        close = other[0] > 0 and abs(one[0] - other[0]) <= ROUNDED * other[0]
        return one[0] == other[0] or (close and one[1] == other[1])
    return one == other


def ranked(one: AlignedClause, passage: Passage) -> list[tuple[float, AlignedClause]]:
    """Return the clauses of a source that have something in common with a clause, the likeliest first."""
    found = [(shared, each) for each in clauses_of(passage) if (shared := overlap(one, each)) > 0]
    return sorted(found, key=lambda pair: -pair[0])
