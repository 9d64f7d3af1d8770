"""Text as character bigrams.

Chinese needs no word segmenter to tell what two texts share: texts about one thing share the bigrams of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from service.language import sentences, width

_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]|[A-Za-z]+|\d+(?:\.\d+)?")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


def tokens(text: str) -> list[list[str]]:
    """Return the tokens of each clause: single Han characters, and words of Latin letters or digits."""
    return [_TOKEN.findall(clause) for clause in sentences.clauses(width.half_width(text))]


def pairs(tokens: Iterable[str]) -> list[str]:
    """Return the pairs of neighbouring tokens, in order."""
    return list(map("".join, pairwise(tokens)))


def of(text: str) -> list[str]:
    """Return the pairs of neighbouring tokens inside each clause, in order."""
    return [pair for clause in tokens(text) for pair in pairs(clause)]


def and_trigrams(text: str) -> frozenset[str]:
    """Return the distinct bigrams and trigrams."""
    found: set[str] = set()
    for clause in tokens(text):
        found.update(pairs(clause))
        found.update(map("".join, zip(clause, clause[1:], clause[2:], strict=False)))
    return frozenset(found)


def in_han(text: str) -> Iterator[tuple[int, str]]:
    """Yield the index and text of each bigram inside the runs of Han characters."""
    for run in _HAN_RUN.finditer(text):
        yield from enumerate(pairs(run[0]), run.start())


def han(text: str) -> frozenset[str]:
    """Return the distinct bigrams inside the runs of Han characters."""
    return frozenset(pair for run in _HAN_RUN.findall(text) for pair in pairs(run))
