"""Maximum coverage: the stretches that together hold the most concept value within a budget of characters.

Branch and bound. The stretches of one sentence exclude each other and form a group; a stretch that refers back
is a longer option of the group of the sentence before it, one that somebody says of the group of the sentence that
names him. The bound is the linear relaxation of the multiple-choice knapsack over what each option would still add
(Sinha and Zoltners, 1979), which overlaps can only make smaller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.editing.summary.candidates import Candidate

WHOLE_SENTENCE_BONUS = 0.3
"""What a whole sentence is worth above a run of its clauses, in concepts: it sounds better and costs 0.1 R2."""
MAX_SENTENCES = 25
"""Sentences weighed, those of the highest worth per character, or one for each 8 characters of a large budget."""
MAX_CHAINS = 8
"""How many ways of saying what stands before are weighed for a stretch that refers back."""
MAX_LOOKUPS = 200_000
"""Concepts looked up before the search ends with the best it has: exact for 98 in 100 articles of the
development set at the lengths of its references."""


@dataclass(frozen=True, slots=True)
class _Option:
    parts: tuple[Candidate, ...]
    size: int
    concepts: tuple[str, ...]
    bonus: float


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group of options can still add."""

    density: float
    """The highest gain per character."""
    options: list[tuple[float, _Option]]
    """(gain, option), the highest gain per character first."""
    steps: list[tuple[float, int]]
    """(gain per character, characters) of each step along the upper hull of gain over size."""


def best_choice(pool: Sequence[Candidate], worth: Mapping[str, float], budget: int) -> tuple[Candidate, ...]:
    """Return the stretches, at most one of a sentence, that hold the most in `budget` characters, in order."""
    search = _Search()
    groups = [group for options in _options(pool, worth, budget) if (group := _gains(options, worth, budget))]
    groups.sort(key=lambda group: -group.density)
    groups = groups[: max(MAX_SENTENCES, budget // 8)]
    weighed = {gram: worth[gram] for group in groups for _, option in group.options for gram in option.concepts}
    search.descend((), 0.0, weighed, budget, groups)
    return tuple(sorted(search.best, key=lambda candidate: candidate.line))


class _Search:
    def __init__(self) -> None:
        self.best: tuple[Candidate, ...] = ()
        self.reached = 0.0
        self.work = 0

    def descend(
        self,
        chosen: tuple[Candidate, ...],
        value: float,
        worth: Mapping[str, float],
        room: int,
        groups: list[_Group],
    ) -> None:
        """Extend the choice by options of the groups; `worth` is zero for what it holds already."""
        if value > self.reached + 1e-9:
            self.best, self.reached = chosen, value
        for at, group in enumerate(groups):
            if value + _bound(groups[at:], room) <= self.reached + 1e-9:
                return
            rest = groups[at + 1 :]
            for gain, option in group.options:
                if self.work > MAX_LOOKUPS:
                    return
                left = room - option.size
                if value + gain + _bound(rest, left) <= self.reached + 1e-9:
                    continue
                covered = {**worth, **dict.fromkeys(option.concepts, 0.0)}
                self.work += sum([len(option.concepts) for other in rest for _, option in other.options])
                others = [_gains([each for _, each in other.options], covered, left) for other in rest]
                fresh = sorted(filter(None, others), key=lambda other: -other.density)
                self.descend(chosen + option.parts, value + gain, covered, left, fresh)


def _options(pool: Sequence[Candidate], worth: Mapping[str, float], budget: int) -> list[list[_Option]]:
    groups: dict[int, list[_Option]] = {}
    told: dict[int, list[_Option]] = {}
    """By sentence, the options that end with it."""
    opened: dict[int, list[_Option]] = {}
    """By the sentence that names a speaker, the options that hold it."""
    for candidate in pool:
        for before in _befores(candidate, told, opened, worth):
            if candidate.after_whole and before and not before[-1].whole:
                continue
            parts = (*before, candidate)
            length = sum(part.size for part in parts)
            if length > budget:
                continue
            concepts = frozenset().union(*(part.concepts for part in parts))
            bonus = WHOLE_SENTENCE_BONUS * sum(part.whole for part in parts)
            option = _Option(parts, length, tuple(sorted(concepts & worth.keys())), bonus)
            groups.setdefault(parts[0].line, []).append(option)
            told.setdefault(candidate.line, []).append(option)
            for part in parts:
                if part.names:
                    opened.setdefault(part.line, []).append(option)
    return list(groups.values())


def _befores(
    candidate: Candidate,
    told: Mapping[int, list[_Option]],
    opened: Mapping[int, list[_Option]],
    worth: Mapping[str, float],
) -> list[tuple[Candidate, ...]]:
    """Return the ways of saying what must stand before a stretch."""
    if candidate.refers:
        found = told.get(candidate.line - 1, [])
        if candidate.opener is not None:
            found = [each for each in found if any(part.line == candidate.opener and part.names for part in each.parts)]
    elif candidate.opener is not None:
        found = [each for each in opened.get(candidate.opener, []) if each.parts[-1].line < candidate.line]
        found.sort(key=lambda each: -(sum(map(worth.__getitem__, each.concepts)) + each.bonus) / each.size)
    else:
        return [()]
    return [each.parts for each in found[:MAX_CHAINS]]


def _gains(options: list[_Option], worth: Mapping[str, float], room: int) -> _Group | None:
    get = worth.__getitem__
    gains = [(sum(map(get, option.concepts)) + option.bonus, option) for option in options if option.size <= room]
    gains = [pair for pair in gains if pair[0] > 0]
    if not gains:
        return None
    hull: list[tuple[int, float]] = [(0, 0.0)]
    for gain, option in sorted(gains, key=lambda pair: (pair[1].size, -pair[0])):
        if gain <= hull[-1][1]:
            continue
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= _slope(hull[-1], (option.size, gain)):
            hull.pop()
        hull.append((option.size, gain))
    steps = [(_slope(low, high), high[0] - low[0]) for low, high in pairwise(hull)]
    gains.sort(key=lambda pair: -pair[0] / pair[1].size)
    return _Group(gains[0][0] / gains[0][1].size, gains, steps)


def _slope(low: tuple[int, float], high: tuple[int, float]) -> float:
    return (high[1] - low[1]) / (high[0] - low[0])


def _bound(groups: list[_Group], room: int) -> float:
    """Return the most that the groups can add to a choice, if steps could be taken in part."""
    total = 0.0
    for rate, size in sorted([step for group in groups for step in group.steps], reverse=True):
        if size >= room:
            return total + rate * room
        total += rate * size
        room -= size
    return total
