"""Characters to lines: what stands on one baseline, parted where a column ends; and headlines set downwards.

A gap within a line is no wider than the gaps around it, save for a blank. A blank and the gutter between two columns
may be equally wide: at a gutter the lines above and below are parted too.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from service.core import cpu_limit
from service.sources.page_layout.geometry import Area, Glyph, TextLine, around

HEAD_SIZE = 1.18
"""Times the body's size: where headlines begin. Measured on generated pages, whose smallest heads are 1.25."""
_SAME_BASELINE = 0.12
_ASCENT, _DESCENT = 0.86, 0.14
"""Ems above and below the baseline: the em area of Chinese type."""
_SAME_SIZE = 1.06
_PARTED = 0.62
"""Ems: a wider gap may part two columns. Justified lines have gaps of 0.3, columns are 0.9 apart or more."""
_HEADS_PARTED = 0.25
"""Ems of large type: columns that are 10 points apart may have heads of 40 points. `head_lines` joins what is one."""
_LOOSE = 0.6
"""Of a gap's own width: gaps as wide as that on both its sides show that the line is spaced out."""
_BLANKS = 2.4
"""Ems: the widest gap that may be a blank, or two."""
BLANK = 0.4
"""Ems over the line's own spacing, between two letters: a blank, of which the narrowest is half an em."""
_WIDEST_SPACING = 1.6
"""Ems: no line is spaced out further."""
_EXACT = 0.03
"""Ems by which a blank is off a whole em, where no line above or below tells what a gap is."""
_NEIGHBOURS = 3.2
"""Ems above and below a gap in which other lines tell whether it is a gutter."""
_DOUBLED = 0.2
"""Ems: the same character within that distance is the first one's shadow."""


def body_size(sizes: Iterable[tuple[float, int]]) -> float:
    """Return the size that most characters have. `sizes`: of a stretch of text, and its number of characters."""
    counts: Counter[float] = Counter()
    for size, characters in sizes:
        counts[round(size, 1)] += characters
    return max(counts, key=lambda size: (counts[size], -size), default=1.0)


def text_lines(glyphs: Sequence[Glyph], rules: Sequence[Area]) -> list[TextLine]:
    """Return the lines that the characters form. `rules` part what stands at their two sides."""
    printed = _without_shadows([glyph for glyph in glyphs if glyph.text.strip()])
    blanks = [glyph for glyph in glyphs if not glyph.text.strip()]
    body = body_size((glyph.size, 1) for glyph in printed)
    downwards, across = _vertical_runs([g for g in printed if g.size >= HEAD_SIZE * body])
    across += [glyph for glyph in printed if glyph.size < HEAD_SIZE * body]
    upright = [rule for rule in rules if rule.height > rule.width]
    runs = [
        run
        for row in _rows([*across, *blanks])
        for run in _runs(row, upright, _HEADS_PARTED if row[0].size >= HEAD_SIZE * body else _PARTED)
    ]
    return _joined(runs, upright) + [_vertical_line(run) for run in downwards]


def _without_shadows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs without those that are printed twice, a little apart."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        column, row = int(glyph.left // glyph.size), int(glyph.baseline // glyph.size)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in places.get((glyph.text, column + dx, row + dy), ())
        )
        limit = _DOUBLED * glyph.size
        if any(abs(o.left - glyph.left) < limit and abs(o.baseline - glyph.baseline) < limit for o in near):
            continue
        places[glyph.text, column, row].append(glyph)
        kept.append(glyph)
    return kept


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by size and baseline, each row from left to right."""
    rows: list[list[Glyph]] = []
    open_rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        open_rows = [row for row in open_rows if glyph.baseline - row[0].baseline <= _SAME_BASELINE * row[0].size]
        for row in open_rows:
            if _are_of_a_size(row[0], glyph):
                row.append(glyph)
                break
        else:
            open_rows.append([glyph])
            rows.append(open_rows[-1])
    return [sorted(row, key=lambda g: g.left) for row in rows]


def _are_of_a_size(one: Glyph | TextLine, other: Glyph | TextLine) -> bool:
    return max(one.size, other.size) <= _SAME_SIZE * min(one.size, other.size)


def _runs(row: list[Glyph], upright: Sequence[Area], widest: float) -> list[list[Glyph]]:
    """Part a row where a gap is wider than the gaps beside it, or where a rule goes through."""
    em = row[0].size
    gaps = [max(0.0, b.left - a.right) / em for a, b in pairwise(row)]
    runs = [[row[0]]]
    for n, (gap, glyph) in enumerate(zip(gaps, row[1:], strict=True)):
        beside = [*gaps[max(0, n - 1) : n], *gaps[n + 1 : n + 2]]
        loose = gap <= _WIDEST_SPACING and min(beside, default=0.0) >= _LOOSE * gap
        crossed = gap > 0.2 and _is_crossed(row[n].right, glyph.left, glyph.baseline - 0.4 * em, upright)
        if crossed or (gap > widest and not loose):
            runs.append([])
        runs[-1].append(glyph)
    stripped = (_stripped(run) for run in runs)
    return [run for run in stripped if run]


def _stripped(run: list[Glyph]) -> list[Glyph]:
    """Return a run without the blanks at its ends."""
    printed = [n for n, glyph in enumerate(run) if glyph.text.strip()]
    return run[printed[0] : printed[-1] + 1] if printed else []


def _is_crossed(left: float, right: float, y: float, upright: Sequence[Area]) -> bool:
    return any(left - 1 <= rule.middle <= right + 1 and rule.top <= y <= rule.bottom for rule in upright)


def _joined(runs: list[list[Glyph]], upright: Sequence[Area]) -> list[TextLine]:
    """Join runs of one baseline across a blank, and return all as lines."""
    lines = sorted((_line(run) for run in runs), key=lambda line: (line.area.bottom, line.area.left))
    index = _Bands(lines)
    joined: list[TextLine] = []
    for line in lines:
        cpu_limit.check()
        last = joined[-1] if joined else None
        if last and _is_one_line(last, line, index, upright):
            joined[-1] = TextLine(f"{last.text}　{line.text}", around((last.area, line.area)), line.size)
        else:
            joined.append(line)
    return joined


def _is_one_line(left: TextLine, right: TextLine, index: _Bands, upright: Sequence[Area]) -> bool:
    """Return whether two runs are one line with a blank between them: the lines around go on where the gap is."""
    em, gap = right.size, right.area.left - left.area.right
    if not _are_of_a_size(left, right) or abs(left.area.bottom - right.area.bottom) > _SAME_BASELINE * em:
        return False
    if not 0 < gap <= _BLANKS * em:
        return False
    y = (right.area.top + right.area.bottom) / 2
    if _is_crossed(left.area.right, right.area.left, y, upright):
        return False
    through = parted = 0
    for other in index.near(right.area.bottom, _NEIGHBOURS * em):
        if other.area.bottom == right.area.bottom or not _are_of_a_size(other, right):
            continue
        if other.area.left < left.area.right - 0.5 * em and other.area.right > right.area.left + 0.5 * em:
            through += 1
        elif abs(other.area.right - left.area.right) < 0.5 * em or (
            left.area.right - em < other.area.left <= right.area.left + 2.2 * em and other.area.right > right.area.left
        ):
            parted += 1
    if not through and not parted:
        return abs(gap / em - round(gap / em)) < _EXACT
    return 0 < through >= parted


class _Bands:
    """Lines by their height on the page."""

    def __init__(self, lines: Sequence[TextLine], band: float = 20.0) -> None:
        self.band = band
        self.lines: dict[int, list[TextLine]] = defaultdict(list)
        for line in lines:
            self.lines[int(line.area.bottom // band)].append(line)

    def near(self, y: float, distance: float) -> list[TextLine]:
        """Return the lines whose lower edge is at most so far from `y`."""
        bands = range(int((y - distance) // self.band), int((y + distance) // self.band) + 1)
        return [line for band in bands for line in self.lines.get(band, ()) if abs(line.area.bottom - y) <= distance]


def _line(run: Sequence[Glyph]) -> TextLine:
    size = median(glyph.size for glyph in run)
    baseline = run[0].baseline
    area = Area(run[0].left, baseline - _ASCENT * size, run[-1].right, baseline + _DESCENT * size)
    gaps = [max(0.0, b.left - a.right) / size for a, b in pairwise(run)]
    usual = median(gaps) if gaps else 0.0
    text = run[0].text
    for gap, glyph in zip(gaps, run[1:], strict=True):
        blank = gap > usual + BLANK and text[-1].isalnum() and glyph.text.isalnum()
        text += ("　" if blank else "") + glyph.text
    return TextLine(text, area, size)


def _vertical_runs(glyphs: list[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Return the runs of large characters that are set downwards, and the other characters.

    A line is set in the direction in which its characters are closer to one another.
    """
    below: dict[int, int] = {}
    for n, glyph in enumerate(glyphs):
        cpu_limit.check()
        nearest = _nearest_below(glyph, glyphs)
        if nearest is not None and _distance_beside(glyph, glyphs) > 1.02 * (glyphs[nearest].baseline - glyph.baseline):
            below[n] = nearest
    heads = set(below) - set(below.values())
    runs: list[list[Glyph]] = []
    for head in sorted(heads):
        run = [head]
        while run[-1] in below:
            run.append(below[run[-1]])
        if len(run) >= 3:
            runs.append([glyphs[n] for n in run])
    taken = {id(glyph) for run in runs for glyph in run}
    return runs, [glyph for glyph in glyphs if id(glyph) not in taken]


def _nearest_below(glyph: Glyph, glyphs: Sequence[Glyph]) -> int | None:
    """Return the number of the character of the same size right below one."""
    middle = (glyph.left + glyph.right) / 2
    best, found = 2.2 * glyph.size, None
    for n, other in enumerate(glyphs):
        drop = other.baseline - glyph.baseline
        beside = abs((other.left + other.right) / 2 - middle)
        if 0.5 * glyph.size < drop < best and beside < 0.2 * glyph.size and _are_of_a_size(glyph, other):
            best, found = drop, n
    return found


def _distance_beside(glyph: Glyph, glyphs: Sequence[Glyph]) -> float:
    """Return how far off the next character of the same line is, to either side; infinite: there is none."""
    return min(
        (
            abs(other.left - glyph.left)
            for other in glyphs
            if other is not glyph
            and abs(other.baseline - glyph.baseline) < _SAME_BASELINE * glyph.size
            and _are_of_a_size(glyph, other)
        ),
        default=float("inf"),
    )


def _vertical_line(run: Sequence[Glyph]) -> TextLine:
    size = run[0].size
    boxes = [Area(g.left, g.baseline - _ASCENT * size, g.right, g.baseline + _DESCENT * size) for g in run]
    text = run[0].text
    usual = median(b.baseline - a.baseline for a, b in pairwise(run))
    for above, glyph in pairwise(run):
        text += ("　" if glyph.baseline - above.baseline > usual + 0.6 * size else "") + glyph.text
    return TextLine("".join(map(_upright, text)), around(boxes), size, vertical=True)


def _upright(character: str) -> str:
    """Return the usual form of a mark that is drawn for vertical lines (`﹁`, `︵`)."""
    kind, _, code = unicodedata.decomposition(character).partition(" ")
    if kind != "<vertical>":
        return character
    usual = "".join(chr(int(each, 16)) for each in code.split())
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in usual)
