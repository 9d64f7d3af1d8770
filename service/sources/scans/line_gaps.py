"""Gaps within lines of text: where a detector took two columns for one line, or one line for two.

A blank within a line and the gutter between two columns may be equally wide: the lines above and below tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.sources.page_layout.geometry import around
from service.sources.scans.recognized_line import FoundLine

_GUTTER, _NARROWEST = 0.75, 0.3
"""Ems between two characters that may be of two columns. Their places are known within a fifth of an em."""
_SURELY = 4
"""Lines that part at a gap which may be none."""
_NEAR = 4.0
"""Ems above and below a gap in which other lines tell whether it is a gutter."""
_LARGE = 1.2
"""Times the text's size: ink that is higher is a headline's, whose gaps say less."""
_TEXT = 1.08
"""Times the text's size: ink that is higher may be a kicker's."""
_FEWEST = 6
"""Characters of a line that may be two."""
_WIDEST_BLANK = 2.4
"""Ems between two pieces of one line."""


def whole_lines(found: Sequence[FoundLine], body: float) -> list[FoundLine]:
    """Return the lines, parted at gutters and joined across blanks. `body` is the size of the text."""
    return _joined([part for line in found for part in _parted(line, found, body)], body)


def _joined(lines: Sequence[FoundLine], body: float) -> list[FoundLine]:
    joined: list[FoundLine] = []
    for line in sorted(lines, key=lambda line: line.area.left):
        for n, other in enumerate(joined):
            if _is_one(other, line, lines, body):
                joined[n] = _together(other, line)
                break
        else:
            joined.append(line)
    return joined


def _is_one(left: FoundLine, right: FoundLine, lines: Sequence[FoundLine], body: float) -> bool:
    """Return whether two pieces on a row are one line: the lines above and below go on through the gap."""
    a, b = left.area, right.area
    if left.vertical or right.vertical or max(a.height, b.height) > _LARGE * body:
        return False
    if a.shared_height(b) < 0.6 * min(a.height, b.height) or not 0 <= b.left - a.right < _WIDEST_BLANK * body:
        return False
    through, parted = _witnesses(a.right, b.left, right, lines, body)
    return through > 0 and not parted


def _together(left: FoundLine, right: FoundLine) -> FoundLine:
    area = around((left.area, right.area))
    at = [line.area.left + place * line.area.width for line in (left, right) for place in line.places]
    places = tuple((each - area.left) / area.width for each in at)
    return FoundLine(left.text + right.text, area, left.scores + right.scores, places)


def _parted(line: FoundLine, found: Sequence[FoundLine], body: float) -> list[FoundLine]:
    """Return the two lines of neighbouring columns that a detector took for one: the lines around are parted there."""
    if line.vertical or len(line.text) < _FEWEST or line.area.height > _LARGE * body:
        return [line]
    at = [line.area.left + place * line.area.width for place in line.places]
    printed = [n for n, character in enumerate(line.text) if not character.isspace()]
    for n, m in pairwise(printed):
        left, right = at[n] + body / 2, at[m] - body / 2
        if right - left > _NARROWEST * body and _is_gutter(left, right, line, found, body):
            return [_piece(line, at, 0, n + 1, body), *_parted(_piece(line, at, m, len(at), body), found, body)]
    return [line]


def _is_gutter(left: float, right: float, line: FoundLine, found: Sequence[FoundLine], body: float) -> bool:
    """Return whether far more lines above and below end or begin at a gap than go on through it; none, if narrow."""
    through, parted = _witnesses(left, right, line, found, body)
    return parted > 2 * through if right - left > _GUTTER * body else parted >= _SURELY and not through


def _witnesses(left: float, right: float, line: FoundLine, found: Sequence[FoundLine], body: float) -> tuple[int, int]:
    """Return how many lines of text above and below go on through a gap, and how many end or begin at it."""
    through = parted = 0
    for other in found:
        area = other.area
        if other is line or other.vertical or area.height > _TEXT * body:
            continue  # a headline stands over several columns
        if not -_NEAR * body < area.shared_height(line.area) < 0.5 * body:
            continue
        crosses = area.left < left - 0.5 * body and area.right > right + 0.5 * body
        through += crosses and not _has_gap(other, (left + right) / 2, body)
        parted += crosses and _has_gap(other, (left + right) / 2, body)
        parted += abs(area.left - right) < 2.5 * body or abs(area.right - left) < 0.7 * body
    return through, parted


def _has_gap(line: FoundLine, x: float, body: float) -> bool:
    """Return whether a line has a gap at that place too: it may be of two columns itself."""
    at = [line.area.left + place * line.area.width for place in line.places]
    return any(a < x < b and b - a > (1 + _GUTTER) * body for a, b in pairwise(at))


def _piece(line: FoundLine, at: Sequence[float], start: int, end: int, body: float) -> FoundLine:
    """Return a part of a line; `at` are the middles of its characters."""
    left = line.area.left if start == 0 else at[start] - body / 2
    right = line.area.right if end == len(at) else at[end - 1] + body / 2
    places = tuple((each - left) / max(1.0, right - left) for each in at[start:end])
    area = replace(line.area, left=left, right=right)
    return FoundLine(line.text[start:end], area, line.scores[start:end], places)
