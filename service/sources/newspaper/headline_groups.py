"""Typed lines -> heads and blocks: the lines ahead of a text are one head, the others know their part in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.core.messages import _
from service.sources.newspaper import bylines, sign_offs, unbracketed_credits
from service.sources.newspaper.form_corrections import LEADING_BOX
from service.sources.newspaper.line_classes import BRIEF_LEVEL, Block, LineClass, finished
from service.sources.newspaper.line_types import HEAD_TYPES, LineType
from service.sources.newspaper.lost_headlines import with_lost_headlines
from service.sources.newspaper.lost_subheads import with_lost_subheads
from service.sources.newspaper.mark_corrections import rows_of_one, with_levels, with_marks
from service.sources.newspaper.page_furniture import CREDITED_PICTURE
from service.sources.newspaper.page_lines import Line
from service.sources.newspaper.type_corrections import (
    BY_PLACE,
    LED_HEADLINE,
    LEFT_OUT_ROLES,
    LONGEST_COLUMN,
    NUMBERED_COLUMN,
    begins,
    bracketed,
    corrected,
)

_TEXTLESS = _("a heading whose text was left out")
_LEFT_OUT = {
    LineType.CAPTION: (LineClass.CAPTION, _("a picture's caption, by its form and place")),
    LineType.POINTER: (LineClass.FURNITURE, _("a pointer to another page")),
    LineType.TABLE: (LineClass.FURNITURE, _("a row of a table")),
    LineType.FURNITURE: (LineClass.FURNITURE, BY_PLACE),
}
_CREDITED = re.compile(
    r"记者|通讯员|摘自|选自|据|来源|编辑|作者|整理|摄|图|供稿|[局院会社部府室]$|年.{1,3}月.{1,3}日|月\d{1,2}日.{0,2}[电讯][）)]?$"
)
_AMID_TEXT = (LineType.CONTINUATION, LineType.MOVED)
_PARTS = (LineType.SUBHEAD, LineType.BOX_HEADING, LineType.INNER_LABEL)
LONGEST_BOX = 4
"""Lines of a box that leads into an article, its name among them."""
BOX_REACH = 20
"""Items above a box in which its article is looked for."""
LONGEST_CREDIT = 80
"""Characters: no byline is longer."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an article's text."""

    number: int
    """The line of its headline."""
    title: str
    kicker: str = ""
    subtitle: str = ""
    section: str = ""
    level: int = 0
    """The level of the headline's mark; 0 where it is lost."""
    lines: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """Everything it says."""
        return "，".join((self.kicker, self.title, self.subtitle))


@dataclass
class _HeadLines:
    """Lines of one head."""

    lines: list[tuple[Block, LineType]] = field(default_factory=list)
    emptied: bool = False
    """Since its last line something was left out that can have been its text: a caption, a table, where to call."""

    def types(self) -> list[LineType]:
        return [type_ for _, type_ in self.lines]

    def is_label(self) -> bool:
        """Return whether one short line without a mark is all, and no text of it was left out: a column's name."""
        line = self.lines[0][0]
        return len(self.lines) == 1 and not (line.level or self.emptied) and len(line.text) <= LONGEST_COLUMN


def typed(row: Line, block: Block, type_: LineType) -> Block:
    """Return the block in the role that its type gives it; what a line says for itself (a byline, a note) stays."""
    block = replace(block, type=type_)
    if block.role is LineClass.NOTE or not any(c.isalnum() for c in row.text):
        return block
    known = block.role in (LineClass.BYLINE, LineClass.CREDIT) and not block.text
    if not known and (signed := unbracketed_credits.standing(row.text)):
        return replace(block, text="", role=LineClass.CREDIT, authors=signed.authors, credit=row.text)
    if block.level == BRIEF_LEVEL:
        return block
    if type_ in HEAD_TYPES:
        return replace(block, text=row.text, role=LineClass.HEADING)
    if type_ is LineType.FURNITURE and block.role is LineClass.TEXT and len(row.text) >= 15 and finished(row.text):
        return _text(replace(block, level=0))
    if type_ in _LEFT_OUT:
        role, by_type = _LEFT_OUT[type_]
        why = block.why if block.role in (LineClass.CAPTION, LineClass.FURNITURE) else by_type
        return replace(block, role=role, why=why, text=row.text)
    if known or (block.role is LineClass.CAPTION and block.why == CREDITED_PICTURE and type_ in _AMID_TEXT):
        return block
    if type_ in (LineType.BYLINE, LineType.CREDIT):
        return _credit(row, block, type_)
    whole = block.starts or block.ends or row.text[-1] == "。"
    if type_ in _PARTS and not whole:
        return replace(block, role=LineClass.SUBHEADING, text=row.text)
    return _text(replace(block, role=LineClass.TEXT, level=0))


def _credit(row: Line, block: Block, type_: LineType) -> Block:
    """Return a line that is typed a byline or credit, though its form alone does not say so."""
    named = sign_offs.names(row.text) or unbracketed_credits.people(row.text)
    authors = () if sign_offs.says_where(row.text) else named
    if len(row.text) > LONGEST_CREDIT or re.search(r"[。！？].", row.text):
        return _text(replace(block, role=LineClass.TEXT, level=0))
    if not authors and type_ is LineType.CREDIT and not _CREDITED.search(row.text):
        return _text(replace(block, role=LineClass.TEXT, level=0))
    role = LineClass.BYLINE if type_ is LineType.BYLINE else LineClass.CREDIT
    return replace(block, text="", role=role, authors=authors, credit=row.text)


def _text(block: Block) -> Block:
    """Return the text without a dateline or credit of the paper's own form."""
    if not block.starts and (ahead := unbracketed_credits.opening(block.text)):
        authors = block.authors + tuple(a for a in ahead.authors if a not in block.authors)
        taken = f"{block.credit} {ahead.taken}".strip()
        block = replace(block, text=ahead.rest, authors=authors, starts=True, credit=taken)
    if not block.ends and (behind := unbracketed_credits.closing(block.text)):
        authors = block.authors + tuple(a for a in behind.authors if a not in block.authors)
        taken = f"{block.credit} {behind.taken}".strip()
        block = replace(block, text=behind.rest, authors=authors, ends=True, credit=taken, signed=behind.taken)
    return block


def grouped(blocks: Sequence[Block], types: Sequence[LineType]) -> list[Head | Block]:
    """Return the blocks with their head lines put together."""
    types = with_lost_headlines(blocks, types)
    types = with_lost_subheads(blocks, with_marks(blocks, corrected(blocks, with_levels(blocks, types))))
    found: list[Head | Block] = []
    group = _HeadLines()
    for n, (block, type_) in enumerate(zip(blocks, types, strict=True)):
        if block.authors and not block.text:
            type_ = block.type  # nothing but who wrote it heads nothing
        if type_ is not block.type:
            block = replace(block, role=_role(type_), type=type_)
        if _is_signature(group, block):
            people = bylines.names_alone(block.text)
            block = replace(block, text="", role=LineClass.BYLINE, authors=people, credit=block.text)
        if type_ not in HEAD_TYPES or block.role is not LineClass.HEADING:
            if block.role in LEFT_OUT_ROLES:
                found.append(block)
                said = block.type is LineType.TABLE or any(c.isalnum() for c in block.text)
                group.emptied = group.emptied or (said and block.role is not LineClass.NOTE and bool(group.lines))
                continue
            _close(group, found, block)
            group = _HeadLines()
            found.append(block)
            continue
        if group.emptied and block.level and any(above.level == block.level for above, _ in group.lines):
            found += [replace(b, role=LineClass.FURNITURE, why=_TEXTLESS) for b, _ in group.lines]
            group = _HeadLines()
        if type_ in (LineType.LABEL, LineType.KICKER) and LineType.HEADLINE in group.types():
            if not _headline_follows(types, n):
                type_ = LineType.DECK
            elif group.is_label():
                group.lines = [(line, LineType.LABEL) for line, _ in group.lines]
            else:
                _close(group, found)
                group = _HeadLines()
        group.lines.append((block, type_))
    _close(group, found)
    return _with_boxes_below(found)


def _with_boxes_below(found: Sequence[Head | Block]) -> list[Head | Block]:
    """Return the items; a box that leads into an article (`核心提示`) and stands above its head comes below it.

    One that has more words of four characters with what stands above it than with what stands below stays.
    """
    items = list(found)
    for n, item in enumerate(found):
        if not isinstance(item, Block) or item.type is not LineType.BOX_HEADING or not LEADING_BOX.fullmatch(item.text):
            continue
        end = next((k for k in range(n + 1, len(items)) if not _in_box(items[k])), len(items))
        headed = n > 0 and isinstance(items[n - 1], Head)
        leads = not headed and n + 1 < end < min(len(items), n + LONGEST_BOX + 1) and isinstance(items[end], Head)
        if leads and not _is_of_above(items, n, end):
            items[n : end + 1] = [items[end], *items[n:end]]
    return items


def _is_of_above(items: Sequence[Head | Block], start: int, end: int) -> bool:
    """Return whether the box from `start` to before `end` shares more with the items above than with those below."""
    below = next((n for n in range(end + 1, len(items)) if isinstance(items[n], Head)), len(items))
    box = _fours(items[start + 1 : end])
    return len(box & _fours(items[max(0, start - BOX_REACH) : start])) > len(box & _fours(items[end:below]))


def _fours(items: Sequence[Head | Block]) -> set[str]:
    """Return the runs of four characters in the items, an article's length of them at most."""
    texts = [item.words if isinstance(item, Head) else item.text for item in items[:BOX_REACH]]
    return {text[n : n + 4] for text in texts for n in range(len(text) - 3)}


def _in_box(item: Head | Block) -> bool:
    return isinstance(item, Block) and (item.role is LineClass.TEXT or item.role in LEFT_OUT_ROLES) and not item.starts


def _role(type_: LineType) -> LineClass:
    """Return the role of a line whose type was corrected."""
    if type_ in HEAD_TYPES:
        return LineClass.HEADING
    return LineClass.TEXT if type_ in (LineType.PROSE, LineType.BOX) else LineClass.SUBHEADING


def _is_signature(group: _HeadLines, block: Block) -> bool:
    """Return whether the line below a headline, or below a marked line, is nothing but people's names."""
    headed = LineType.HEADLINE in group.types() or any(b.level for b, _ in group.lines)
    return headed and not block.level and bool(block.text and bylines.names_alone(block.text))


def _headline_follows(types: Sequence[LineType], n: int) -> bool:
    """Return whether a headline stands below the line, with nothing but head lines between."""
    for below in range(n + 1, len(types)):
        if types[below] is LineType.HEADLINE:
            return True
        if types[below] not in HEAD_TYPES and types[below] not in _LEFT_OUT:
            return False
    return False


def _close(group: _HeadLines, found: list[Head | Block], following: Block | None = None) -> None:
    """Add the group as a head; lines that are none after all become what they can be."""
    if not group.lines:
        return
    marked = [b.level for b, _ in group.lines if b.level]
    if marked and LineType.HEADLINE not in group.types():
        group.lines = [(b, LineType.HEADLINE if b.level == min(marked) else type_) for b, type_ in group.lines]
    if LineType.HEADLINE in group.types():
        found.append(_head(group))
        return
    has_text = False
    for item in reversed(found):
        has_text = isinstance(item, Block) and item.role in (LineClass.TEXT, LineClass.SUBHEADING)
        if has_text or isinstance(item, Head):
            break
    for block, type_ in group.lines:
        people = bylines.names_alone(block.text) if has_text and not block.level else ()
        if len(people) == 1 and len(group.lines) == 1:
            found.append(replace(block, text="", role=LineClass.CREDIT, authors=people, credit=block.text))
        elif type_ is LineType.LABEL and not (has_text and following is not None):
            found.append(replace(block, role=LineClass.FURNITURE, why=_("a label without a headline")))
        elif type_ is LineType.KICKER and has_text and following is not None and begins(following):
            found.append(Head(block.number, block.text, level=block.level, lines=(block.number,)))
        elif not has_text and found and (last := _last_head(found)) is not None:
            head = found[last]
            assert isinstance(head, Head)
            subtitle = f"{head.subtitle} {block.text}".strip()
            found[last] = replace(head, subtitle=subtitle, lines=(*head.lines, block.number))
        else:
            role = LineClass.TEXT if finished(block.text) else LineClass.SUBHEADING
            found.append(replace(block, role=role, level=0))


def _last_head(found: list[Head | Block]) -> int | None:
    return next((n for n in range(len(found) - 1, -1, -1) if isinstance(found[n], Head)), None)


def _head(group: _HeadLines) -> Head:
    """Return the lines put together."""
    lines: list[tuple[Block, LineType]] = []
    for block, type_ in sorted(group.lines, key=lambda pair: pair[1] is not LineType.HEADLINE):
        if all(block.text != other.text for other, _ in lines):
            lines.append((block, type_))
    lines.sort(key=lambda pair: pair[0].number)
    highest = min((b.level for b, _ in lines if b.level), default=0)
    if highest < max(b.level for b, type_ in lines if type_ is LineType.HEADLINE):
        lines = [
            (b, LineType.HEADLINE if b.level == highest and not bracketed(b.text) else type_) for b, type_ in lines
        ]
    titles = [n for n, (_, type_) in enumerate(lines) if type_ is LineType.HEADLINE]
    marked = [n for n in titles if lines[n][0].level]
    top = min((lines[n][0].level for n in marked), default=0)
    best = next((n for n in reversed(marked) if lines[n][0].level == top), titles[-1])
    block = lines[best][0]
    first, last = _rows_of_headline(lines, best)
    title = " ".join(b.text for b, _ in lines[first : last + 1])
    labels = [b for b, type_ in lines[:best] if type_ is LineType.LABEL]
    if len(labels) > 1 and bracketed(labels[0].text) and not bracketed(labels[-1].text):
        lines = [(b, LineType.KICKER if b is labels[-1] else type_) for b, type_ in lines]
    section = [_bare(b.text) for b, type_ in lines if type_ is LineType.LABEL]
    if led := LED_HEADLINE.match(title):
        section.append(led[1])
        title = title[led.end() :]
    if named := NUMBERED_COLUMN.search(title):
        section.append(named[1])
        title = title[: named.start()].rstrip()
    above = [b.text for b, type_ in lines[:first] if type_ is not LineType.LABEL]
    below = [b.text for b, type_ in lines[last + 1 :] if type_ is not LineType.LABEL]
    numbers = tuple(b.number for b, _ in group.lines)
    return Head(block.number, title, " ".join(above), " ".join(below), " ".join(section), block.level, numbers)


def _rows_of_headline(lines: Sequence[tuple[Block, LineType]], place: int) -> tuple[int, int]:
    """Return the first and the last of the headline's lines: those on the rows right above and below go on with it."""

    def goes_on(upper: int) -> bool:
        (above, _), (below, type_) = lines[upper], lines[upper + 1]
        if type_ is not LineType.HEADLINE:
            return False
        return rows_of_one(above, below) or (not below.level and above.number + 1 == below.number)

    first = last = place
    while first and goes_on(first - 1):
        first -= 1
    while last + 1 < len(lines) and goes_on(last):
        last += 1
    return first, last


def _bare(text: str) -> str:
    """Return a label without its brackets."""
    return text.strip("【】［］〔〕[] ")
