"""Which pieces of text and heads may belong together, and how doubtful each link is.

A piece belongs to the head right above it, or to the piece above where a picture or a byline's empty line is between.
Else it goes on from the column at its left. For that speak the same top, no rule between, a head that reaches over
both, and a sentence that is open at one's end where the other's first line is not indented.

The costs are weights that were set by hand on generated pages (`tests/support/printed_newspaper.py`), seeds 0 to 39.
Only their order counts: the surest links are made first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.core import cpu_limit
from service.sources.page_layout.blocks import DEEPEST_INDENT, INDENT, TextBlock, crosses
from service.sources.page_layout.geometry import Area, PrintedMatter, around
from service.sources.page_layout.heads import PageHead
from service.sources.page_layout.reading_order import clash

_FAR, _FAR_BY_PICTURE = 3.4, 6.0
"""Ems that stay empty between a piece and what it belongs to above it; beside a picture and its caption more do."""
_GUTTER = 4.0
"""Ems: columns that are further apart are no neighbours. In small type 20 points are over three."""
_INDENTED = 2.0
"""Ems by which a paragraph's first line is indented: a column of such lines alone begins further left."""
_VERTICAL_GUTTER = 2.5
"""Ems of its own: a head that is set downwards has more room beside it."""
_LEVEL = 0.6
"""Ems: what begins within that height begins level."""
_HEAD_LEVEL = 2.0
"""Ems, for a column and a head, whose first line is larger."""

_SAME_EDGE = 0.5
"""Ems by which the left edges of two pieces of one column differ."""
_BELOW_PICTURES = 2.0
"""Ems between a picture, its caption and the text below them."""

_BELOW_HEAD = 0.0
_BESIDE_VERTICAL_HEAD = 0.05
_BELOW_PICTURE = 0.1
_LEVEL_WITH_HEAD = 0.6
"""A column that begins level with the head of the columns at its left goes on from them."""
_BESIDE = 1.0
_FAR_BELOW_HEAD, _EACH_EM_FURTHER = 1.0, 0.2
_BELOW_GAP = 1.2
"""Below an empty line that nothing explains; `_SHARED_GAP` where the column beside it has one at the same height."""
_SHARED_GAP = 0.5
_CLASH_AT_GAP = 0.5
"""Part of a clash that tells at an empty line, where a paragraph may end; across a picture all of it does."""
_RULE_BETWEEN = 1.5
_NOT_LEVEL = 0.7
_OTHER_ABOVE = 0.5
_OVER = -0.5
"""For a head that stands over the other piece too; the others for one that may reach over it, or hardly does."""
_LACKING, _COMPLETE, _LEFT_OF_HEAD = -0.4, 0.6, 1.5


@dataclass(frozen=True, slots=True)
class TextLink:
    """Two that may belong together, by their numbers: heads first, then pieces."""

    cost: float
    one: int
    other: int


class LinkFinder:
    """The heads and pieces of a page, and what lies between them."""

    def __init__(
        self, heads: Sequence[PageHead], pieces: Sequence[TextBlock], marks: PrintedMatter, body: float
    ) -> None:
        """Take what is linked. `marks` has the page's rules, and pictures with their captions; `body` is an em."""
        self._heads, self._pieces, self._em = heads, pieces, body
        self._pictures = marks.pictures
        self._level = [rule for rule in marks.rules if rule.width >= rule.height]
        self._upright = [rule for rule in marks.rules if rule.height > rule.width]
        self._areas = [head.area for head in heads] + [piece.area for piece in pieces]
        self._frames = [head.frame for head in heads] + [piece.frame for piece in pieces]
        self._numbers = range(len(heads), len(self._areas))
        self._above = {n: self._right_above(n) for n in self._numbers}
        self._spans = [self._span(n) for n in range(len(heads))]

    def found(self) -> Iterator[TextLink]:
        """Yield the links of each piece."""
        for n in self._numbers:
            cpu_limit.check()
            yield from self._upwards(n)
            for m in range(len(self._areas)):
                if m != n and self._frames[m] == self._frames[n]:
                    yield from self._to_head(m, n) if m < len(self._heads) else self._to_column(m, n)

    def _right_above(self, n: int) -> int | None:
        """Return what stands right above a piece, be it a head or a piece; a level rule or a frame parts."""
        cpu_limit.check()
        area = self._areas[n]
        best, found = -1.0, None
        for m, other in enumerate(self._areas):
            if m == n or self._frames[m] != self._frames[n] or other.shared_width(area) < 0.3 * self._em:
                continue
            if m < len(self._heads) and self._heads[m].vertical:
                continue
            if other.bottom <= area.top + 0.5 * self._em and other.bottom > best:
                best, found = other.bottom, m
        if found is None:
            return None
        gap = Area(area.left, self._areas[found].bottom - 1, area.right, area.top + 1)
        return None if any(crosses(rule, gap) for rule in self._level) else found

    def _span(self, n: int) -> Area:
        """Return the head with the columns right below it."""
        return around([self._areas[n], *(self._areas[m] for m, above in self._above.items() if above == n)])

    def _upwards(self, n: int) -> Iterator[TextLink]:
        above = self._above[n]
        if above is None:
            return
        area, upper = self._areas[n], self._areas[above]
        gap = Area(max(area.left, upper.left), upper.bottom, min(area.right, upper.right), area.top)
        covered = sum(
            max(0.0, picture.shared_height(gap)) for picture in self._pictures if picture.shared_width(gap) > 0
        )
        empty = (gap.height - covered) / self._em
        if above < len(self._heads):
            yield TextLink(_BELOW_HEAD if empty < _FAR else _FAR_BELOW_HEAD + _EACH_EM_FURTHER * empty, above, n)
        elif empty <= (_FAR_BY_PICTURE if covered else _FAR):
            filled = covered or self._is_byline(above, area)
            cost = _BELOW_PICTURE if filled else _BELOW_GAP + _SHARED_GAP * self._is_shared_gap(n)
            clash = self._clash(above, n) if covered else _CLASH_AT_GAP * self._clash(above, n)
            yield TextLink(cost + clash, above, n)

    def _to_head(self, head: int, n: int) -> Iterator[TextLink]:
        """Yield the link of a piece with a head at its left: one that is set downwards, or over other columns only."""
        own, area = self._areas[head], self._areas[n]
        apart = abs(own.top - area.top) / self._em
        if self._heads[head].vertical:
            near = max(_GUTTER * self._em, _VERTICAL_GUTTER * self._heads[head].size)
            if own.shared_height(area) > 0 and 0 <= area.left - own.right < near:
                yield TextLink(_BESIDE_VERTICAL_HEAD + max(0.0, apart - 1) / 10, head, n)
            return
        gutter = self._gutter(self._spans[head], n)
        columns = [m for m, above in self._above.items() if above == head]
        if columns and apart < _HEAD_LEVEL and 0 <= gutter < _GUTTER:
            last = max(columns, key=lambda m: self._areas[m].right)
            yield TextLink(_LEVEL_WITH_HEAD + self._clash(last, n) + gutter / 4, head, n)

    def _to_column(self, left: int, right: int) -> Iterator[TextLink]:
        """Yield the link of a piece with one in the column at its left."""
        a, b = self._areas[left], self._areas[right]
        gutter = self._gutter(self._in_column(left, b), right)
        if a.shared_height(b) <= 0 or not -0.5 <= gutter <= _GUTTER:
            return
        cost = _BESIDE + self._clash(left, right) + gutter / 4
        if any(
            a.right - 1 <= rule.middle <= b.left + 1 and rule.shared_height(b) > 0.5 * b.height
            for rule in self._upright
        ):
            cost += _RULE_BETWEEN
        if abs(self._top(left) - self._top(right)) > _LEVEL * self._em:
            cost += _NOT_LEVEL
        for n, other in ((left, right), (right, left)):
            head = self._above[n]
            if head is not None and head < len(self._heads):
                cost += self._reach(head, self._areas[other])
                cost += _OTHER_ABOVE * (self._above[other] not in (None, head))
        yield TextLink(cost, left, right)

    def _gutter(self, left: Area, n: int) -> float:
        """Return how many ems part a piece from what is at its left, without the indent that all its lines may have."""
        piece = self._piece(n)
        gutter = (piece.area.left - left.right) / self._em
        return gutter - (_INDENTED if gutter > _GUTTER and piece.is_of_whole_paragraphs else 0.0)

    def _in_column(self, n: int, right: Area) -> Area:
        """Return a piece's area as wide as its column is elsewhere, left of another piece: its lines may all be short.

        The last line of a paragraph, and a sub-headline.
        """
        area = self._areas[n]
        if right.left - area.right <= _GUTTER * self._em:
            return area
        edges = [
            other.right
            for other in self._areas[len(self._heads) :]
            if abs(other.left - area.left) < _SAME_EDGE * self._em and other.right <= right.left
        ]
        return replace(area, right=max(edges, default=area.right))

    def _is_shared_gap(self, n: int) -> bool:
        """Return whether the column beside a piece begins level with it, below a gap too: where an article ends."""
        area = self._areas[n]
        return any(
            abs(other.top - area.top) < _LEVEL * self._em and -_GUTTER * self._em < other.shared_width(area) <= 0
            for m, other in enumerate(self._areas)
            if (above := self._above.get(m)) is not None
            and above >= len(self._heads)
            and self._frames[m] == self._frames[n]
        )

    def _reach(self, head: int, piece: Area) -> float:
        """Return what speaks against a head's reaching over a column that it does not stand over, or for it.

        A head begins at the left edge of its columns or is in their middle: if it is in the middle of more than those
        right below it, some are lacking.
        """
        own, span = self._areas[head], self._spans[head]
        if own.shared_width(piece) > 0:
            return _OVER
        at_left, at_right = own.left - span.left, span.right - own.right
        towards_right = piece.left > span.left
        if abs(at_left) < 0.5 * self._em and at_right > self._em:
            return 0.0 if towards_right else _LEFT_OF_HEAD
        lacking = at_left - at_right if towards_right else at_right - at_left
        return _LACKING if lacking > self._em else _COMPLETE

    def _top(self, n: int) -> float:
        """Return where a piece begins; with the byline above it, if it has one, or the picture and its caption."""
        above, area = self._above[n], self._areas[n]
        has_byline = above is not None and above >= len(self._heads) and self._is_byline(above, area)
        area = self._areas[above if above is not None and has_byline else n]
        for picture in sorted(self._pictures, key=lambda picture: -picture.bottom):
            near = abs(area.top - picture.bottom) < _BELOW_PICTURES * self._em
            if near and picture.shared_width(area) > 0.5 * area.width:
                area = replace(area, top=picture.top)
        return area.top

    def _is_byline(self, n: int, below: Area) -> bool:
        """Return whether a piece is a line that does not fill its column: an empty line parts it from the text."""
        return len(self._piece(n).lines) == 1 and self._areas[n].width < below.width - INDENT * self._em

    def _piece(self, n: int) -> TextBlock:
        return self._pieces[n - len(self._heads)]

    def _clash(self, before: int, after: int) -> float:
        """Return how badly the end of one piece and the beginning of another go together: 0 to 2."""
        return clash(self._piece(before), self._piece(after), self._margin(before), self._margin(after))

    def _margin(self, n: int) -> Area | None:
        """Return the area of a piece; of a single line, that of the nearest longer piece in its column, if it has one.

        Such a line may be indented, and be as short as it is.
        """
        piece = self._piece(n)
        area = piece.area
        if len(piece.lines) > 1:
            return area
        slack = _SAME_EDGE * self._em
        near = [
            (abs(other.area.top - area.top), other.area.left, other.area)
            for other in self._pieces
            if len(other.lines) > 1
            and other.frame == piece.frame
            and -slack < area.left - other.area.left < DEEPEST_INDENT * self._em
            and area.right < other.area.right + slack
        ]
        return min(near, key=lambda each: each[:2])[2] if near else None
