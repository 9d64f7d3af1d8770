"""The order in which the pieces of an article are read, and how well one goes on in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.core import cpu_limit
from service.sources.page_layout.blocks import INDENT, TextBlock
from service.sources.page_layout.geometry import Area, around

UNKNOWN = 0.3
"""How badly two pieces go together of which nothing speaks for or against it."""
_STOPPED = re.compile(r"[。！？…：；][”’）》」』]*$|[）)]$")


def clash(one: TextBlock, other: TextBlock, margin: Area | None = None, other_margin: Area | None = None) -> float:
    """Return how badly another piece goes on with one: 0, it may; 2, it surely does not.

    The margins are those of their columns; without them, a piece of one line does not tell whether it is full or
    indented.
    """
    margin = margin or _own_margin(one)
    other_margin = other_margin or _own_margin(other)
    if not margin or not other_margin:
        return UNKNOWN
    last, first = one.lines[-1], other.lines[0]
    full = margin.right - last.area.right < INDENT * last.size
    stopped = bool(_STOPPED.search(last.text))
    indented = first.area.left - other_margin.left > INDENT * first.size
    if stopped and full:
        return UNKNOWN
    return 0.0 if indented is not (full and not stopped) else 2.0


def _own_margin(piece: TextBlock) -> Area | None:
    return piece.area if len(piece.lines) > 1 else None


def in_reading_order(pieces: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the pieces column by column; or, where a picture parts all columns and that reads better, band by band."""
    whole = _column_by_column(pieces)
    parted = [piece for band in _bands(pieces) for piece in _column_by_column(band)]
    return parted if _clashes(parted) < _clashes(whole) else whole


def columns_of(pieces: Sequence[TextBlock]) -> list[list[TextBlock]]:
    """Return the pieces by columns, from left to right; those of a column from top to bottom."""
    columns: list[list[TextBlock]] = []
    for piece in sorted(pieces, key=lambda piece: piece.area.left):
        cpu_limit.check()
        for column in columns:
            area = around(each.area for each in column)
            if area.shared_width(piece.area) > 0.5 * min(area.width, piece.area.width):
                column.append(piece)
                break
        else:
            columns.append([piece])
    return [sorted(column, key=lambda piece: piece.area.top) for column in columns]


def _column_by_column(pieces: Sequence[TextBlock]) -> list[TextBlock]:
    return [piece for column in columns_of(pieces) for piece in column]


def _bands(pieces: Sequence[TextBlock]) -> list[list[TextBlock]]:
    """Return the pieces in bands that none of them crosses."""
    bands: list[list[TextBlock]] = []
    for piece in sorted(pieces, key=lambda piece: piece.area.top):
        if bands and max(each.area.bottom for each in bands[-1]) > piece.area.top + piece.size:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    return bands


def _clashes(pieces: Sequence[TextBlock]) -> float:
    return sum(clash(one, other) for one, other in pairwise(pieces))
