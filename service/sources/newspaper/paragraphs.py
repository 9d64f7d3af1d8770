"""Step 6: an article's blocks -> whole paragraphs: sentences that a column broke are joined, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.core.messages import _
from service.language import sentences
from service.language.surnames import is_person_name
from service.model import UNREADABLE
from service.sources.newspaper import bylines, unbracketed_credits
from service.sources.newspaper.bylines import Credit
from service.sources.newspaper.continuation import (
    CONTINUES,
    SHORT_BREAK,
    SURELY_CONTINUES,
    goes_on,
    opens_amid,
    opens_in_word,
)
from service.sources.newspaper.line_classes import Block, LineClass, finished
from service.sources.newspaper.line_types import LineType

_LEVELS = "省市县区州旗镇乡村"
"""Levels of government: one stands ahead of the name of its office."""
LONGEST_REST = 20
"""Characters: so short a sentence below a long line that ends in a word is its rest: 28 of 28 in damaged papers."""
_DAY_ALONE = re.compile(r"(?:\d日|[今明后]天|[今明]晚|(?:星期|周)[一二三四五六日天])[：:]$")
"""`明天：晴，25℃。31日：` above `晴转多云，26℃。`: what is said of the day is not lost."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Join:
    """Two lines made one."""

    number: int
    """The line that was joined to the one before."""
    before: str
    """Where they met, a bar between."""
    why: str


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Whole paragraphs, what was joined, and the sentences that stay without their beginning or end."""

    texts: tuple[str, ...]
    joins: tuple[Join, ...]
    damaged: tuple[str, ...]
    subheadings: frozenset[str] = frozenset()
    credits: tuple[Credit, ...] = ()
    """Datelines and credits that a column broke, found when their halves were joined."""


def paragraphs(blocks: list[Block]) -> Paragraphs:
    """Return the article's text in whole paragraphs."""
    texts: list[str] = []
    joins: list[Join] = []
    damaged: list[str] = []
    whole = True
    last: Block | None = None
    for block in _with_signatures(blocks):
        if block.role is LineClass.SUBHEADING or (block.role is LineClass.CREDIT and block.text):
            if not whole:
                damaged.append(_last(texts[-1]))
            texts.append(block.text)
            whole = True
        elif block.role is LineClass.TEXT and block.text:
            cut = not whole or (block.type is LineType.CONTINUATION and _ends_in_number(last))
            cut = cut or bool(texts and _is_amid_quotation(texts[-1], block.text))
            if texts and (_DAY_ALONE.search(texts[-1]) or (cut and _continues(last, texts[-1], block))):
                joins.append(
                    Join(block.number, f"{texts[-1][-8:]}|{block.text[:8]}", _("the line before ends amid a sentence"))
                )
                texts[-1] += _seam(texts[-1][-1], block.text[0]) + block.text
            else:
                if not whole:
                    damaged.append(_last(texts[-1]))
                if opens_amid(block.text) or (block.broken and _cut_in_word(block.text)):
                    damaged.append(_first(block.text))
                texts.append(block.text)
            last = block
            whole = not _broken(last, texts[-1])
    credits: list[Credit] = []
    if texts and joins:
        for find, place in ((bylines.dateline, 0), (bylines.signature, -1)):
            if (credit := find(texts[place])) and credit.rest:
                credits.append(credit)
                texts[place] = credit.rest
                whole = whole or finished(credit.rest)
    if not whole:
        damaged.append(_last(texts[-1]))
    subheadings = frozenset(b.text for b in blocks if b.role is LineClass.SUBHEADING)
    return Paragraphs(tuple(texts), tuple(joins), tuple(dict.fromkeys(damaged)), subheadings, tuple(credits))


def _with_signatures(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, with the signatures that belong to the text as credits of their own that have a text.

    These are a reader's below a letter (`东漕区市民 谭谨言`), and the names behind the parts that several persons wrote
    (`（鹿野）`), two at least. They end without a stop, so nobody speaks them.
    """
    signed = {b.number: b.signed or b.credit for b in blocks if b.role is LineClass.CREDIT or b.signed}
    parts = sum(map(unbracketed_credits.signs_part, signed.values()))
    for block in blocks:
        yield block
        credit = signed.get(block.number, "")
        if unbracketed_credits.is_readers(credit.strip("（）()")) or (
            parts > 1 and unbracketed_credits.signs_part(credit)
        ):
            yield replace(block, role=LineClass.CREDIT, text=credit)


def _ends_in_number(block: Block | None) -> bool:
    """Return whether the line ends amid a number as it may: what was typed a notice is cut there too."""
    return block is not None and block.text[-1:].isdigit()


def _is_amid_quotation(head: str, tail: str) -> bool:
    """Return whether a quotation is begun in a sentence that the first text leaves open, and ended in the second.

    Of what is said in several paragraphs each is whole, and each begins with a mark.
    """
    opened = head.rfind("“") > head.rfind("”") and not finished(head)
    first = min((at for mark in "“”" if (at := tail.find(mark)) >= 0), default=-1)
    return opened and first >= 0 and tail[first] == "”"


def _broken(block: Block, text: str) -> bool:
    """Return whether the paragraph that ends with the block ends amid a sentence."""
    return not finished(text) and (block.breaks_off or block.continues)


def _seam(before: str, after: str) -> str:
    """Return what joins two lines: a blank between Latin words, the mark of damage between two digits.

    Whether these are one number or two, the page does not say.
    """
    if before.isdigit() and after.isdigit():
        return UNREADABLE
    return " " if _LATIN.match(before) and _LATIN.match(after) else ""


def _continues(last: Block | None, head: str, tail: Block) -> bool:
    """Return whether the block goes on with the unfinished paragraph."""
    if tail.starts or tail.indented or last is None:
        return False
    rest = len(tail.text) <= LONGEST_REST and finished(tail.text) and len(head) > SHORT_BREAK and _HAN.match(head[-1])
    return goes_on(head, tail.text) > (CONTINUES if tail.continues or rest else SURELY_CONTINUES)


def _cut_in_word(text: str) -> bool:
    """Return whether the text below something else begins inside a word.

    A person's name is none, nor is an office named as local papers do (`县统计局`, `市公安局`).
    """
    return opens_in_word(text) and not is_person_name(text[:2]) and text[0] not in _LEVELS


def _first(text: str) -> str:
    return next(iter(sentences.split(text)), text)


def _last(text: str) -> str:
    return next(reversed(sentences.split(text)), text)
