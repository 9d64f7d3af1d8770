"""Large type on one baseline: one line of a head with a blank in it, or the heads of two articles side by side.

The gap alone does not tell, nor does a gutter below it, since a head may stand over several columns. A line stands in
the middle of its columns or at their left edge: where both parts do, they are two.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.core import cpu_limit
from service.sources.page_layout.blocks import DEEPEST_INDENT, INDENT, BlockKind, TextBlock
from service.sources.page_layout.geometry import Area, TextLine, around
from service.sources.page_layout.text_lines import BLANK

_FURTHER_DOWN = 3.0
"""Ems below a byline in which its column goes on."""
_IN_PLACE = 0.1
"""Ems by which a title is off the middle or the left edge of its columns: none of its own, and the rounding."""
_WIDEST_BLANK = 2.4
"""Ems, within a line of a head that is not spaced out."""


def with_whole_heads(lines: Sequence[TextLine], blocks: Sequence[TextBlock], rules: Sequence[Area]) -> list[TextLine]:
    """Return the lines, the parts of heads joined. `blocks` are what the lines form as they are."""
    upright = [rule for rule in rules if rule.height > rule.width]
    text = [block for block in blocks if block.kind is BlockKind.TEXT]
    frames = {
        line: block.frame
        for block in blocks
        if block.kind is BlockKind.LARGE
        for line in block.lines
        if not line.vertical
    }
    joined: list[TextLine] = []
    for line in sorted(frames, key=lambda line: (round(line.area.bottom), line.area.left)):
        cpu_limit.check()
        last = joined[-1] if joined else None
        if last and frames[last] == frames[line] and _is_one_line(last, line, text, upright):
            blank = line.area.left - last.area.right > _spacing(last) + BLANK * line.size
            whole = TextLine(last.text + ("　" if blank else "") + line.text, around((last.area, line.area)), last.size)
            frames[whole] = frames[last]
            joined[-1] = whole
        else:
            joined.append(line)
    return [line for line in lines if line not in frames] + joined


def _is_one_line(left: TextLine, right: TextLine, text: Sequence[TextBlock], upright: Sequence[Area]) -> bool:
    """Return whether two pieces of large type are one line: it stands better over the columns than each of the two."""
    a, b = left.area, right.area
    gap, em = b.left - a.right, left.size
    if abs(a.bottom - b.bottom) > 0.1 * em or abs(left.size - right.size) > 0.03 * em:
        return False
    if not 0 < gap < _WIDEST_BLANK * em + 2 * _spacing(left):
        return False
    if any(a.right <= rule.middle <= b.left and rule.top <= a.top <= rule.bottom for rule in upright):
        return False
    under_left, under_right = _columns_under(a, text), _columns_under(b, text)
    if not under_left or not under_right or any(block in under_right for block in under_left):
        return True
    if not _begins_article(under_right):
        return True
    columns_left, columns_right = _width_of(under_left, text), _width_of(under_right, text)
    apart = max(_off(a, columns_left), _off(b, columns_right))
    together = _off(around((a, b)), around((columns_left, columns_right)))
    return apart > max(together, _IN_PLACE * em)


def _spacing(line: TextLine) -> float:
    """Return how far apart the characters of a line are."""
    return max(0.0, line.area.width - len(line.text) * line.size) / max(1, len(line.text) - 1)


def _begins_article(columns: Sequence[TextBlock]) -> bool:
    """Return whether the first column begins with a paragraph, or with a line that may be a byline."""
    first = min(columns, key=lambda block: block.area.left)
    return len(first.lines) == 1 or INDENT < (first.lines[0].area.left - first.area.left) / first.size < DEEPEST_INDENT


def _columns_under(area: Area, text: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the pieces of text right below a line."""
    below = [block for block in text if block.area.shared_width(area) > 0 and block.area.top >= area.bottom]
    nearest = min((block.area.top for block in below), default=0.0)
    return [block for block in below if block.area.top < nearest + 0.5 * area.height]


def _width_of(columns: Sequence[TextBlock], text: Sequence[TextBlock]) -> Area:
    """Return the area of columns, with what is below their first pieces: bylines do not fill theirs."""
    area = around(column.area for column in columns)
    below = Area(area.left, area.bottom, area.right, area.bottom + _FURTHER_DOWN * columns[0].size)
    more = [block.area for block in text if block.area.shared_width(below) > 0 and block.area.shared_height(below) > 0]
    return around([area, *more])


def _off(line: Area, columns: Area) -> float:
    """Return how far a line is off the middle or the left edge of the columns below it."""
    return min(abs(line.middle - columns.middle), abs(line.left - columns.left))
