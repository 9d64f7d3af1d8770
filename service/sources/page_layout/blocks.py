"""Lines to blocks: pieces of columns, headlines, and what is set smaller than the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.core import cpu_limit
from service.sources.page_layout.geometry import Area, TextLine, around
from service.sources.page_layout.text_lines import HEAD_SIZE

INDENT = 1.2
"""Ems: a first line that begins further in is a paragraph's."""
DEEPEST_INDENT = 3.2
"""Ems: what begins further in is in the middle of its column, or goes around a picture."""
_SMALL = 0.93
"""Times the body's size: what is smaller is a caption, a credit, the page's imprint."""
_SAME_SIZE = 1.07
_LINE_PITCH = 1.9
"""Ems from line to line within a block: text is set with 1.3 to 1.7, and an empty line makes 2.6 or more."""
_HEAD_LINES = 4
"""Lines of large type that are a headline; more are text in a larger size."""


class BlockKind(StrEnum):
    """What a block is by its type."""

    TEXT = "text"
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of one size, one below another, in one column."""

    lines: tuple[TextLine, ...]
    kind: BlockKind
    frame: int = -1
    """The number of the box that it stands in; -1: the open page."""

    @property
    def area(self) -> Area:
        """The box around its lines."""
        return around(line.area for line in self.lines)

    @property
    def size(self) -> float:
        """That of its first line's type."""
        return self.lines[0].size

    @property
    def is_of_whole_paragraphs(self) -> bool:
        """Whether each line is a paragraph, so far as its end tells: then all of them are indented."""
        return all(line.text.endswith("。") for line in self.lines)


def text_blocks(
    lines: Sequence[TextLine], rules: Sequence[Area], frames: Sequence[Area], body: float
) -> list[TextBlock]:
    """Return the blocks. `body` is the size of the page's text."""
    level = [rule for rule in rules if rule.width >= rule.height]
    grown: list[list[tuple[TextLine, int]]] = []
    for line in sorted(lines, key=lambda line: (line.area.bottom, line.area.left)):
        cpu_limit.check()
        frame = _frame_of(line.area, frames)
        above = [group for group in grown[-400:] if _goes_on(group, line, frame, level)]
        if above:
            max(above, key=lambda group: group[-1][0].area.bottom).append((line, frame))
        else:
            grown.append([(line, frame)])
    return [_block([line for line, _ in group], group[0][1], body) for group in grown]


def _block(lines: Sequence[TextLine], frame: int, body: float) -> TextBlock:
    size = lines[0].size
    if size < _SMALL * body:
        kind = BlockKind.SMALL
    elif lines[0].vertical or (size >= HEAD_SIZE * body and len(lines) <= _HEAD_LINES):
        kind = BlockKind.LARGE
    else:
        kind = BlockKind.TEXT
    return TextBlock(tuple(lines), kind, frame)


def _goes_on(group: list[tuple[TextLine, int]], line: TextLine, frame: int, level: Iterable[Area]) -> bool:
    """Return whether a line is the next of a block."""
    last, its_frame = group[-1]
    if its_frame != frame or last.vertical or line.vertical:
        return False
    if max(last.size, line.size) > _SAME_SIZE * min(last.size, line.size):
        return False
    drop = line.area.bottom - last.area.bottom
    if not 0.5 * line.size < drop <= _LINE_PITCH * line.size:
        return False
    if not _is_below(around(each.area for each, _ in group), last, line):
        return False
    between = Area(line.area.left, last.area.bottom - 1, line.area.right, line.area.top + 1)
    return not any(crosses(rule, between) for rule in level)


def _is_below(area: Area, last: TextLine, line: TextLine) -> bool:
    """Return whether a line is below an area whose last line is given, not beside it.

    One of them may be the end of a paragraph that is as short as the other's indent.
    """
    shared = area.shared_width(line.area)
    if shared >= 0.5 * min(area.width, line.area.width):
        return True
    if not min(last, line, key=lambda each: each.area.width).is_stopped:
        return False
    return shared > -INDENT * line.size and abs(line.area.left - area.left) < DEEPEST_INDENT * line.size


def crosses(rule: Area, gap: Area) -> bool:
    """Return whether a level rule goes through a gap between what is above and below it."""
    y = (rule.top + rule.bottom) / 2
    return gap.top <= y <= gap.bottom and rule.shared_width(gap) > 0.5 * gap.width


def _frame_of(area: Area, frames: Sequence[Area]) -> int:
    """Return the number of the smallest box around an area; -1: none."""
    inside = [n for n, frame in enumerate(frames) if frame.holds(area)]
    return min(inside, key=lambda n: frames[n].width * frames[n].height, default=-1)
