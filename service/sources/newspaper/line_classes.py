"""Step 2: lines -> blocks, each with the role it plays on the page.

The evidence is the line alone: what it says and how it ends. What a line is to its neighbours (a headline or a
subheading, say) is settled in the next steps; `headline_groups.typed` then gives it the role of its type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from service.core import cpu_limit
from service.core.messages import _
from service.sources.newspaper import bylines, page_furniture
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import Line


class LineClass(StrEnum):
    """What a block is, as far as it can tell by itself."""

    HEADING = "heading"
    """Marked as a heading."""
    SHORT = "short"
    """Short and unfinished, without a mark: a headline whose mark is lost, a kicker, a label or a subheading."""
    LABEL = "label"
    """A section or column label in brackets: `【在希望的田野上】`."""
    SUBHEADING = "subheading"
    TEXT = "text"
    BYLINE = "byline"
    CREDIT = "credit"
    """Ends an article: who wrote it, or where it comes from."""
    CAPTION = "caption"
    FURNITURE = "furniture"
    NOTE = "note"
    """The editors about their own paper."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line with its role."""

    number: int
    text: str
    role: LineClass
    level: int = 0
    indented: bool = False
    authors: tuple[str, ...] = ()
    starts: bool = False
    """It surely begins an article: a dateline or a byline stood ahead of it."""
    ends: bool = False
    """A credit stood at its end: the article ends with it."""
    credit: str = ""
    """The byline, dateline or credit that was taken off."""
    signed: str = ""
    """The credit that stood behind its text."""
    broken: bool = False
    """Something that is no text stood right above it."""
    why: str = ""
    """The evidence for the role, where it leads to the block being left out."""
    type: LineType = LineType.PROSE
    """What it is to its neighbours."""

    @property
    def continues(self) -> bool:
        """Whether it is no paragraph's beginning: it goes on with a line above it."""
        return self.type in (LineType.CONTINUATION, LineType.MOVED)

    @property
    def breaks_off(self) -> bool:
        """Whether it is prose that a column's end may have cut: it ends amid a sentence."""
        cut = self.role is LineClass.TEXT and not self.ends and not finished(self.text)
        prose = self.type not in (LineType.VERSE, LineType.NOTICE, LineType.BOX)
        return cut and prose and len(self.text) >= SHORTEST_CUT and self.text[-1] not in "）)"

    def after_break(self) -> Block:
        """Return the same block, something left out above it."""
        return replace(self, broken=True)


BRIEF_LEVEL = 6
"""The level given to a brief's headline that a bullet marks."""
SHORTEST_CUT = 12
"""Characters: a shorter line is whole, though it has no end: a name, a verse, a place and a date."""

LONGEST_SIGNATURE = 32
"""Characters of a letter's signature with the mark ahead of it, at the most."""
_SIGNED = re.compile(
    r"[。？！”]\s?[—–]{1,2}\s?[\u3400-\u9fff]{2,12}(?:\s[\u3400-\u9fff]{2,4})?\s?(?:\d{1,2}月\d{1,2}日)?$"
)
"""`…能不能晚一点？——读者 柯向明 3月30日`."""
_FINAL = re.compile(r"(?:[。！？!?…；;：:]|——)[”’」』）)】》\]\"']*$|[。！？…][”’）)》]*\s*[①-⑳]?$")
_BRACKETED = re.compile(r"【[^】]{1,24}】|［[^］]{1,24}］|〔[^〕]{1,24}〕|\[[\u3400-\u9fff·“” ]{2,16}\]")
_LABELLED = re.compile(r"^【[^】]{1,24}】")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|（[^（）]*）")


_BULLETS = "▌▍▎■◆●★▶►◎▪•❏"
BRIEFS = re.compile(r"简讯|短讯|快讯|简报|速览|速递|速报|一句话|动态|集锦|集粹|微新闻|资讯|播报|短波|点击")


def finished(text: str) -> bool:
    """Return whether the text ends as a sentence, the lead-in of an enumeration, or a letter's signature does."""
    return bool(_FINAL.search(text[-12:])) or bool(_SIGNED.search(text[-LONGEST_SIGNATURE:]))


def blocks(found: list[Line]) -> list[Block]:
    """Return the lines with their roles; those that hold nothing to read are furniture."""
    return _shorts([_block(line) for line in found])


def _shorts(found: list[Block]) -> list[Block]:
    """Turn short lines with the same mark (`▌…`) under a label for brief news into headlines."""
    marked: dict[str, list[int]] = {}
    for n, block in enumerate(found):
        if block.role is LineClass.SHORT and block.text[0] in _BULLETS:
            marked.setdefault(block.text[0], []).append(n)
    for places in marked.values():
        above = next((b for b in reversed(found[: places[0]]) if b.role is not LineClass.FURNITURE), None)
        headlines = len(places) > 1 and above is not None and bool(BRIEFS.search(above.text)) and len(above.text) <= 12
        for n in places:
            role = LineClass.HEADING if headlines else LineClass.SHORT
            found[n] = replace(
                found[n], text=found[n].text[1:].strip(), role=role, level=BRIEF_LEVEL if headlines else 0
            )
    return found


def _block(line: Line) -> Block:
    cpu_limit.check()
    text = line.text
    plain = Block(line.number, text, LineClass.TEXT, line.level, line.indented)
    if not re.search(r"\w", text):
        return replace(plain, role=LineClass.FURNITURE, why=_("an image, a table, a rule or a mark"))
    if why := page_furniture.note(text):
        return replace(plain, role=LineClass.NOTE, why=why)
    if line.level:
        return _heading(plain)
    if why := page_furniture.furniture(text):
        return replace(plain, role=LineClass.FURNITURE, why=why)
    if why := page_furniture.caption(text):
        return replace(plain, role=LineClass.CAPTION, why=why)
    if by := bylines.byline(text):
        if not by.rest:
            return replace(plain, text="", role=LineClass.BYLINE, authors=by.authors, credit=by.taken)
        return _dated(replace(plain, text=by.rest, authors=by.authors, starts=True, credit=by.taken))
    if signed := bylines.signature(text):
        if not signed.rest:
            return replace(plain, text="", role=LineClass.CREDIT, authors=signed.authors, credit=signed.taken)
        taken = signed.taken
        return _dated(replace(plain, text=signed.rest, authors=signed.authors, ends=True, credit=taken, signed=taken))
    if _BRACKETED.fullmatch(text):
        return replace(plain, role=LineClass.LABEL)
    return _dated(plain)


def _heading(plain: Block) -> Block:
    """Return a marked line: a heading, unless it says that it is something else."""
    text = plain.text
    if why := page_furniture.furniture(text):
        return replace(plain, role=LineClass.FURNITURE, why=why)
    if (by := bylines.byline(text)) and not by.rest:
        return replace(plain, text="", role=LineClass.BYLINE, authors=by.authors, credit=by.taken)
    if _BRACKETED.fullmatch(text):
        return replace(plain, role=LineClass.LABEL)
    mark = re.search(r"[。，；]", text)
    if len(text) > 60 and mark and mark.start() < max(text.rfind("。"), text.rfind("；")):
        return _dated(replace(plain, level=0))
    if why := page_furniture.caption(text):
        return replace(plain, role=LineClass.CAPTION, why=why)
    return replace(plain, role=LineClass.HEADING)


def _dated(plain: Block) -> Block:
    """Return a text without its dateline; a short unfinished one is told from sentences."""
    if dated := bylines.dateline(plain.text):
        credit = f"{plain.credit} {dated.taken}".strip()
        authors = plain.authors + tuple(a for a in dated.authors if a not in plain.authors)
        if not dated.rest:
            return replace(plain, text="", role=LineClass.BYLINE, authors=authors, credit=credit, starts=True)
        return replace(plain, text=dated.rest, authors=authors, credit=credit, starts=True)
    return replace(plain, role=LineClass.SHORT) if _short(plain) else plain


def _short(plain: Block) -> bool:
    """Return whether the line may be a headline: short, without an end, one clause outside quotation marks."""
    text = plain.text
    if (
        plain.starts
        or plain.ends
        or len(_LABELLED.sub("", text)) > 55
        or finished(text)
        or re.search(r"[。！？].", text)
    ):
        return False
    return not re.search(r"[，,。；;]", _QUOTED.sub("", text))
