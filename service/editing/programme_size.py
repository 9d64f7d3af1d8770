"""How many stories a programme tells, by its length: an editor's choice first, then what fills the time."""

from __future__ import annotations

import itertools
import sys

STORIES = ((0.0, 7), (300.0, 10), (600.0, 15), (1200.0, 20), (3600.0, 40))
"""Seconds of a programme, and how many stories it tells beside the forecast; between them in proportion.

Of the first 10 by rank an editor leaves out one in 20, of the first 15 one in 8, of the first 20 one in 4, of 25 one in
3 (six invented papers, each left out of the learning). What stands behind them is told where nothing else fills the
time.
"""
LEAST_RANKED = 5
"""So many stories are the day's news, however short the programme: they stand by rank alone."""


def stories(length: float) -> int:
    """Return how many stories beside the forecast a programme of so many seconds tells; 0 seconds: any number."""
    if not length:
        return sys.maxsize
    for (shorter, fewer), (longer, more) in itertools.pairwise(STORIES):
        if length <= longer:
            return round(fewer + (more - fewer) * (length - shorter) / (longer - shorter))
    return STORIES[-1][1]


def ranked(length: float) -> int:
    """Return how many of them stand by rank alone, half of them at the most: the rest stand in blocks by subject."""
    return max(LEAST_RANKED, stories(length) // 2) if length else LEAST_RANKED
