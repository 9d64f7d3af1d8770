"""Large type to heads: a title with its kicker above and its subtitle below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.language import word_list
from service.sources.page_layout.blocks import DEEPEST_INDENT, INDENT, BlockKind, TextBlock, crosses
from service.sources.page_layout.geometry import Area, TextLine, around

_HAN_END, _HAN_START = r"[\u3400-\u9fff]{1,6}$", r"^[\u3400-\u9fff]{1,6}"
_BLANK = "　"
_APART = 1.1
"""Times the larger size: a head's lines are no further from one another."""
_WIDEST_BLANK = 2.4
"""Ems, within a line of a head that is not spaced out."""
_FURTHER_DOWN = 3.0
"""Ems below a byline in which its column goes on."""
_IN_PLACE = 0.1
"""Ems by which a title is off the middle or the left edge of its columns: none of its own, and the rounding."""
_DECK_SIZE = 1.04
"""Times the body's size: a line right above or below a title that is larger than this belongs to the head."""
_TITLE_SIZE = 0.93
"""Times the largest size: lines of that size are the title too."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """A headline with its decks."""

    blocks: tuple[TextBlock, ...]
    """From top to bottom."""
    frame: int

    @property
    def area(self) -> Area:
        """The box around its lines."""
        return around(block.area for block in self.blocks)

    @property
    def size(self) -> float:
        """That of its largest type."""
        return max(block.size for block in self.blocks)

    @property
    def vertical(self) -> bool:
        """Whether it is read downwards."""
        return any(line.vertical for block in self.blocks for line in block.lines)

    @property
    def title(self) -> str:
        """The largest type. Its lines break where the sense does, or amid a word where it was too long."""
        title, *rest = (line.text for block in self.blocks if self._is_title(block) for line in block.lines)
        for text in rest:
            title += ("" if _parts_word(title, text) else _BLANK) + text
        return title

    @property
    def kickers(self) -> list[str]:
        """The lines before the title."""
        return _rows(self.blocks[: self._first])

    @property
    def subtitles(self) -> list[str]:
        """The lines behind it."""
        return _rows([block for block in self.blocks[self._first :] if not self._is_title(block)])

    def _is_title(self, block: TextBlock) -> bool:
        return block.size >= _TITLE_SIZE * self.size

    @property
    def _first(self) -> int:
        return next(n for n, block in enumerate(self.blocks) if self._is_title(block))


def _parts_word(before: str, after: str) -> bool:
    """Return whether a word goes on from one line's end to the next one's beginning."""
    start, end = (re.search(pattern, text) for pattern, text in ((_HAN_END, before), (_HAN_START, after)))
    if not start or not end:
        return False
    place = 0
    for word, _ in word_list.parted(start[0] + end[0]):
        place += len(word)
        if place >= len(start[0]):
            break
    return place > len(start[0])


def _rows(blocks: Sequence[TextBlock]) -> list[str]:
    """Return the decks, blocks that stand beside one another as one."""
    rows: list[list[TextBlock]] = []
    for block in blocks:
        if rows and abs(rows[-1][0].area.bottom - block.area.bottom) < 0.3 * block.size:
            rows[-1].append(block)
        else:
            rows.append([block])
    return [_BLANK.join(line.text for block in row for line in block.lines) for row in rows]


def page_heads(
    blocks: Sequence[TextBlock], rules: Sequence[Area], body: float
) -> tuple[list[PageHead], list[TextBlock]]:
    """Return the heads, and the blocks that belong to none."""
    level = [rule for rule in rules if rule.width >= rule.height]
    upright = [rule for rule in rules if rule.height > rule.width]
    large = _with_blanks([block for block in blocks if block.kind is BlockKind.LARGE], blocks, upright)
    blocks = [*large, *(block for block in blocks if block.kind is not BlockKind.LARGE)]
    decks = [block for block in blocks if _may_be_deck(block, body)]
    groups: list[list[TextBlock]] = []
    for block in sorted([*large, *decks], key=lambda b: (b.area.top, b.area.left)):
        near = [group for group in groups if any(_is_one_head(other, block, level) for other in group)]
        merged = [block, *(other for group in near for other in group)]
        groups = [group for group in groups if group not in near] + [merged]
    heads = []
    taken: set[int] = set()
    for group in groups:
        if any(block.kind is BlockKind.LARGE for block in group):
            ordered = sorted(group, key=lambda b: (b.area.top, b.area.left))
            if any(block.lines[0].vertical for block in ordered):
                ordered = sorted(group, key=lambda b: -b.area.right)
            heads.append(PageHead(tuple(ordered), ordered[0].frame))
            taken |= {id(block) for block in group}
    return heads, [block for block in blocks if id(block) not in taken]


def _may_be_deck(block: TextBlock, body: float) -> bool:
    return block.kind is BlockKind.TEXT and len(block.lines) <= 2 and block.size >= _DECK_SIZE * body


def _is_one_head(one: TextBlock, other: TextBlock, level: Sequence[Area]) -> bool:
    """Return whether two blocks of large type are one head: above one another, or both downwards beside one another."""
    if one.frame != other.frame:
        return False
    a, b, size = one.area, other.area, max(one.size, other.size)
    if one.lines[0].vertical != other.lines[0].vertical:
        return False
    if one.lines[0].vertical:
        return -a.shared_width(b) < _APART * size and a.shared_height(b) > 0
    upper, lower = (a, b) if a.top <= b.top else (b, a)
    if upper.shared_width(lower) <= 0 or lower.top - upper.bottom > _APART * min(size, 2.2 * min(one.size, other.size)):
        return False
    gap = Area(max(a.left, b.left), upper.bottom - 1, min(a.right, b.right), lower.top + 1)
    return not any(crosses(rule, gap) for rule in level)


def _with_blanks(large: Sequence[TextBlock], blocks: Sequence[TextBlock], upright: Sequence[Area]) -> list[TextBlock]:
    """Join large type on one baseline that a blank parts, and not the gutter between two articles."""
    joined: list[TextBlock] = []
    for block in sorted(large, key=lambda b: (round(b.area.bottom), b.area.left)):
        last = joined[-1] if joined else None
        if last and _is_one_line(last, block, blocks, upright):
            lines = [
                TextLine(f"{a.text}{_BLANK}{b.text}", around((a.area, b.area)), a.size)
                for a, b in zip(last.lines, block.lines, strict=True)
            ]
            joined[-1] = TextBlock(tuple(lines), last.kind, last.frame)
        else:
            joined.append(block)
    return joined


def _is_one_line(left: TextBlock, right: TextBlock, blocks: Sequence[TextBlock], upright: Sequence[Area]) -> bool:
    """Return whether two pieces of large type are one line: it stands better over the columns than each of the two."""
    a, b = left.area, right.area
    gap, em = b.left - a.right, left.size
    if left.frame != right.frame or len(left.lines) != len(right.lines) or left.lines[0].vertical:
        return False
    if abs(a.bottom - b.bottom) > 0.1 * em or abs(left.size - right.size) > 0.03 * em:
        return False
    if not 0 < gap < _WIDEST_BLANK * em + 2 * _spacing(left):
        return False
    if any(a.right <= rule.middle <= b.left and rule.top <= a.top <= rule.bottom for rule in upright):
        return False
    under_left, under_right = _columns_under(a, blocks), _columns_under(b, blocks)
    if not under_left or not under_right or any(block in under_right for block in under_left):
        return True
    if not _begins_article(under_right):
        return True
    columns_left, columns_right = _width_of(under_left, blocks), _width_of(under_right, blocks)
    apart = max(_off(a, columns_left), _off(b, columns_right))
    together = _off(around((a, b)), around((columns_left, columns_right)))
    return apart > max(together, _IN_PLACE * em)


def _spacing(block: TextBlock) -> float:
    """Return how far apart the characters of a line are."""
    line = block.lines[0]
    return max(0.0, line.area.width - len(line.text) * line.size) / max(1, len(line.text) - 1)


def _begins_article(columns: Sequence[TextBlock]) -> bool:
    """Return whether the first column begins with a paragraph, or with a line that may be a byline."""
    first = min(columns, key=lambda block: block.area.left)
    return len(first.lines) == 1 or INDENT < (first.lines[0].area.left - first.area.left) / first.size < DEEPEST_INDENT


def _columns_under(area: Area, blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the pieces of text right below a line."""
    below = [
        block
        for block in blocks
        if block.kind is not BlockKind.LARGE and block.area.shared_width(area) > 0 and block.area.top >= area.bottom
    ]
    nearest = min((block.area.top for block in below), default=0.0)
    return [block for block in below if block.area.top < nearest + 0.5 * area.height]


def _width_of(columns: Sequence[TextBlock], blocks: Sequence[TextBlock]) -> Area:
    """Return the area of columns, with what is below their first pieces: bylines do not fill theirs."""
    area = around(column.area for column in columns)
    below = Area(area.left, area.bottom, area.right, area.bottom + _FURTHER_DOWN * columns[0].size)
    more = [
        block.area for block in blocks if block.area.shared_width(below) > 0 and block.area.shared_height(below) > 0
    ]
    return around([area, *more])


def _off(line: Area, columns: Area) -> float:
    """Return how far a line is off the middle or the left edge of the columns below it."""
    return min(abs(line.middle - columns.middle), abs(line.left - columns.left))
