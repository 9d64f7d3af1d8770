"""Step 4: text that the scan gives twice is kept where it belongs.

A run of blocks that stands again elsewhere on the page, whole or as the end of a longer block, is a copy. It belongs
where it completes a sentence; else with the headline and the text whose words it shares; in one and the same article,
where it stands first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core import cpu_limit
from service.core.messages import _
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import goes_on
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass, finished

SHORTEST_COPY = 18
"""Characters of copied blocks together, at least: shorter sentences (`王毅参加会见。`) are told twice in earnest."""
SHORTEST_END = 8
"""Those of a copy that completes a broken sentence at an article's end and stands again right below the next head."""
LONGEST_COPY = 100
"""Blocks that are copied in a row, at most: no article of a newspaper page has so many."""
HEADLINE_REACH = 1000
"""Blocks: a head is not sought further above."""
EARLIER_COPY_FACTOR = 2.0
"""A scan takes the next column's text up early rather than late: the earlier of two copies is kept only where it fits
its article this many times better than the later."""
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class DuplicatedBlocks:
    """Blocks that stand elsewhere too, left out here."""

    indices: tuple[int, ...]
    why: str


def copies(items: list[Head | Block], words: BigramWeights) -> list[DuplicatedBlocks]:
    """Return the blocks to leave out of `items`, by index."""
    flat = [
        _flat(item.text) if isinstance(item, Block) and item.role in (LineClass.TEXT, LineClass.SUBHEADING) else ""
        for item in items
    ]
    twin = _twins(flat)
    gone: set[int] = set()
    found: list[DuplicatedBlocks] = []
    for first, second in twin:
        cpu_limit.check()
        run = _run(first, second, flat)
        mine, theirs = [a for a, _ in run], [b for _, b in run]
        shortest = SHORTEST_END if _is_end_below_head(items, mine, theirs) else SHORTEST_COPY
        if gone & {*mine, *theirs} or sum(len(flat[a]) for a in mine) < shortest:
            continue
        leave, why = _choose(mine, theirs, items, words)
        if leave:
            gone.update(leave)
            found.append(DuplicatedBlocks(tuple(leave), why))
    return found


def _is_end_below_head(items: list[Head | Block], mine: list[int], theirs: list[int]) -> bool:
    """Return whether the run ends an article, completing a sentence, and stands again right below the next head."""
    above = items[mine[0] - 1] if mine[0] else None
    broken = isinstance(above, Block) and above.role is LineClass.TEXT and not finished(above.text)
    return broken and mine[-1] + 2 == theirs[0] and isinstance(items[theirs[0] - 1], Head)


def _flat(text: str) -> str:
    return _MARKS.sub("", text)


def _twins(flat: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of blocks with the same text, or where one is the end of the other; the earlier first."""
    whole: dict[str, int] = {}
    ends: dict[str, list[int]] = {}
    pairs: list[tuple[int, int]] = []
    for index, text in enumerate(flat):
        if not text:
            continue
        if text in whole:
            pairs.append((whole[text], index))
            continue
        whole[text] = index
        ends.setdefault(text[-10:], []).append(index)
    for same in ends.values():
        for a in same:
            pairs += [
                (min(a, b), max(a, b)) for b in same[:8] if a != b and len(flat[a]) >= 10 and _ends(flat[b], flat[a])
            ]
    return sorted(set(pairs))


def _ends(long: str, short: str) -> bool:
    return len(long) > len(short) and long.endswith(short)


def _run(first: int, second: int, flat: list[str]) -> list[tuple[int, int]]:
    """Return the pair and the equal pairs that follow it."""
    run = [(first, second)]
    while len(run) < LONGEST_COPY:
        a, b = run[-1][0] + 1, run[-1][1] + 1
        if a >= second or b >= len(flat) or not flat[a] or flat[a] != flat[b]:
            break
        run.append((a, b))
    return run


def _choose(
    mine: list[int], theirs: list[int], items: list[Head | Block], words: BigramWeights
) -> tuple[list[int], str]:
    """Return which of the two runs to leave out, and why; none when both may be meant."""
    a, b = mine[0], theirs[0]
    long_a, long_b = len(_text(items[a])), len(_text(items[b]))
    bond_a, bond_b = _bond(items, a), _bond(items, b)
    if abs(long_a - long_b) > 2:
        if long_a > long_b and bond_b < 1:
            return theirs, _("it repeats the end of a paragraph that stands whole above")
        if long_b > long_a and bond_a < 1:
            return mine, _("it is the end of a paragraph that stands whole below")
        return [], ""
    if bond_a != bond_b and max(bond_a, bond_b) > -9:
        return (
            (mine, _("the same text completes a sentence below"))
            if bond_b > bond_a
            else (theirs, _("the same text completes a sentence above"))
        )
    head_a, head_b = _head_of(items, a), _head_of(items, b)
    if head_a == head_b:
        return theirs, _("it stands in the article already")
    if head_b > mine[-1] and not _read(items, mine[-1] + 1, head_b):
        if not _read(items, head_b, theirs[0]):
            return theirs, _("it is the end of the article above, repeated under the next headline")
        if not any(isinstance(items[n], Head) for n in range(mine[-1] + 1, head_b)):
            return mine, _("the next article's text, taken up above its headline")
    like_a, like_b = (_fit(items, run, head, words) for run, head in ((mine, head_a), (theirs, head_b)))
    size = sum(len(_text(items[i])) for i in mine)
    if size < 2 * SHORTEST_COPY and len(mine) == 1 and max(like_a, like_b) < 2 * min(like_a, like_b):
        return [], ""
    if like_a > EARLIER_COPY_FACTOR * like_b:
        return theirs, _("the same text fits the article above")
    return mine, _("the same text fits the article below")


def _read(items: list[Head | Block], start: int, end: int) -> bool:
    """Return whether text stands between the two places."""
    return any(isinstance(item, Block) and item.role is LineClass.TEXT for item in items[start:end])


def _text(item: Head | Block) -> str:
    return item.words if isinstance(item, Head) else item.text


def _bond(items: list[Head | Block], index: int) -> float:
    """Return how well the block continues an unfinished one above it; -9 where nothing above is unfinished."""
    above = index - 1
    while above >= 0 and isinstance(items[above], Head):
        above -= 1
    before = items[above] if above >= 0 else None
    if not isinstance(before, Block) or before.role is not LineClass.TEXT or finished(before.text):
        return -9.0
    return goes_on(before.text, _text(items[index]))


def _head_of(items: list[Head | Block], index: int) -> int:
    """Return the index of the head that stands above; -1 where there is none near."""
    return next((i for i in range(index - 1, max(-1, index - HEADLINE_REACH), -1) if isinstance(items[i], Head)), -1)


def _fit(items: list[Head | Block], run: list[int], head: int, words: BigramWeights) -> float:
    """Return how much the run shares with the rest of the article in which it stands."""
    rest = [_text(items[head])] if head >= 0 else []
    for i in range(head + 1, len(items)):
        if isinstance(items[i], Head):
            break
        if i not in run:
            rest.append(_text(items[i]))
    return words.likeness(grams("，".join(_text(items[i]) for i in run)), grams("，".join(rest)))
