"""Typed lines -> heads and blocks: the lines ahead of a text are one head, the others know their part in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.sources.newspaper import bylines, open_credits
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.line_classes import BRIEF_LEVEL, Block, LineClass, finished
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import Line

_HEAD = (LineType.LABEL, LineType.KICKER, LineType.HEADLINE, LineType.DECK)
_PLACED = "the page's furniture, by its form and place"
_LEFT_OUT = {
    LineType.CAPTION: (LineClass.CAPTION, "a picture's caption, by its form and place"),
    LineType.POINTER: (LineClass.FURNITURE, "a pointer to another page"),
    LineType.TABLE: (LineClass.FURNITURE, "a row of a table"),
    LineType.FURNITURE: (LineClass.FURNITURE, _PLACED),
}
_CREDITED = re.compile(
    r"^[（(].*[)）]$|记者|通讯员|摘自|选自|据|来源|编辑|作者|整理|摄|图|供稿|[局院会社部府室]$|年.{1,3}月.{1,3}日"
)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳]")
_DASHED = re.compile(r"(?:—|──|--).{1,58}$")
_LED = re.compile(r"【([^】]{1,24})】\s*(?=\S)")
_NAME = re.compile(r"[\u3400-\u9fff“”·]{2,12}")
_PARTS = (LineType.SUBHEAD, LineType.BOX_HEADING, LineType.INNER_LABEL)
_OUT = (LineClass.CAPTION, LineClass.FURNITURE, LineClass.NOTE)
LOYAL_MARKS = 3
"""So many headlines with their marks make one without doubtful."""
LONGEST_PART = 12
"""Characters: a longer line that is typed a headline is one."""
LIKENESS_FACTOR = 15.0
HEADLINE_SCORE = 0.12
"""A short line is a headline when the share of its words that the text below tells, less LIKENESS_FACTOR times the
likeness of the texts above and below it, exceeds this. On the development pages most lost headlines have 0.3 and more,
most subheadings less than 0.1."""
TOLD_SHARE = 0.2
"""Share of a headline's words that its text has at least."""
REACH = 60
"""Blocks: so much of the text above and below a line is looked at."""
LONGEST_COLUMN = 10
"""Characters: no column's name is longer."""
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

    def types(self) -> list[LineType]:
        return [type_ for _, type_ in self.lines]


def typed(row: Line, block: Block, type_: LineType) -> Block:
    """Return the block in the role that its type gives it; what a line says for itself (a byline, a note) stays."""
    block = replace(block, type=type_)
    if block.role is LineClass.NOTE or not any(c.isalnum() for c in row.text):
        return block
    known = block.role in (LineClass.BYLINE, LineClass.CREDIT) and not block.text
    if not known and (signed := open_credits.standing(row.text)):
        return replace(block, text="", role=LineClass.CREDIT, authors=signed.authors, credit=row.text)
    if block.level == BRIEF_LEVEL:
        return block
    if type_ in _HEAD:
        return replace(block, text=row.text, role=LineClass.HEADING)
    if type_ is LineType.FURNITURE and block.role is LineClass.TEXT and len(row.text) >= 15 and finished(row.text):
        return _text(replace(block, level=0))
    if type_ in _LEFT_OUT:
        role, why = _LEFT_OUT[type_]
        why = block.why if block.role in (LineClass.CAPTION, LineClass.FURNITURE) else why
        return replace(block, role=role, why=why, text=row.text)
    if known:
        return block
    if type_ in (LineType.BYLINE, LineType.CREDIT):
        return _credit(row, block, type_)
    whole = block.starts or block.ends or row.text[-1] == "。"
    if type_ in _PARTS and not whole:
        return replace(block, role=LineClass.SUBHEADING, text=row.text)
    return _text(replace(block, role=LineClass.TEXT, level=0))


def _credit(row: Line, block: Block, type_: LineType) -> Block:
    """Return a line that is typed a byline or credit, though its form alone does not say so."""
    authors = open_credits.people(row.text)
    if len(row.text) > LONGEST_CREDIT or re.search(r"[。！？].", row.text):
        return _text(replace(block, role=LineClass.TEXT, level=0))
    if not authors and type_ is LineType.CREDIT and not _CREDITED.search(row.text):
        return _text(replace(block, role=LineClass.TEXT, level=0))
    role = LineClass.BYLINE if type_ is LineType.BYLINE else LineClass.CREDIT
    return replace(block, text="", role=role, authors=authors, credit=row.text)


def _text(block: Block) -> Block:
    """Return the text without a dateline or credit of the paper's own form."""
    if not block.starts and (ahead := open_credits.opening(block.text)):
        authors = block.authors + tuple(a for a in ahead.authors if a not in block.authors)
        taken = f"{block.credit} {ahead.taken}".strip()
        block = replace(block, text=ahead.rest, authors=authors, starts=True, credit=taken)
    if not block.ends and (behind := open_credits.closing(block.text)):
        authors = block.authors + tuple(a for a in behind.authors if a not in block.authors)
        taken = f"{block.credit} {behind.taken}".strip()
        block = replace(block, text=behind.rest, authors=authors, ends=True, credit=taken)
    return block


def grouped(blocks: Sequence[Block], types: Sequence[LineType]) -> list[Head | Block]:
    """Return the blocks with their head lines put together."""
    if LineType.HEADLINE not in types:
        types = _with_headline(blocks, types)
    types = _with_columns(blocks, _by_words(blocks, types))
    found: list[Head | Block] = []
    group = _HeadLines()
    for n, (block, type_) in enumerate(zip(blocks, types, strict=True)):
        if type_ is not block.type:
            block = replace(block, role=LineClass.HEADING if type_ in _HEAD else LineClass.SUBHEADING, type=type_)
        if _is_signature(group, block):
            people = bylines.names_alone(block.text)
            block = replace(block, text="", role=LineClass.BYLINE, authors=people, credit=block.text)
        if type_ not in _HEAD or block.role is not LineClass.HEADING:
            if block.role in (LineClass.CAPTION, LineClass.FURNITURE, LineClass.NOTE):
                found.append(block)
                continue
            _close(group, found, block)
            group = _HeadLines()
            found.append(block)
            continue
        if type_ in (LineType.LABEL, LineType.KICKER) and LineType.HEADLINE in group.types():
            if not _headline_follows(types, n):
                type_ = LineType.DECK
            else:
                _close(group, found)
                group = _HeadLines()
        group.lines.append((block, type_))
    _close(group, found)
    return found


def _by_words(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; of a lone line without a mark amid text, the words tell a headline from a sub-headline.

    Where other headlines have their marks, a short one without is a headline only if the text below tells it and is not
    like the text above (`told_apart`).
    """
    changed = list(types)
    marked = sum(t is LineType.HEADLINE and b.level > 0 for b, t in zip(blocks, types, strict=True))
    kept = [n for n, block in enumerate(blocks) if block.role not in _OUT]
    words = BigramWeights(blocks[n].text for n in kept)
    for place, n in enumerate(kept):
        line = blocks[n]
        doubted = types[n] is LineType.HEADLINE and not line.level and len(line.text) <= LONGEST_PART
        if not doubted or marked < LOYAL_MARKS or not 0 < place < len(kept) - 1:
            continue
        before, after = blocks[kept[place - 1]], blocks[kept[place + 1]]
        if before.role is not LineClass.TEXT or before.ends or after.role is not LineClass.TEXT or _begins(after):
            continue
        above, below = (
            _stretch(kept[max(0, place - REACH) : place][::-1], types),
            _stretch(kept[place + 1 : place + 1 + REACH], types),
        )
        upper, lower = [blocks[m].text for m in above], [blocks[m].text for m in below]
        if not told_apart(line.text, upper, lower, words):
            changed[n] = LineType.SUBHEAD
    return changed


def _with_columns(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a marked line below a credit is a headline, and so is a label with a byline right below it; a
    numbered line amid text is a sub-headline, and a short line of head or text that begins with a dash is a deck.

    What such a label's text is (the beginning of the article whose headline stands below) `articles` tells.
    """
    changed = _with_labels(blocks, types)
    kept = [n for n, block in enumerate(blocks) if block.role not in _OUT]
    for place, n in enumerate(kept[:-1]):
        before, after = blocks[kept[place - 1]] if place else None, blocks[kept[place + 1]]
        closed = before is not None and (before.role is LineClass.CREDIT or before.ends)
        within = before is not None and before.role is LineClass.TEXT and after.role is LineClass.TEXT
        if types[n] is LineType.HEADLINE and within and _NUMBERED.match(blocks[n].text) and not _begins(after):
            changed[n] = LineType.SUBHEAD
        elif (types[n] is LineType.SUBHEAD and blocks[n].level and closed) or (
            types[n] is LineType.LABEL and after.role is LineClass.BYLINE and len(blocks[n].text) <= LONGEST_COLUMN
        ):
            changed[n] = LineType.HEADLINE
        elif place and changed[kept[place - 1]] is LineType.HEADLINE and _DASHED.match(blocks[n].text):
            changed[n] = LineType.DECK
    return changed


def _with_labels(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a few characters right above a head, of which only their place says furniture, are a label;
    and a label with a headline behind it is a headline.
    """
    changed = list(types)
    for n in range(len(blocks) - 1):
        if types[n] is LineType.LABEL and _LED.match(blocks[n].text) and types[n + 1] not in _HEAD:
            changed[n] = LineType.HEADLINE
        placed = types[n] is LineType.FURNITURE and blocks[n].why == _PLACED
        if placed and types[n + 1] in _HEAD and _NAME.fullmatch(blocks[n].text):
            changed[n] = LineType.LABEL
    return changed


def _stretch(numbers: Sequence[int], types: Sequence[LineType]) -> list[int]:
    """Return the numbers up to the next head."""
    end = next((k for k, n in enumerate(numbers[:REACH]) if types[n] in _HEAD), min(len(numbers), REACH))
    return list(numbers[:end])


def told_apart(line: str, above: list[str], below: list[str], words: BigramWeights) -> bool:
    """Return whether the text below tells the line, and is another thing than the text above."""
    gist, upper, lower = grams(line), grams("，".join(above)), grams("，".join(below))
    told, echo, alike = words.share(gist, lower), words.share(gist, upper), words.likeness(upper, lower)
    clear = told - LIKENESS_FACTOR * alike > HEADLINE_SCORE or (told >= 0.8 and alike < 0.1 and echo < TOLD_SHARE)
    return told >= TOLD_SHARE and echo < 0.4 and clear


def _is_signature(group: _HeadLines, block: Block) -> bool:
    """Return whether the line below a headline, or below a marked line, is nothing but people's names."""
    headed = LineType.HEADLINE in group.types() or any(b.level for b, _ in group.lines)
    return headed and not block.level and bool(block.text and bylines.names_alone(block.text))


def _headline_follows(types: Sequence[LineType], n: int) -> bool:
    """Return whether a headline stands below the line, with nothing but head lines between."""
    for below in range(n + 1, len(types)):
        if types[below] is LineType.HEADLINE:
            return True
        if types[below] not in _HEAD and types[below] not in _LEFT_OUT:
            return False
    return False


def _with_headline(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types of a page on which no headline was found: its first short line ahead of text is one."""
    changed = list(types)
    for n, block in enumerate(blocks[:-1]):
        if block.role in (LineClass.HEADING, LineClass.SUBHEADING) and len(block.text) <= 60:
            changed[n] = LineType.HEADLINE
            break
    return changed


def _begins(block: Block) -> bool:
    """Return whether the block shows by itself that an article begins here."""
    return block.role is LineClass.BYLINE or block.starts


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
        if type_ is LineType.LABEL and not (has_text and following is not None):
            found.append(replace(block, role=LineClass.FURNITURE, why="a label without a headline"))
        elif type_ is LineType.KICKER and has_text and following is not None and _begins(following):
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
        lines = [(b, LineType.HEADLINE if b.level == highest and not _bracketed(b) else type_) for b, type_ in lines]
    titles = [n for n, (_, type_) in enumerate(lines) if type_ is LineType.HEADLINE]
    marked = [n for n in titles if lines[n][0].level]
    top = min((lines[n][0].level for n in marked), default=0)
    best = next((n for n in reversed(marked) if lines[n][0].level == top), titles[-1])
    block = lines[best][0]
    title = block.text
    labels = [b for b, type_ in lines[:best] if type_ is LineType.LABEL]
    if len(labels) > 1 and _bracketed(labels[0]) and not _bracketed(labels[-1]):
        lines = [(b, LineType.KICKER if b is labels[-1] else type_) for b, type_ in lines]
    section = [_bare(b.text) for b, type_ in lines if type_ is LineType.LABEL]
    if led := _LED.match(title):
        section.append(led[1])
        title = title[led.end() :]
    above = [b.text for b, type_ in lines[:best] if type_ is not LineType.LABEL]
    below = [b.text for b, type_ in lines[best + 1 :] if type_ is not LineType.LABEL]
    numbers = tuple(b.number for b, _ in group.lines)
    return Head(block.number, title, " ".join(above), " ".join(below), " ".join(section), block.level, numbers)


def _bracketed(label: Block) -> bool:
    return label.text[:1] in "【［〔["


def _bare(text: str) -> str:
    """Return a label without its brackets."""
    return text.strip("【】［］〔〕[] ")
