"""A chapter of a book that holds several articles, or an article with subheads: its headings as they stand.

Most books of news have a chapter an article, which is read as a web page is. Where a chapter has more headings than
one, that would take all below the first for one text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from service.sources import document_headings, inline_markup, markup_limit, text_cleaning, visible_lines
from service.sources.document_headings import DocumentBlock, DocumentPart
from service.sources.html_tree import tree
from service.sources.visible_lines import ShownLine

_HEADING = re.compile(r"h[1-6]")
_LEAST = 2
"""Headings."""


def parts(text: str) -> tuple[DocumentPart, ...]:
    """Return the parts of a chapter's HTML by its headings; none where it has fewer than two, or too much markup."""
    if text.lower().count("<h") < _LEAST or markup_limit.has_too_many_names(text):
        return ()
    root = tree(inline_markup.rendered(text_cleaning.visible(text)).text)
    blocks = [] if root is None else list(_blocks(visible_lines.cut(root)))
    return document_headings.parts(blocks) if sum(bool(each.level) for each in blocks) >= _LEAST else ()


def _blocks(lines: Sequence[ShownLine]) -> Iterator[DocumentBlock]:
    """Yield what is the chapter's own of its lines: what leads to other chapters is left out.

    The lines of one heading are one.
    """
    for box, group in itertools.groupby((each for each in lines if not each.box.apart), lambda each: each.box):
        if _HEADING.fullmatch(box.tag):
            yield DocumentBlock(" ".join(each.text for each in group), int(box.tag[1]))
        else:
            own = (each for each in group if not each.is_link)
            yield from (DocumentBlock(f"**{each.text}**" if each.head else each.text) for each in own)
