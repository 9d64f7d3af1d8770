"""Large type to heads: a title with its kicker above and its subtitle below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.core import cpu_limit
from service.language import word_list
from service.sources.page_layout.blocks import BlockKind, TextBlock, crosses
from service.sources.page_layout.geometry import Area, around

_HAN_END, _HAN_START = r"[\u3400-\u9fff]{1,6}$", r"^[\u3400-\u9fff]{1,6}"
_BLANK = "　"
_APART = 1.1
"""Times the larger size: a head's lines are no further from one another."""
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
    large = [block for block in blocks if block.kind is BlockKind.LARGE]
    decks = [block for block in blocks if _may_be_deck(block, body)]
    groups: list[list[TextBlock]] = []
    for block in sorted([*large, *decks], key=lambda b: (b.area.top, b.area.left)):
        cpu_limit.check()
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
    if upper.shared_width(lower) <= 0 or lower.top - upper.bottom > _APART * min(size, 1.6 * min(one.size, other.size)):
        return False
    gap = Area(max(a.left, b.left), upper.bottom - 1, min(a.right, b.right), lower.top + 1)
    return not any(crosses(rule, gap) for rule in level)
