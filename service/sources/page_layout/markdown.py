"""A page's layout as the Markdown that the page reader takes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.sources.page_layout.blocks import DEEPEST_INDENT, INDENT, BlockKind, TextBlock, text_blocks
from service.sources.page_layout.geometry import Area, PrintedMatter, TextLine, around
from service.sources.page_layout.head_lines import with_whole_heads
from service.sources.page_layout.heads import page_heads
from service.sources.page_layout.reading_order import columns_of
from service.sources.page_layout.text_lines import body_size, text_lines
from service.sources.page_layout.text_owners import PageArticle, page_articles

_TOP, _FOOT = 0.14, 0.9
"""Of the page's height: where its folio, masthead and imprint stand, parted from the articles by a rule."""
_ACROSS = 0.6
"""Of the page's width: how long that rule is at least."""
_MARGIN = 0.045
"""Of the page's height: what stands in the margin is furniture without any rule."""
_SENTENCE = re.compile(r"[。！？]")
"""Ends a sentence: a folio, a masthead and an imprint have none, and what has one is the text of an article."""
_BY_PICTURE = 2.0
"""Ems: a caption is no further from its picture."""
_LARGEST_FRAME = 0.8
"""Of the page's area: a larger box is the page's own edge."""


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page as it is read."""

    markdown: str
    unowned: float
    """The share of its articles' lines that no headline claims."""


def laid_out(matter: PrintedMatter) -> LaidOutPage:
    """Return a page as Markdown: its furniture, then each article with its headline; captions stand at its end.

    Text that no headline claims comes first: the reader names it.
    """
    lines = [*matter.lines, *text_lines(matter.glyphs, matter.rules)]
    furniture, lines, rules = _without_furniture(lines, matter)
    body = body_size((line.size, len(line.text)) for line in lines)
    most = _LARGEST_FRAME * matter.width * matter.height
    frames = [frame for frame in matter.frames if frame.width * frame.height < most]
    lines = with_whole_heads(lines, text_blocks(lines, rules, frames, body), rules)
    blocks = text_blocks(lines, rules, frames, body)
    captions = [block for block in blocks if _is_caption(block, matter.pictures, body)]
    heads, rest = page_heads([block for block in blocks if block not in captions], rules, body)
    marks = replace(matter, rules=tuple(rules), pictures=(*matter.pictures, *(caption.area for caption in captions)))
    articles = page_articles(heads, rest, marks, body)
    out = ["　".join(furniture)] if furniture else []
    out += [f"▲{''.join(line.text for line in caption.lines)}" for caption in captions]
    for article in articles:
        out += _article(article)
    lost, owned = (
        sum(len(piece.lines) for article in articles for piece in article.pieces if (article.head is None) is lost)
        for lost in (True, False)
    )
    return LaidOutPage("\n\n".join(out) + "\n", lost / max(1, lost + owned))


def _without_furniture(
    lines: Sequence[TextLine], matter: PrintedMatter
) -> tuple[list[str], list[TextLine], list[Area]]:
    """Return the page's folio and imprint, the lines of its articles, and the rules among them.

    What has a sentence stays, with all that no rule parts from it: it is never lost without a word.
    """
    across = [rule for rule in matter.rules if rule.width > _ACROSS * matter.width and rule.height < rule.width]
    told = [line.area for line in lines if _SENTENCE.search(line.text)]
    first, last = min((area.bottom for area in told), default=math.inf), max((area.top for area in told), default=0.0)
    tops = [rule.bottom for rule in across if rule.bottom < _TOP * matter.height]
    feet = [rule.top for rule in across if rule.top > _FOOT * matter.height]
    tops = [*sorted(tops, reverse=True), _MARGIN * matter.height]
    top = next((top for top in tops if top < first), -math.inf)
    foot = min((foot for foot in feet if foot > last), default=math.inf)
    inside = [line for line in lines if line.area.bottom > top and line.area.top < foot]
    outside = sorted(
        (line for line in lines if line.area.bottom <= top or line.area.top >= foot),
        key=lambda line: (round(line.area.bottom), line.area.left),
    )
    rules = [rule for rule in matter.rules if rule.top > top and rule.bottom < foot]
    return [line.text for line in outside], inside, rules


def _is_caption(block: TextBlock, pictures: Sequence[Area], body: float) -> bool:
    """Return whether a block is small type right below, above or beside a picture."""
    if block.kind is not BlockKind.SMALL:
        return False
    area, near = block.area, _BY_PICTURE * body
    return any(
        (picture.shared_width(area) > 0.5 * area.width and -near <= picture.shared_height(area) <= near)
        or (picture.shared_height(area) > 0.5 * area.height and -near <= picture.shared_width(area))
        for picture in pictures
    )


def _article(article: PageArticle) -> Iterator[str]:
    if head := article.head:
        yield from (f"## {line}" for line in head.kickers)
        yield f"# {head.title}"
        yield from (f"## {line}" for line in head.subtitles)
    yield from _paragraphs(article.pieces)


def _paragraphs(pieces: Sequence[TextBlock]) -> Iterator[str]:
    """Yield the paragraphs: each begins with an indent, or where the piece before ended in a short line.

    A line in the middle of its column stands alone.
    """
    text, ended = "", False
    margins = {id(piece): around(each.area for each in column) for column in columns_of(pieces) for piece in column}
    for piece in pieces:
        margin = margins[id(piece)]
        for n, line in enumerate(piece.lines):
            after = piece.lines[n + 1].area if n + 1 < len(piece.lines) else margin
            centred = _is_centred(line, margin)
            if text and (ended or centred or _is_indented(line, margin) or _is_indented(line, after)):
                yield text
                text = ""
            text += line.text
            ended = centred or piece.is_of_whole_paragraphs
        ended = ended or margin.right - piece.lines[-1].area.right > INDENT * piece.size
    if text:
        yield text


def _is_indented(line: TextLine, margin: Area) -> bool:
    return INDENT * line.size < line.area.left - margin.left < DEEPEST_INDENT * line.size


def _is_centred(line: TextLine, margin: Area) -> bool:
    before, behind = line.area.left - margin.left, margin.right - line.area.right
    return min(before, behind) > INDENT * line.size and abs(before - behind) < line.size and not line.is_stopped
