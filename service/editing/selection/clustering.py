"""Articles that tell the same story, found through an index: never all pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from service.editing.selection.similarity import SAME_STORY, same_story, weight
from service.editing.selection.story_signature import StorySignature

LOOKUP_PAIRS = 24
"""Pairs of characters by which an article is looked up: the rarest of its title and lead, half from either."""
HEADING_PAIRS = 8
"""Of the lines above and below the headline."""
FIGURES = 8
"""Of its figures, those with most digits: an account of what a report tells in short begins otherwise."""
MAX_PAIR_ARTICLES = 60
"""A pair that more articles have than this says nothing: it belongs to a stock phrase or a page's furniture."""
MIN_SHARED_PAIRS = 2
"""So many marks must be shared before two articles are compared."""


def clusters(signatures: Sequence[StorySignature]) -> tuple[tuple[int, ...], ...]:
    """Return the indexes of the articles of each story, in order; an article that is alone is a story of its own.

    Groups are joined while the mean probability over the pairs between them stays above `SAME_STORY`, the likeliest
    first: one article that resembles two stories does not make them one.
    """
    likely = {
        pair: chance
        for pair in candidates(signatures)
        if (chance := same_story(signatures[pair[0]], signatures[pair[1]], least=SAME_STORY)) >= SAME_STORY
    }
    group: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(signatures))}
    apart: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for a, b in sorted(likely, key=lambda pair: (-likely[pair], pair)):
        first, second = sorted((group[a], group[b]))
        if first is second or (first, second) in apart:
            continue
        if _mean(first, second, likely, signatures) >= SAME_STORY:
            joined = tuple(sorted(first + second))
            group.update(dict.fromkeys(joined, joined))
        else:
            apart.add((first, second))
    return tuple(dict.fromkeys(group[i] for i in range(len(signatures))))


def candidates(signatures: Sequence[StorySignature]) -> Iterator[tuple[int, int]]:
    """Return the pairs worth comparing: they share some rare marks, or one points to the other's page."""
    holders: dict[str, list[int]] = {}
    for i, each in enumerate(signatures):
        for mark in _marks(each):
            holders.setdefault(mark, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= MAX_PAIR_ARTICLES:
            shared.update(combinations(held, 2))
    pages: dict[tuple[str, int], list[int]] = {}
    for i, each in enumerate(signatures):
        if each.page:
            pages.setdefault(each.page, []).append(i)
    for i, each in enumerate(signatures):
        for page in each.points:
            for j in pages.get(page, ())[:MAX_PAIR_ARTICLES]:
                shared[min(i, j), max(i, j)] += MIN_SHARED_PAIRS * (i != j)
    yield from sorted(pair for pair, count in shared.items() if count >= MIN_SHARED_PAIRS)


def _marks(each: StorySignature) -> list[str]:
    def rarest(grams: frozenset[str], most: int = LOOKUP_PAIRS // 2) -> list[str]:
        return sorted(grams, key=lambda gram: (-weight(gram), gram))[:most]

    figures = sorted((each for each in each.figures if len(each) > 2), key=lambda figure: (-len(figure), figure))
    return sorted(
        {
            *rarest(each.title),
            *rarest(each.lead),
            *rarest(each.heading, HEADING_PAIRS),
            *figures[:FIGURES],
            *each.works,
            *(f"《{work}》" for work in each.works),  # one work is mark enough
        }
    )


def _mean(
    first: tuple[int, ...],
    second: tuple[int, ...],
    likely: Mapping[tuple[int, int], float],
    signatures: Sequence[StorySignature],
) -> float:
    """Return the mean probability over the pairs between two groups, of their reports where they have any."""
    one, other = (
        [i for i in group if not (signatures[i].continued or signatures[i].comment)] or group
        for group in (first, second)
    )
    chances = [
        likely.get((min(i, j), max(i, j))) or same_story(signatures[i], signatures[j]) for i in one for j in other
    ]
    return sum(chances) / len(chances)
