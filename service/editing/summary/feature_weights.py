"""The learned table of feature weights and the table of how common each bigram is in the news."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from importlib import resources


@functools.cache
def weights() -> dict[str, float]:
    """Return the weight (log odds) of each feature, as `tests/tools/learn_summary.py` wrote them."""
    rows = (line.split("\t") for line in _lines("weights.tsv"))
    return {name: float(weight) for name, weight in rows}


@functools.cache
def frequency() -> Callable[[str], float]:
    """Return a function from bigram to the share of news items with it; one not in the table has half the least."""
    shares: dict[str, float] = {}
    total, least = 1, 1
    for line in _lines("document_frequencies.tsv"):
        count, run = line.split("\t")
        if run == "documents":
            total = int(count)
            continue
        least = int(count)
        shares.update((run[i : i + 2], least / total) for i in range(0, len(run), 2))
    rare = least / total / 2
    return lambda gram: shares.get(gram, rare)


def probability(features: Iterable[str], table: Mapping[str, float]) -> float:
    """Return the probability that a summary holds the bigram: a logistic regression on its features."""
    return 1 / (1 + math.exp(-table["intercept"] - sum(map(table.__getitem__, features))))


def _lines(name: str) -> list[str]:
    text = resources.files("service.editing.summary").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
