"""Maximum coverage: the stretches that together hold the most concept value within a budget of characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.editing.summary.candidates import Candidate

Choice = dict[int, Candidate]
"""Line -> the stretch of it that is said."""


def value(choice: Choice, worth: Mapping[str, float]) -> float:
    """The summed worth of the distinct concepts that the choice holds."""
    return sum(worth[gram] for gram in frozenset().union(*(c.concepts for c in choice.values())))


def allowed(choice: Choice) -> bool:
    """True when everything that refers back has the whole sentence before it in the choice."""
    return all(not each.refers or (each.line - 1 in choice and choice[each.line - 1].whole) for each in choice.values())


class Solver:
    """Greedy by gain per character from several starts, each improved by exchanges until none helps."""

    def __init__(self, pool: Sequence[Candidate], worth: Mapping[str, float], budget: int) -> None:
        self.pool = [c for c in pool if c.size <= budget]
        self.worth = worth
        self.budget = budget
        self.alone = {id(c): sum(worth[g] for g in c.concepts) for c in self.pool}

    def solve(self) -> Choice:
        """The best choice found."""
        best: Choice = {}
        reached = -1.0
        starts = sorted(self.pool, key=lambda c: (-self.alone[id(c)] / c.size, c.line, c.size))
        for start in [None, *starts[:6]]:
            choice: Choice = {} if start is None or start.refers else {start.line: start}
            choice = self._improve(self._fill(choice))
            worth = value(choice, self.worth)
            if worth > reached + 1e-9:
                best, reached = choice, worth
        return best

    def _gain(self, candidate: Candidate, covered: frozenset[str] | set[str]) -> float:
        worth = self.worth
        return sum([worth[g] for g in candidate.concepts if g not in covered])

    def _fill(self, choice: Choice) -> Choice:
        """Add the stretch of the highest gain per character until none fits."""
        choice = dict(choice)
        covered: set[str] = set().union(*(c.concepts for c in choice.values()))
        room = self.budget - sum(c.size for c in choice.values())
        while True:
            best, density = None, 0.0
            for c in self.pool:
                if c.size > room or c.line in choice or self.alone[id(c)] <= density * c.size:
                    continue
                if c.refers and not (c.line - 1 in choice and choice[c.line - 1].whole):
                    continue
                gain = self._gain(c, covered) / c.size
                if gain > density:
                    best, density = c, gain
            if best is None:
                return choice
            choice[best.line] = best
            covered |= best.concepts
            room -= best.size

    def _improve(self, choice: Choice) -> Choice:
        """Exchange one stretch for another, or for two, while that adds value."""
        reached = value(choice, self.worth)
        while True:
            found = None
            for line in sorted(choice):
                rest = {k: c for k, c in choice.items() if k != line}
                if not allowed(rest):
                    continue
                covered: set[str] = set().union(*(c.concepts for c in rest.values()))
                base = sum(self.worth[g] for g in covered)
                room = self.budget - sum(c.size for c in rest.values())
                ranked = []
                for c in self.pool:
                    if c.size > room or c.line in rest or base + self.alone[id(c)] <= reached * 0.8:
                        continue
                    ranked.append((base + self._gain(c, covered), c))
                ranked.sort(key=lambda pair: (-pair[0], pair[1].line, pair[1].size))
                for _, c in ranked[:5]:
                    new = {**rest, c.line: c}
                    if not allowed(new):
                        continue
                    new = self._fill(new)
                    worth = value(new, self.worth)
                    if worth > reached + 1e-9:
                        found, reached = new, worth
            if found is None:
                return choice
            choice = found
