"""Which texts share their words: idf-weighted character bigrams of one page.

Chinese needs no word segmenter for this: two texts about one thing share the bigrams of its names. A bigram that
stands all over the page says little, one that stands in two blocks says much (weight: log of blocks per block that
has it).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from service.language import bigrams

_LATIN = re.compile(r"[A-Za-z0-9.%]+")


def grams(text: str) -> frozenset[str]:
    """Return the distinct bigrams of the Chinese in the text, and its Latin words and numbers whole."""
    return bigrams.han(text).union(_LATIN.findall(text))


class BigramWeights:
    """The weights of a page's bigrams, and the likeness of texts by them."""

    def __init__(self, blocks: Iterable[frozenset[str]]) -> None:
        """Weigh by what the page's blocks hold, each as `grams` has it."""
        sets = list(blocks)
        held = Counter(chain.from_iterable(sets))
        count = len(sets) + 1
        self._weights = {gram: math.log(1 + count / (1 + times)) for gram, times in held.items()}
        self._unseen = math.log(1 + count)
        self._sizes: dict[frozenset[str], float] = {}

    def weight(self, gram: str) -> float:
        """Return how much the bigram tells: log of the blocks per block that has it."""
        return self._weights.get(gram, self._unseen)

    def total(self, found: Iterable[str]) -> float:
        """Return the summed weight."""
        return sum(map(self.weight, sorted(found)))

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return how much of `part`'s weight `whole` has too, 0 to 1."""
        total = self.total(part)
        return self.total(part & whole) / total if total else 0.0

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the cosine of the two, 0 to 1."""
        if not one or not other:
            return 0.0
        size = self._size(one) * self._size(other)
        return self._squared(one & other) / math.sqrt(size) if size else 0.0

    def _size(self, found: frozenset[str]) -> float:
        """Return the sum of squares, worked out once: a text is compared with many."""
        if found not in self._sizes:
            self._sizes[found] = self._squared(found)
        return self._sizes[found]

    def _squared(self, found: frozenset[str]) -> float:
        return sum([self.weight(gram) ** 2 for gram in sorted(found)])
