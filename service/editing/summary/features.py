"""What is known of each bigram of an article that tells whether a summary would hold it.

Every feature is a name with a bin, `title=yes`; a bigram has at most one bin of each name.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable

from service.editing.summary.body_text import Body
from service.language import bigrams

_SAYS = re.compile(r"[说称道]：|[说称]，|表示[，：]|指出[，：]|强调[，：]|介绍[，：]|认为[，：]|告诉")
_QUOTED = re.compile(r"“[^“”]*”?")

TITLE_OVERLAP_BINS = (0.001, 0.1, 0.2, 0.3, 0.45, 0.6)
CENTRALITY_BINS = (0.1, 0.25, 0.5, 0.75, 0.9)
SENTENCE_BINS = (1, 3, 6, 12, 21)
PLACE_BINS = (0.1, 0.3, 0.6, 0.9)
SPREAD_BINS = (0.15, 0.3, 0.6)
COUNT_BINS = (2, 3, 4, 6)


def describe(
    body: Body, title: str, kicker: str, frequency: Callable[[str], float]
) -> list[tuple[list[str], list[str]]]:
    """Return the bigrams of the article's sentences by their features: (features, the bigrams that have them).

    `frequency` gives the share of news items that hold a bigram, 0 to 1 (exclusive of 0).
    """
    in_title, in_kicker = set(bigrams.of(title)), set(bigrams.of(kicker))
    in_subheading = {gram for heading in body.subheadings for gram in bigrams.of(heading)}
    held = [[gram for tokens in line.clauses for gram in bigrams.pairs(tokens)] for line in body.lines]
    count = Counter(gram for grams in held for gram in grams)
    quoted = Counter(gram for line in body.lines for gram in bigrams.of("，".join(_QUOTED.findall(line.text))))
    places: dict[str, list[int]] = {}
    for index, grams in enumerate(held):
        for gram in dict.fromkeys(grams):
            places.setdefault(gram, []).append(index)
    where = {gram: tuple(found) for gram, found in places.items()}
    standing = _SentenceFeatures(body, held, where, in_title, frequency)

    alike: dict[tuple[object, ...], tuple[list[str], list[str]]] = {}
    for gram, times in count.items():
        at = where[gram]
        titled, kicked, headed = gram in in_title, gram in in_kicker, gram in in_subheading
        often, said = _bin(times, COUNT_BINS), 2 * quoted[gram] > times
        key = (at, titled, kicked, headed, often, said)
        if key not in alike:
            single = often == 0 and not (titled or kicked or headed)
            names = [*standing.features(at), f"title={_yes(titled)}", f"count={often}", f"single={_yes(single)}"]
            names.append(f"quoted={_yes(said)}")
            if in_kicker:
                names.append(f"kicker={_yes(kicked)}")
            if in_subheading:
                names.append(f"subheading={_yes(headed)}")
            alike[key] = (names, [])
        alike[key][1].append(gram)
    return list(alike.values())


class _SentenceFeatures:
    """What follows from the sentences that hold a bigram alone."""

    def __init__(
        self,
        body: Body,
        held: list[list[str]],
        where: dict[str, tuple[int, ...]],
        in_title: set[str],
        frequency: Callable[[str], float],
    ) -> None:
        weight = {g: -math.log(frequency(g)) * math.log(len(at)) for g, at in where.items() if len(at) > 1}
        means = [sum([weight.get(gram, 0.0) for gram in dict.fromkeys(grams)]) / max(1, len(grams)) for grams in held]
        self.body = body
        self.centrality = _ranks(means)
        self.overlap = [len(in_title.intersection(grams)) / max(1, len(in_title)) for grams in held]
        self.says = [_SAYS.search(line.text) is not None for line in body.lines]
        self.known: dict[tuple[int, ...], list[str]] = {}

    def features(self, at: tuple[int, ...]) -> list[str]:
        if at not in self.known:
            lines, count = self.body.lines, self.body.paragraphs
            paragraphs = {lines[index].paragraph for index in at}
            self.known[at] = [
                f"title overlap={_bin(max([self.overlap[i] for i in at]), TITLE_OVERLAP_BINS)}",
                f"centrality={_bin(max([self.centrality[i] for i in at]), CENTRALITY_BINS)}",
                f"first sentence={_bin(at[0], SENTENCE_BINS)}",
                f"first place={_bin(at[0] / len(lines), PLACE_BINS)}",
                f"paragraph opening={_yes(any(lines[i].first for i in at))}",
                f"last paragraph only={_yes(count - 1 in paragraphs and 0 not in paragraphs)}",
                f"spread={_bin(len(paragraphs) / max(1, count), SPREAD_BINS)}",
                f"speech={_yes(2 * sum([self.says[i] for i in at]) > len(at))}",
            ]
        return self.known[at]


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _bin(value: float, edges: tuple[float, ...]) -> int:
    return bisect_right(edges, value)


def _ranks(values: list[float]) -> list[float]:
    """Return each value's rank in the list, 0 (lowest) to 1."""
    order = sorted(values)
    return [bisect_right(order, value) / len(order) for value in values]
