"""What a model wrote over and over -> what it wrote once.

A model that loops repeats a clause, a sentence, some sentences or whole lines until its answer is full, and its last
copy often breaks off. People repeat themselves too (`加油！加油！加油！`, a song's refrain): what is short stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(r"[^。！？；，!?;]*[。！？；，!?;]+[”’」』）)]?|[^。！？；，!?;]+")
_STUTTER = re.compile(r"([\u3400-\u9fff、]{1,12}?)\1{9,}")
_SHORTEST_STUTTER = 30
"""Characters of a run without a stop: a laugh is shorter."""
_COPIES = 3
_LONG_COPY = 30
"""Characters of which nobody writes the same twice in a row: two copies are a loop."""
_LONGEST_PERIOD = 8
"""Pieces, or lines, that are repeated together at most."""
_LEAST = 16
"""Characters of the copies: of rallying cries and refrains that are called three times, two copies have 4 to 14."""


def once(row: str) -> str:
    """Return a line with what is looped in it once; the line itself where nothing is."""
    if len(row) <= _LEAST:
        return row
    row = _STUTTER.sub(lambda m: m[1] if len(m[0]) >= _SHORTEST_STUTTER else m[0], row)
    pieces = _PIECE.findall(row)
    gone = _repeated(pieces, broken_off=True)
    return "".join(piece for n, piece in enumerate(pieces) if n not in gone) if gone else row


def repeated_rows(rows: Sequence[str]) -> set[int]:
    """Return the indices of the lines that only repeat the lines before them; blank lines between do not count."""
    filled = [n for n, row in enumerate(rows) if row.strip()]
    return {filled[n] for n in _repeated([rows[n].strip() for n in filled], broken_off=False)}


def _repeated(pieces: Sequence[str], *, broken_off: bool) -> set[int]:
    """Return the indices of the pieces that are copies of those before them, three times and more in a row."""
    gone: set[int] = set()
    start = 0
    while start < len(pieces):
        period, end = _loop(pieces, start)
        if not period:
            start += 1
            continue
        if broken_off and end < len(pieces) and end == len(pieces) - 1 and _is_cut(pieces, end, period):
            end += 1
        gone.update(range(start + period, end))
        start = end
    return gone


def _loop(pieces: Sequence[str], start: int) -> tuple[int, int]:
    """Return how many pieces from `start` on are repeated together and where the copies end; 0 for no loop."""
    for period in range(1, _LONGEST_PERIOD + 1):
        end = start + period
        while end < len(pieces) and pieces[end] == pieces[end - period]:
            end += 1
        copies, length = (end - start) // period, sum(map(len, pieces[start : start + period]))
        if (copies >= _COPIES and (copies - 1) * length >= _LEAST) or (copies == _COPIES - 1 and length >= _LONG_COPY):
            return period, end
    return 0, start


def _is_cut(pieces: Sequence[str], end: int, period: int) -> bool:
    """Return whether the last piece is a copy that breaks off."""
    return pieces[end - period].startswith(pieces[end])
