"""What was recognized where -> lines as a composing system would place them.

A detector's boxes are a little larger than their line, and by a part that varies: the layout compares sizes and
baselines within a few hundredths. So sizes come from the distance of the characters where there are enough, lines that
can be of one size are given one, and what stands on one baseline is put on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from service.language import traditional
from service.sources.page_layout.geometry import Area, TextLine, around
from service.sources.scans.line_gaps import whole_lines
from service.sources.scans.recognized_line import FoundLine, PlacedLine

INK = 0.92
"""Of an em: how high the ink of a line of Chinese is. Measured on four typefaces."""
_SURE = 0.97
"""How sure a character is that is kept though it is of another script: a name's, an old book's."""
_ENOUGH = 6
"""Characters of which the distance tells the size within some hundredths."""
_NARROW = 0.55
"""Ems of a Latin letter or digit."""
_SPACED = 1.25
"""Times the ink's size: characters that are further apart are letter-spaced."""
_BODY_FROM, _BODY_TO, _BODY_TO_SHORT = 0.93, 1.19, 1.3
"""Times the body's size: between these a line is of the text. Few characters tell their size less well."""
_DECK_FROM = 1.08
"""Times the body's size: a line above or below a headline that is larger in both measures is a deck."""
_GUESS = 1.6
"""Times the body's size: what is measured so may be the last word of a paragraph, if a line of text is right above."""
_PITCH = 1.75
"""Ems from one line's middle to that of the next below it."""
_ONE_SIZE = 1.1
"""Times: head lines one above or beside another that differ less are of one size."""
_WIDEST_SPACING = 1.9
"""Ems between the single characters of a head that is spaced out."""
_BLANK = 0.5
"""Ems of nothing between two letters: a blank."""
_QUOTES = frozenset("“”‘’《》〈〉「」『』\"'")
_QUOTES_AS_FIGURES = {"66": "“", "99": "”"}
"""What a quotation mark is read as that was found alone, and is small beside its line."""
_MARK = 0.75
"""Of its line's height: a quotation mark is no higher."""
_AT_LEFT = "。，、；：．！？,.;:"
"""Marks whose ink is at the left of their em."""
_UPRIGHT_FROM = 2.2
"""Times its width: a box that is higher holds a headline that is set downwards."""


def is_upright(area: Area) -> bool:
    """Return whether a box holds text that is set downwards."""
    return area.height > _UPRIGHT_FROM * area.width


def in_one_script(found: Sequence[FoundLine]) -> list[FoundLine]:
    """Return the lines; on a page of simplified characters, single traditional ones that are not sure are simplified.

    The network knows both, and takes one for the other where a head is spaced out or in a rare typeface.
    """
    if traditional.is_traditional("".join(line.text for line in found)):
        return list(found)
    return [replace(line, text=_simplified(line)) for line in found]


def _simplified(line: FoundLine) -> str:
    pairs = zip(line.text, traditional.simplified(line.text), line.scores, strict=True)
    return "".join(other if score < _SURE else character for character, other, score in pairs)


def usual_size(found: Iterable[FoundLine]) -> float:
    """Return the size that most characters have, from which the others are told apart."""
    sizes = [(_size(line), len(line.text)) for line in found if len(line.text) >= _ENOUGH and not line.vertical]
    if not sizes:
        return 0.0
    middle = max(sizes, key=lambda pair: sum(count for size, count in sizes if abs(size / pair[0] - 1) < 0.04))[0]
    return median([size for size, count in sizes if abs(size / middle - 1) < 0.06 for _ in range(count)])


def placed(found: Sequence[FoundLine], body: float) -> list[PlacedLine]:
    """Return the lines with sizes and baselines that fit together. `body` is the size of the text."""
    found = whole_lines(found, body)
    inks = [_ink_size(line) for line in found if len(line.text) >= _ENOUGH and abs(_size(line) / body - 1) < 0.06]
    body_ink = median(inks) if inks else body
    sizes = [_snapped(line, found, body, body_ink) for line in found]
    for n, line in enumerate(found):
        mark = _QUOTES_AS_FIGURES.get(line.text, line.text)
        if _QUOTES.issuperset(mark) and (whose := _beside(line, found, sizes)) is not None:
            sizes[n] = sizes[whose]
            area = replace(line.area, top=found[whose].area.top, bottom=found[whose].area.bottom)
            found[n] = FoundLine(mark, area, (min(line.scores),))
    groups = _equal(found, sizes, body)
    for group in groups:
        total = sum(len(found[n].text) for n in group)
        one = sum(sizes[n] * len(found[n].text) for n in group) / total
        for n in group:
            sizes[n] = one
    lines = [PlacedLine(_line(line, size), (line,)) for line, size in zip(found, sizes, strict=True)]
    return _downwards(_joined(_on_baselines(lines, body), body))


def _ink_size(line: FoundLine) -> float:
    return (line.area.width if line.vertical else line.area.height) / INK


def _size(line: FoundLine) -> float:
    """Return the em of a line: by its characters' distance where they are many and not spaced out, else by its ink."""
    ink = _ink_size(line)
    if line.vertical or not line.places:
        return ink
    start = max_run = best = 0
    for n, character in enumerate([*line.text, " "]):  # the longest run without a blank
        if character.isspace():
            if n - start > max_run:
                max_run, best = n - start, start
            start = n + 1
    wide = [n for n in range(best, best + max_run) if "\u3400" <= line.text[n] <= "\u9fff"]
    if len(wide) < 2 or wide[-1] - wide[0] + 1 < _ENOUGH:
        return ink
    first, last = wide[0], wide[-1]
    units = [_NARROW if "!" <= c <= "~" else 1.0 for c in line.text[first : last + 1]]
    pitch = (line.places[last] - line.places[first]) * line.area.width / (sum(units) - (units[0] + units[-1]) / 2)
    return pitch if pitch < _SPACED * ink else ink


def _snapped(line: FoundLine, found: Sequence[FoundLine], body: float, body_ink: float) -> float:
    """Return a line's size; the body's where it can be of the text.

    The characters' distance and the ink's height are two witnesses: a line of the text may be spaced out, or have the
    ink of a neighbour in its box, and one of another size differs in both.
    """
    size, ink = _size(line), _ink_size(line) * body / body_ink
    if line.vertical:
        return size
    short = len(line.text) < _ENOUGH
    above = _above(line, found, body)
    if above and ((short and size < _GUESS * body) or min(size, ink) < _BODY_FROM * body <= max(size, ink)):
        size, ink = _size(above), _ink_size(above) * body / body_ink
    if max(size, ink) < _BODY_FROM * body:
        return size
    if min(size, ink) >= _DECK_FROM * body and _is_at_head(line, found, body):
        return size
    return body if min(size, ink) < (_BODY_TO_SHORT if short else _BODY_TO) * body else size


def _is_at_head(line: FoundLine, found: Sequence[FoundLine], body: float) -> bool:
    """Return whether larger type, or a headline's line of its own size, stands right above or below a line's middle."""
    return any(
        (_ink_size(other) > _GUESS * body or _BODY_TO * body < _size(other) < _ONE_SIZE * _size(line))
        and other.area.left < line.area.middle < other.area.right
        and -1.1 * body < other.area.shared_height(line.area) < 0.3 * body
        for other in found
    )


def _above(line: FoundLine, found: Sequence[FoundLine], body: float) -> FoundLine | None:
    """Return a longer line right above, under which this one lies: the text's, or a caption's."""
    near = [
        other
        for other in found
        if len(other.text) >= _ENOUGH
        and other.area.left - body < line.area.left
        and line.area.middle < other.area.right
        and _size(other) < _BODY_TO * body
        and 0.5 * body < (line.area.top + line.area.bottom - other.area.top - other.area.bottom) / 2 < _PITCH * body
    ]
    return max(near, key=lambda other: other.area.top, default=None)


def _beside(line: FoundLine, found: Sequence[FoundLine], sizes: Sequence[float]) -> int | None:
    """Return the number of the line whose quotation mark this is: it stands right at its end, in its height."""
    return next(
        (
            n
            for n, other in enumerate(found)
            if not _QUOTES.issuperset(other.text)
            and other.area.shared_height(line.area) > 0.7 * line.area.height
            and line.area.height < _MARK * other.area.height
            and abs(other.area.shared_width(line.area)) < 0.7 * sizes[n]
        ),
        None,
    )


def _equal(found: Sequence[FoundLine], sizes: Sequence[float], body: float) -> list[list[int]]:
    """Return the numbers of large lines that are of one size: near one another, and nearly so measured."""
    large = [n for n, size in enumerate(sizes) if size > body]
    groups: list[list[int]] = []
    for n in large:
        joined = [n]
        rest = []
        for group in groups:
            if any(_may_be_equal(found[m], found[n], sizes[m], sizes[n]) for m in group):
                joined += group
            else:
                rest.append(group)
        groups = [*rest, joined]
    return groups


def _may_be_equal(one: FoundLine, other: FoundLine, size: float, other_size: float) -> bool:
    short = min(len(one.text), len(other.text)) < _ENOUGH
    if max(size, other_size) > (_ONE_SIZE + 0.08 * short) * min(size, other_size) or one.vertical != other.vertical:
        return False
    a, b = one.area, other.area
    level = a.shared_height(b) > 0.6 * min(a.height, b.height) and -2.5 * size < a.shared_width(b) <= 0.2 * size
    below = a.shared_width(b) > 0 and -0.7 * size < a.shared_height(b) < 0.3 * size
    return level or below


def _line(line: FoundLine, size: float) -> TextLine:
    """Return a line in the box that its type would have."""
    area = line.area
    if line.vertical:
        middle = area.middle
        return TextLine(
            line.text, Area(middle - size / 2, area.top, middle + size / 2, area.bottom), size, vertical=True
        )
    centre = (area.top + area.bottom) / 2
    right = area.right + (0.5 * size if line.text[-1:] in _AT_LEFT else 0)
    text = _with_blanks(line, size)
    return TextLine(text, Area(area.left, centre - size / 2, right, centre + size / 2), size)


def _with_blanks(line: FoundLine, size: float) -> str:
    """Return the text with the blanks that its characters' places show."""
    text = ""
    for n, character in enumerate(line.text):
        if character.isspace():
            text += "" if text.endswith("　") else "　"
            continue
        if n and not line.text[n - 1].isspace() and line.places and line.text[n - 1].isalnum() and character.isalnum():
            reach = sum(_NARROW if "!" <= c <= "~" else 1.0 for c in line.text[n - 1 : n + 1]) / 2
            gap = (line.places[n] - line.places[n - 1]) * line.area.width / size - reach
            if gap > _BLANK and len(line.text) >= _ENOUGH:
                text += "　"
        text += character
    return text


def _on_baselines(lines: list[PlacedLine], body: float) -> list[PlacedLine]:
    """Put large lines that stand side by side on one baseline."""
    rows: list[list[int]] = []
    for n, line in sorted(enumerate(each.line for each in lines), key=lambda pair: pair[1].area.left):
        if line.vertical or line.size < _BODY_TO * body:
            continue
        for row in rows:
            last = lines[row[-1]].line
            close = line.area.left - last.area.right < 2.5 * line.size
            if last.size == line.size and abs(last.area.bottom - line.area.bottom) < 0.25 * line.size and close:
                row.append(n)
                break
        else:
            rows.append([n])
    level = list(lines)
    for row in rows:
        bottom = median([lines[n].line.area.bottom for n in row])
        for n in row:
            line = lines[n].line
            area = replace(line.area, top=bottom - line.size, bottom=bottom)
            level[n] = replace(lines[n], line=replace(line, area=area))
    return level


def _joined(lines: list[PlacedLine], body: float) -> list[PlacedLine]:
    """Join the characters of a large line that is spaced out so far that each was found alone."""
    joined: list[PlacedLine] = []
    for each in sorted(lines, key=lambda each: (round(each.line.area.bottom), each.line.area.left)):
        last = joined[-1].line if joined else None
        if last and _is_spaced_out(last, each.line, body):
            whole = replace(last, text=last.text + each.line.text, area=around((last.area, each.line.area)))
            joined[-1] = PlacedLine(whole, joined[-1].parts + each.parts)
        else:
            joined.append(each)
    return joined


def _is_spaced_out(left: TextLine, right: TextLine, body: float) -> bool:
    """Return whether two pieces on a baseline are one line: a quotation mark or a character spaced out is alone."""
    if left.vertical or right.vertical or right.size != left.size or right.size < _BODY_TO * body:
        return False
    gap = (right.area.left - left.area.right) / right.size
    if left.area.bottom != right.area.bottom or not -0.5 < gap < _WIDEST_SPACING:
        return False
    if _QUOTES.issuperset(left.text) or _QUOTES.issuperset(right.text):
        return gap < 1
    spacing = (left.area.width / left.size - len(left.text)) / max(1, len(left.text) - 1)
    return len(right.text) == 1 and gap > 0 and (len(left.text) == 1 or abs(gap - spacing) < 0.3)


def _downwards(lines: list[PlacedLine]) -> list[PlacedLine]:
    """Join what stands below one another in a headline that is set downwards, with a blank between."""
    joined: list[PlacedLine] = []
    for each in sorted(lines, key=lambda each: each.line.area.top):
        for n, other in enumerate(joined):
            if _is_next_below(other.line, each.line):
                text = f"{other.line.text}　{each.line.text}"
                whole = replace(other.line, text=text, area=around((other.line.area, each.line.area)))
                joined[n] = PlacedLine(whole, other.parts + each.parts)
                break
        else:
            joined.append(each)
    return joined


def _is_next_below(upper: TextLine, lower: TextLine) -> bool:
    if not (upper.vertical and lower.vertical) or max(upper.size, lower.size) > _ONE_SIZE * min(upper.size, lower.size):
        return False
    apart = lower.area.top - upper.area.bottom
    return abs(upper.area.middle - lower.area.middle) < 0.3 * upper.size and 0 <= apart < 2 * upper.size
