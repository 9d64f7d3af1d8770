"""Which text belongs to which head: the surest links first, over the whole page.

A piece of a column belongs to the head right above it, to the piece above where only a picture or a byline's empty line
is between, or to a neighbouring column of the same article. What speaks for a neighbour: the same top, no rule between,
a head that reaches over both, and a sentence that is open at one's end where the other's first line is not indented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from service.sources.page_layout.blocks import INDENT, TextBlock, crosses
from service.sources.page_layout.geometry import Area, around
from service.sources.page_layout.heads import PageHead

_STOPPED = re.compile(r"[。！？…：；][”’）》」』]*$|[）)]$")
_FAR = 3.4
"""Ems between two pieces of a column that are one article's though nothing fills the gap."""
_GUTTER = 3.2
"""Ems: columns that are further apart are no neighbours."""
_UNKNOWN = 0.3
"""How badly two pieces go together of which nothing speaks for or against it."""


@dataclass(slots=True)
class PageArticle:
    """A head, and the pieces of text below it in the order of reading."""

    head: PageHead | None
    pieces: list[TextBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    cost: float
    one: int
    other: int


def page_articles(
    heads: Sequence[PageHead], pieces: Sequence[TextBlock], rules: Sequence[Area], pictures: Sequence[Area], body: float
) -> list[PageArticle]:
    """Return the page's articles from top to bottom; text that finds no head is in one without, which comes first.

    `pictures` are those of the page with their captions: what may fill a gap within a column.
    """
    links = sorted(_Links(heads, pieces, rules, pictures, body).found(), key=lambda link: link.cost)
    parents = list(range(len(heads) + len(pieces)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = n = parents[parents[n]]
        return n

    for link in links:
        one, other = root(link.one), root(link.other)
        if one != other and not (one < len(heads) and other < len(heads)):
            parents[max(one, other)] = min(one, other)
    articles = [PageArticle(head) for head in heads]
    homeless = PageArticle(None)
    for n, piece in enumerate(pieces, len(heads)):
        owner = root(n)
        (articles[owner] if owner < len(heads) else homeless).pieces.append(piece)
    for article in articles:
        article.pieces = in_reading_order(article.pieces)
    homeless.pieces = in_reading_order(homeless.pieces)
    ordered = sorted(articles, key=lambda a: (a.head.area.top, a.head.area.left) if a.head else (0.0, 0.0))
    return [homeless, *ordered] if homeless.pieces else ordered


class _Links:
    """What may belong together, and how doubtful that is."""

    def __init__(
        self,
        heads: Sequence[PageHead],
        pieces: Sequence[TextBlock],
        rules: Sequence[Area],
        pictures: Sequence[Area],
        body: float,
    ) -> None:
        self.heads, self.pieces, self.pictures, self.em = heads, pieces, pictures, body
        self.level = [rule for rule in rules if rule.width >= rule.height]
        self.upright = [rule for rule in rules if rule.height > rule.width]
        self.areas = [head.area for head in heads] + [piece.area for piece in pieces]
        self.frames = [head.frame for head in heads] + [piece.frame for piece in pieces]
        self.above = {n: self._right_above(n) for n in range(len(heads), len(self.areas))}
        self.spans = [self._span(n) for n in range(len(heads))]

    def found(self) -> Iterator[_Link]:
        for n in range(len(self.heads), len(self.areas)):
            yield from self._upwards(n)
            yield from self._beside(n)

    def _right_above(self, n: int) -> int | None:
        """Return what stands right above a piece, be it a head or a piece; a level rule or a frame parts."""
        area = self.areas[n]
        best, found = -1.0, None
        for m, other in enumerate(self.areas):
            if m == n or self.frames[m] != self.frames[n] or other.shared_width(area) < 0.3 * self.em:
                continue
            if m < len(self.heads) and self.heads[m].vertical:
                continue
            if other.bottom <= area.top + 0.5 * self.em and other.bottom > best:
                best, found = other.bottom, m
        if found is None:
            return None
        gap = Area(area.left, self.areas[found].bottom - 1, area.right, area.top + 1)
        return None if any(crosses(rule, gap) for rule in self.level) else found

    def _span(self, n: int) -> Area:
        """Return the columns right below a head."""
        return around([self.areas[n], *(self.areas[m] for m, above in self.above.items() if above == n)])

    def _upwards(self, n: int) -> Iterator[_Link]:
        above = self.above[n]
        if above is None:
            return
        area, upper = self.areas[n], self.areas[above]
        gap = Area(max(area.left, upper.left), upper.bottom, min(area.right, upper.right), area.top)
        empty = gap.height - sum(
            max(0.0, picture.shared_height(gap)) for picture in self.pictures if picture.shared_width(gap) > 0
        )
        if above < len(self.heads):
            yield _Link(0.0 if empty < _FAR * self.em else 1.0 + empty / self.em / 10, above, n)
            return
        clash = self._clash(above, n)
        if empty <= _FAR * self.em:
            yield _Link(0.1 + 0.3 * clash + max(0.0, empty / self.em - 2) / 10, above, n)

    def _beside(self, n: int) -> Iterator[_Link]:
        """Yield the links of a piece with the next column at its left."""
        area = self.areas[n]
        for m in range(len(self.areas)):
            left = self.areas[m]
            if m == n or self.frames[m] != self.frames[n] or left.shared_height(area) <= 0:
                continue
            if m < len(self.heads):
                if self.heads[m].vertical and 0 <= area.left - left.right < _GUTTER * self.em:
                    yield _Link(0.3 + abs(left.top - area.top) / self.em / 10, m, n)
                continue
            if not -0.5 * self.em <= area.left - left.right <= _GUTTER * self.em:
                continue
            yield _Link(self._cost_beside(m, n), m, n)

    def _cost_beside(self, left: int, right: int) -> float:
        """Return how doubtful it is that a column goes on in the one at its right."""
        a, b = self.areas[left], self.areas[right]
        cost = 1.0 + self._clash(left, right)
        if abs(a.top - b.top) > 0.6 * self.em:
            cost += 0.7
        if any(
            a.right - 1 <= rule.middle <= b.left + 1 and rule.shared_height(b) > 0.5 * b.height for rule in self.upright
        ):
            cost += 1.5
        cost += (b.left - a.right) / self.em / 4
        for n, piece in ((left, b), (right, a)):
            above = self.above[n]
            if above is not None and above < len(self.heads):
                cost += self._reach(above, piece)
                if self.above[right if n == left else left] not in (None, above):
                    cost += 0.5
        return cost

    def _reach(self, head: int, piece: Area) -> float:
        """Return what speaks against a head's reaching over a column that it does not stand over, or for it."""
        own, span = self.areas[head], self.spans[head]
        if own.shared_width(piece) > 0:
            return -0.5
        at_left, at_right = own.left - span.left, span.right - own.right
        towards_right = piece.left > span.left
        if abs(at_left) < 0.5 * self.em and at_right > self.em:
            return 0.0 if towards_right else 1.5
        lacking = at_left - at_right if towards_right else at_right - at_left
        return -0.4 if lacking > self.em else 0.6

    def _clash(self, before: int, after: int) -> float:
        """Return how badly the end of one piece and the beginning of another go together: 0 to 2."""
        one, other = self.pieces[before - len(self.heads)], self.pieces[after - len(self.heads)]
        return clash(one, other)


def clash(one: TextBlock, other: TextBlock) -> float:
    """Return how badly another piece goes on with one: 0, it may; 2, it surely does not."""
    if len(one.lines) == 1 or len(other.lines) == 1:
        return _UNKNOWN
    last, first = one.lines[-1], other.lines[0]
    full = one.area.right - last.area.right < INDENT * last.size
    stopped = bool(_STOPPED.search(last.text))
    indented = first.area.left - other.area.left > INDENT * first.size
    if stopped and full:
        return _UNKNOWN
    return 0.0 if indented is not (full and not stopped) else 2.0


def in_reading_order(pieces: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the pieces column by column; or, where a picture parts all columns and that reads better, band by band."""
    whole = _column_by_column(pieces)
    parted = [piece for band in _bands(pieces) for piece in _column_by_column(band)]
    return parted if _clashes(parted) < _clashes(whole) else whole


def columns_of(pieces: Sequence[TextBlock]) -> list[list[TextBlock]]:
    """Return the pieces by columns, from left to right; those of a column from top to bottom."""
    columns: list[list[TextBlock]] = []
    for piece in sorted(pieces, key=lambda piece: piece.area.left):
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
