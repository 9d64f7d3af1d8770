"""Decide how many seconds each story gets.

A multiple-choice knapsack, solved exactly on a grid of 0.1 s. Each story has a menu of options (left out, one sentence,
a few, all of it), each with its worth and its length; one option a story is chosen so that the worth is greatest and
the time is right. The gaps between items can be stretched: the time is right when the speech leaves each gap between
the shortest and the longest that sounds natural.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.model import Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CELL_SECONDS = 0.1
"""The resolution of the time."""
SHORTEST_GAP, NATURAL_GAP, LONGEST_GAP = 0.25, 0.8, 1.5
"""Seconds of silence between items: what still sounds natural on the radio, and what is aimed at."""
GAP_PRICE = 0.02
"""The share of the total worth that a second more or less than the natural gap costs."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to tell a story, or to leave it out."""

    worth: float
    seconds: float = 0.0
    """Speech and the pauses inside, without the gaps around; 0 for a story that is left out, or not timed yet."""
    utterances: tuple[Utterance, ...] = ()
    is_whole: bool = True
    """Whether the telling may stop where it does."""

    @property
    def gaps(self) -> int:
        """How many gaps it adds to the programme."""
        return 1 if self.seconds else 0


LEFT_OUT = Option(0.0)


def choose(
    menus: Sequence[Sequence[Option]],
    seconds: float,
    gaps: int,
    shortest: float = SHORTEST_GAP,
    longest: float = LONGEST_GAP,
) -> tuple[int, ...] | None:
    """Return the option of each story (an index into its menu) with the greatest worth that fits.

    `seconds` is the time for the stories and all gaps; `gaps` counts the gaps that are there in any case. Preferred are
    choices that end on time with gaps between `shortest` and `longest` seconds; where none fills the time, the fullest
    that does not overrun. What may not stop where it does is told only where the others cannot fill the time, and first
    what goes on behind a whole telling. None when nothing fits, or a menu is empty.
    """
    if seconds <= 0 or not all(menus):
        return None
    for own in (_whole(menus), _with_a_whole(menus)):
        offered = [[menu[i] for i in indexes] for menu, indexes in zip(menus, own, strict=True)]
        if chosen := _choose(offered, seconds, gaps, shortest, longest):
            found = tuple(indexes[i] for indexes, i in zip(own, chosen, strict=True))
            if _gap(menus, found, seconds, gaps) <= longest:
                return found
    return _choose(menus, seconds, gaps, shortest, longest)


def _whole(menus: Sequence[Sequence[Option]]) -> list[list[int]]:
    return [[i for i, each in enumerate(menu) if each.is_whole] for menu in menus]


def _with_a_whole(menus: Sequence[Sequence[Option]]) -> list[list[int]]:
    """Return the options that are whole, and those that hold a whole one and go on behind it."""
    told = [next((i for i, each in enumerate(menu) if each.is_whole and each.seconds), len(menu)) for menu in menus]
    return [
        [i for i, each in enumerate(menu) if i >= first or not each.seconds]
        for menu, first in zip(menus, told, strict=True)
    ]


def _choose(
    menus: Sequence[Sequence[Option]], seconds: float, gaps: int, shortest: float, longest: float
) -> tuple[int, ...] | None:
    import numpy as np

    if not all(menus):
        return None
    everything = tuple(max(range(len(menu)), key=lambda i, menu=menu: menu[i].seconds) for menu in menus)  # type: ignore[misc]
    if _gap(menus, everything, seconds, gaps) > longest:
        return everything
    table, picks = _solve(menus, seconds - gaps * shortest, shortest)
    best: tuple[float, tuple[int, ...]] | None = None
    fullest: tuple[float, tuple[int, ...]] | None = None
    for cell in np.argsort(-table, kind="stable"):
        worth = float(table[cell])
        if worth == -np.inf or (best and worth < best[0]):
            break  # what follows is worth less even with the best of gaps
        chosen = _trace(menus, picks, int(cell), shortest)
        gap = _gap(menus, chosen, seconds, gaps)
        if gap <= longest:
            worth *= 1 - GAP_PRICE * abs(gap - NATURAL_GAP)
            best = max(best, (worth, chosen)) if best else (worth, chosen)
        elif fullest is None or gap < fullest[0]:
            fullest = (gap, chosen)
    found = best or fullest
    return found[1] if found else None


def _gap(menus: Sequence[Sequence[Option]], chosen: Sequence[int], seconds: float, gaps: int) -> float:
    """Return the seconds that each gap has when the rest of the time is shared out evenly."""
    options = [menu[i] for menu, i in zip(menus, chosen, strict=True)]
    return (seconds - sum(each.seconds for each in options)) / max(1, gaps + sum(each.gaps for each in options))


def _solve(
    menus: Sequence[Sequence[Option]], seconds: float, gap: float
) -> tuple[NDArray[np.float64], list[NDArray[np.int16]]]:
    """Return the greatest worth of each exact total (in cells), and for each story the option that led there."""
    import numpy as np

    cells = max(1, int(seconds / CELL_SECONDS) + 1)
    table = np.full(cells, -np.inf)
    table[0] = 0.0
    picks: list[NDArray[np.int16]] = []
    for menu in menus:
        new = np.full(cells, -np.inf)
        pick = np.full(cells, -1, dtype=np.int16)
        for i, option in enumerate(menu):
            shift = _cells(option, gap)
            if shift >= cells:
                continue
            offered = table[: cells - shift] + option.worth
            view = new[shift:]
            better = offered > view
            view[better] = offered[better]
            pick[shift:][better] = i
        table = new
        picks.append(pick)
    return table, picks


def _cells(option: Option, gap: float) -> int:
    return math.ceil((option.seconds + option.gaps * gap) / CELL_SECONDS - 1e-9)


def _trace(
    menus: Sequence[Sequence[Option]], picks: Sequence[NDArray[np.int16]], cell: int, gap: float
) -> tuple[int, ...]:
    chosen = []
    for menu, pick in zip(reversed(menus), reversed(picks), strict=True):
        i = int(pick[cell])
        chosen.append(i)
        cell -= _cells(menu[i], gap)
    return tuple(reversed(chosen))
