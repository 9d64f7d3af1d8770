"""What an article is to the others of its day: how many tell of it too, who points to it, what it points to.

Articles are compared by the pairs of characters that few others of the day have, through an index, never all pairs.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from service.core.messages import _
from service.editing.selection import page_place
from service.editing.selection.article_text import ArticleText, Values, Words

WHY: Words = {
    "nearest": _("another article is close to it"),
    "echoes": _("several articles tell of it"),
    "central": _("it has what the day talks of"),
    "named elsewhere": _("other articles name what its headline names"),
    "points on": _("the paper tells more of it on another page"),
    "points back": _("it continues another article"),
}
"""The features of this module."""
MAX_HOLDERS = 40
"""A pair of characters that more articles have than this finds no neighbours: what it says is in `central`."""
RAREST = 40
"""So many pairs of an article, the rarest, find its neighbours."""
CLOSEST = 10
"""So many articles that share most of them are compared."""
ECHO = 0.12
"""The cosine from which on another article tells of the same matter."""
PARTS = 4
"""Characters of a headline that another article has for the thing that it names."""
_HAN_PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")
_HEAD_PART = re.compile(f"(?=([\u4e00-\u9fff]{{{PARTS}}}))")


def relations(texts: Sequence[ArticleText]) -> list[Values]:
    """Return what each article is to the others of its day; Han characters alone count, or all tables are alike."""
    vectors = _vectors(texts)
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    near = _neighbours(vectors)
    named = _named_elsewhere(texts)
    found: list[Values] = []
    for i, text in enumerate(texts):
        vector = vectors[i]
        others = sum(value * (total[pair] - value) for pair, value in vector.items()) / max(1, len(texts) - 1)
        row = {
            "nearest": max(near[i], default=0.0),
            "echoes": min(1.0, sum(cosine >= ECHO for cosine in near[i]) / 3),
            "central": min(1.0, 20 * others),
            "named elsewhere": min(1.0, named[i] / 5),
            "points on": float(page_place.points_on(text.article)),
            "points back": float(page_place.is_continued(text.article)),
        }
        found.append({name: value for name, value in row.items() if value})
    return found


def _vectors(texts: Sequence[ArticleText]) -> list[dict[str, float]]:
    """Return each article's pairs with their weights, of length 1."""
    counts = [Counter(_HAN_PAIR.findall(f"{text.head}\n{text.later}")) for text in texts]
    held: Counter[str] = Counter()
    for each in counts:
        held.update(each.keys())
    vectors = []
    for each in counts:
        raw = {
            pair: (1 + math.log(count)) * math.log(len(texts) / held[pair])
            for pair, count in each.items()
            if held[pair] < len(texts)
        }
        norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        vectors.append({pair: value / norm for pair, value in raw.items()})
    return vectors


def _neighbours(vectors: Sequence[Mapping[str, float]]) -> list[list[float]]:
    """Return for each article the cosines to those with which it shares some of its rarest pairs."""
    holders: dict[str, list[int]] = {}
    for i, vector in enumerate(vectors):
        for pair in vector:
            holders.setdefault(pair, []).append(i)
    near: list[list[float]] = []
    for i, vector in enumerate(vectors):
        shared = [pair for pair in vector if 1 < len(holders[pair]) <= MAX_HOLDERS]
        rarest = sorted(shared, key=lambda pair: (len(holders[pair]), pair))[:RAREST]
        met = Counter(j for pair in rarest for j in holders[pair] if j != i)
        close = sorted((j for j, count in met.items() if count >= 2), key=lambda j: (-met[j], j))[:CLOSEST]
        near.append([_cosine(vector, vectors[j]) for j in close])
    return near


def _cosine(vector: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1; exact, so that the order of what they share is nothing."""
    return math.fsum([vector[pair] * other[pair] for pair in vector.keys() & other.keys()])


def _named_elsewhere(texts: Sequence[ArticleText]) -> list[int]:
    """Return how many other articles hold a run of the headline that at most a fifth of the day has."""
    parts = [set(_HEAD_PART.findall(text.article.title)) for text in texts]
    sought = set().union(*parts)
    holders: dict[str, set[int]] = {part: set() for part in sought}
    for i, text in enumerate(texts):
        for part in sought.intersection(_HEAD_PART.findall(text.whole[:4000])):
            holders[part].add(i)
    most = max(2, len(texts) / 5)
    return [
        len(set().union(*(holders[part] for part in each if len(holders[part]) <= most)) - {i})
        for i, each in enumerate(parts)
    ]
