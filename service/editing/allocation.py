"""The rundown: which story gets how many seconds.

A multiple-choice knapsack, solved exactly on a grid of 0.1 s: each story has a menu of depths (left out, one sentence,
a few, all of it), each with what it is worth and how long it lasts; one depth a story is chosen so that the worth is
greatest and the time is right. The time between items can be stretched, so a rundown is right when its speech leaves
each gap between the shortest and the longest that sounds natural.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRID = 0.1
"""Seconds a cell."""
SHORTEST_GAP, NATURAL_GAP, LONGEST_GAP = 0.25, 0.8, 1.5
"""Seconds of silence between items: what still sounds natural on the radio, and what is aimed at."""
GAP_PRICE = 0.02
"""The share of a rundown's worth that a second more or less than the natural gap costs."""


@dataclass(frozen=True, slots=True)
class Depth:
    """One way to tell a story."""

    worth: float
    seconds: float
    """Speech and the pauses inside, without the gaps around."""
    gaps: int
    """How many gaps it adds to the programme."""


LEFT_OUT = Depth(0.0, 0.0, 0)


def choose(
    menus: Sequence[Sequence[Depth]],
    seconds: float,
    gaps: int,
    shortest: float = SHORTEST_GAP,
    longest: float = LONGEST_GAP,
) -> tuple[int, ...] | None:
    """The depth of each story (an index into its menu) with the greatest worth that fits.

    `seconds` is what the stories and all gaps have; `gaps` counts the gaps that are there in any case. Preferred are
    rundowns that end on time with gaps between `shortest` and `longest` seconds; where none fills the time, the fullest
    that does not overrun. None when nothing fits, or a menu is empty.
    """
    import numpy as np

    if seconds <= 0 or not all(menus):
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


def _gap(menus: Sequence[Sequence[Depth]], chosen: Sequence[int], seconds: float, gaps: int) -> float:
    """The seconds that each gap has when the rest of the time is shared out evenly."""
    depths = [menu[i] for menu, i in zip(menus, chosen, strict=True)]
    return (seconds - sum(depth.seconds for depth in depths)) / max(1, gaps + sum(depth.gaps for depth in depths))


def _solve(
    menus: Sequence[Sequence[Depth]], seconds: float, gap: float
) -> tuple[NDArray[np.float64], list[NDArray[np.int16]]]:
    """The greatest worth of each exact total (in cells), and for each story the depth that led there."""
    import numpy as np

    cells = max(1, int(seconds / GRID) + 1)
    table = np.full(cells, -np.inf)
    table[0] = 0.0
    picks: list[NDArray[np.int16]] = []
    for menu in menus:
        new = np.full(cells, -np.inf)
        pick = np.full(cells, -1, dtype=np.int16)
        for i, depth in enumerate(menu):
            shift = _cells(depth, gap)
            if shift >= cells:
                continue
            offered = table[: cells - shift] + depth.worth
            view = new[shift:]
            better = offered > view
            view[better] = offered[better]
            pick[shift:][better] = i
        table = new
        picks.append(pick)
    return table, picks


def _cells(depth: Depth, gap: float) -> int:
    return math.ceil((depth.seconds + depth.gaps * gap) / GRID - 1e-9)


def _trace(
    menus: Sequence[Sequence[Depth]], picks: Sequence[NDArray[np.int16]], cell: int, gap: float
) -> tuple[int, ...]:
    chosen = []
    for menu, pick in zip(reversed(menus), reversed(picks), strict=True):
        i = int(pick[cell])
        chosen.append(i)
        cell -= _cells(menu[i], gap)
    return tuple(reversed(chosen))
