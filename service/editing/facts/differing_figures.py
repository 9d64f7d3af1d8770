"""Figures in which two tellings of one event differ: 4.6亿元 here and 4.8亿元 there.

Nobody can know which is right; an editor can ask. Two figures count the same thing where they have one unit and most of
the words about them in common.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from service.editing.facts.measures import Quantity, same_unit
from service.editing.facts.source_alignment import Passage, likeness, near, read

LEAST_ALIKE = 5.0
"""Likeness of the words about two figures (weighted bigrams) from which on they count the same thing. Of 26 pairs of
tellings in six invented papers one pair of figures that count different things had more (9.1), the next had 2.6."""
MOST_FIGURES = 60
"""Of a text, the first ones, are compared: a report has 40 at the most."""
FURTHEST = 3
"""Figures that are further apart than this many times count different things."""
_UNCOMPARED = frozenset({"", "clock", "year", "month", "day", "ratio"})


def differing(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Return each pair of figures, as the two texts have them, that count one thing and are not equal."""
    first, second = (list(itertools.islice(_figures(read(text)), MOST_FIGURES)) for text in (one, other))
    found: dict[str, tuple[float, str]] = {}
    for said, surroundings in second:
        if any(_is_same(said, each) for each, _ in first):
            continue
        for known, around in first:
            if not _may_be(said, known) or any(_is_same(known, each) for each, _ in second):
                continue
            alike = likeness(surroundings, around)
            if alike >= LEAST_ALIKE and alike > found.get(known.written, (0.0, ""))[0]:
                found[known.written] = alike, said.written
    return tuple((known, said) for known, (_, said) in found.items())


def _figures(passage: Passage) -> Iterator[tuple[Quantity, tuple[dict[str, float], dict[str, float]]]]:
    for sentence in passage.sentences:
        for each in sentence.quantities:
            if each.unit not in _UNCOMPARED and not each.ordinal and each.bound in ("", "about", "over", "under"):
                yield each, near(sentence.text, each.start, each.end)


def _is_same(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures are equal as far as both are exact: 4.6亿 and 4.58亿 are."""
    apart = abs(one.value - other.value)
    return same_unit(one, other) and (not apart or apart < max(one.precision, other.precision))


def _may_be(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    return one.unit == other.unit and high <= FURTHEST * low
