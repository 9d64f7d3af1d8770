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

from service.language import bigrams

_LATIN = re.compile(r"[A-Za-z0-9.%]+")


def grams(text: str) -> frozenset[str]:
    """Return the distinct bigrams of the Chinese in the text, and its Latin words and numbers whole."""
    return bigrams.han(text).union(_LATIN.findall(text))


class BigramWeights:
    """The weights of a page's bigrams, and the likeness of texts by them."""

    def __init__(self, texts: Iterable[str]) -> None:
        sets = [grams(text) for text in texts]
        self._blocks = len(sets) + 1
        self._df = Counter(gram for each in sets for gram in each)

    def weight(self, gram: str) -> float:
        """Return how much the bigram tells: log of the blocks per block that has it."""
        return math.log(1 + self._blocks / (1 + self._df[gram]))

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
        common = sum(self.weight(g) ** 2 for g in sorted(one & other))
        size = sum(self.weight(g) ** 2 for g in sorted(one)) * sum(self.weight(g) ** 2 for g in sorted(other))
        return common / math.sqrt(size) if size else 0.0
