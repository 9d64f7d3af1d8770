"""What is known of each bigram of an article that tells whether a summary would hold it.

Every feature is a name with a bin, `title=yes`; a bigram has at most one bin of each name.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from service.editing.summary.text import Body, bigrams

_SAYS = re.compile(r"[说称道]：|[说称]，|表示[，：]|指出[，：]|强调[，：]|介绍[，：]|认为[，：]|告诉")
_QUOTED = re.compile(r"“[^“”]*”?")

TITLE_OVERLAP = (0.001, 0.1, 0.2, 0.3, 0.45, 0.6)
CENTRALITY = (0.1, 0.25, 0.5, 0.75, 0.9)
SENTENCE = (1, 3, 6, 12, 21)
PLACE = (0.1, 0.3, 0.6, 0.9)
SPREAD = (0.15, 0.3, 0.6)
COUNT = (2, 3, 4, 6)


def _labels(name: str, bins: Iterable[object]) -> list[str]:
    return [f"{name}={each}" for each in bins]


_TITLE, _KICKER, _SUBHEADING, _SINGLE, _QUOTE = (
    _labels(name, ("no", "yes")) for name in ("title", "kicker", "subheading", "single", "quoted")
)
_COUNT = _labels("count", range(len(COUNT) + 1))


def describe(body: Body, title: str, kicker: str, frequency: Callable[[str], float]) -> dict[str, list[str]]:
    """Bigram -> its features, for every bigram of the article's sentences.

    `frequency` gives the share of news items that hold a bigram, 0 to 1 (exclusive of 0).
    """
    in_title, in_kicker = set(bigrams(title)), set(bigrams(kicker))
    in_subheading = {gram for heading in body.subheadings for gram in bigrams(heading)}
    held = [[gram for tokens in line.clauses for gram in map("".join, pairwise(tokens))] for line in body.lines]
    where: dict[str, list[int]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    for index, grams in enumerate(held):
        for gram in grams:
            count[gram] += 1
            if not where[gram] or where[gram][-1] != index:
                where[gram].append(index)
    idf = {gram: -math.log(frequency(gram)) for gram in where}
    centrality = _ranks([_mean(idf[g] * math.log(len(where[g])) for g in set(grams)) for grams in held])
    overlap = [len(in_title.intersection(grams)) / max(1, len(in_title)) for grams in held]
    quoted: dict[str, int] = defaultdict(int)
    for line in body.lines:
        for gram in bigrams("，".join(_QUOTED.findall(line.text))):
            quoted[gram] += 1
    says = [bool(_SAYS.search(line.text)) for line in body.lines]
    last = body.paragraphs - 1

    def standing(at: tuple[int, ...]) -> list[str]:
        """What follows from the sentences that hold a bigram alone."""
        paragraphs = {body.lines[index].paragraph for index in at}
        return [
            f"title overlap={_bin(max(overlap[i] for i in at), TITLE_OVERLAP)}",
            f"centrality={_bin(max(centrality[i] for i in at), CENTRALITY)}",
            f"first sentence={_bin(at[0], SENTENCE)}",
            f"first place={_bin(at[0] / len(body.lines), PLACE)}",
            f"paragraph opening={_yes(any(body.lines[i].first for i in at))}",
            f"last paragraph only={_yes(last in paragraphs and 0 not in paragraphs)}",
            f"spread={_bin(len(paragraphs) / max(1, body.paragraphs), SPREAD)}",
            f"speech={_yes(2 * sum(says[i] for i in at) > len(at))}",
        ]

    known: dict[tuple[int, ...], list[str]] = {}
    features: dict[str, list[str]] = {}
    for gram, indices in where.items():
        at = tuple(indices)
        if at not in known:
            known[at] = standing(at)
        titled, times = gram in in_title, count[gram]
        single = times == 1 and not titled and gram not in in_kicker and gram not in in_subheading
        bins = [
            *known[at],
            _TITLE[titled],
            _COUNT[_bin(times, COUNT)],
            _SINGLE[single],
            _QUOTE[2 * quoted.get(gram, 0) > times],
        ]
        if in_kicker:
            bins.append(_KICKER[gram in in_kicker])
        if in_subheading:
            bins.append(_SUBHEADING[gram in in_subheading])
        features[gram] = bins
    return features


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _bin(value: float, edges: tuple[float, ...]) -> int:
    return bisect_right(edges, value)


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / max(1, len(numbers))


def _ranks(values: list[float]) -> list[float]:
    """Each value's rank in the list, 0 (lowest) to 1."""
    order = sorted(values)
    return [bisect_right(order, value) / len(order) for value in values]
