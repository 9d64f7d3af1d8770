"""A document's headings: which name a page or a section, which are headlines, and which lead through an article.

A heading's level says what stands within what, and no more: newsrooms put headlines at the first level, or below the
name of a section, of a page or of the day's paper. A single article has subheads below its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from service.sources.newspaper import bylines
from service.sources.newspaper.page_furniture import furniture
from service.sources.newspaper.type_corrections import LONGEST_COLUMN

_PAGE_NUMBER = re.compile(r"^(?:第?\s?\d{1,3}\s?版|[A-D]\d{1,2}(?:\s?版|(?=[\s:：|丨/·、-]|$)))[\s:：|丨/·、-]{0,3}")
"""How the name of a page begins: `第2版 要闻`, `A03：时政`."""
_PAPERS_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_LEAST_ARTICLES = 2
"""Articles below a heading without text of its own that make it a section: one may be a headline with its subtitle."""
_LONGEST_LABEL = 4
"""Characters of a name that is no headline for sure, even with one article: of 1,391 headlines, 2 are so short."""


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A heading, or whatever else stands between two blank lines."""

    text: str
    level: int = 0
    """Of a heading, from 1; 0: it is none."""


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What of a document is in one section."""

    section: str
    """Its name; empty: none is told."""
    markdown: str
    """Headlines are headings of the first level, and what leads to them or through them of the third: the page reader
    takes a second level for either. The name of a page is a plain line."""


@dataclass(eq=False, slots=True)
class _Heading:
    """A heading with what stands below it; the document itself, at level 0."""

    text: str = ""
    level: int = 0
    paragraphs: list[str] = field(default_factory=list)
    """Up to the next heading."""
    inner: list[_Heading] = field(default_factory=list)

    @property
    def is_furniture(self) -> bool:
        """Whether it names a page, or the paper with its day."""
        return bool(_PAGE_NUMBER.match(self.text) or furniture(self.text))

    @property
    def has_text(self) -> bool:
        """Whether text of its own stands below it, and not just a line such as the day and the page's staff."""
        return not all(map(furniture, self.paragraphs))

    @property
    def has_byline(self) -> bool:
        """Whether its own text says who wrote it, which a subhead's does not."""
        ahead = any(bylines.byline(each) or bylines.dateline(each) for each in self.paragraphs[:2])
        return ahead or any(bylines.signature(each) for each in self.paragraphs[-1:])


def parts(blocks: Sequence[DocumentBlock]) -> tuple[DocumentPart, ...]:
    """Return the document section by section; in one part where it names no section."""
    document = _outline(blocks)
    sections = _sections(document)
    return tuple(_parts(document, "", sections))


def _outline(blocks: Iterable[DocumentBlock]) -> _Heading:
    document = _Heading()
    open_ones = [document]
    for block in blocks:
        if not block.level:
            open_ones[-1].paragraphs.append(block.text)
            continue
        while open_ones[-1].level >= block.level:
            open_ones.pop()
        heading = _Heading(block.text, block.level)
        open_ones[-1].inner.append(heading)
        open_ones.append(heading)
    return document


def _sections(document: _Heading) -> set[_Heading]:
    """Return the headings that name a section or a page. What else has that level and is as short names one too.

    So do short names of which each has something below it, and none a text of its own.
    """
    holders = [each for each in _all(document) if each.inner and not each.has_byline]
    labels = {each for each in holders if not each.has_text and _is_short(each)}
    sections = {each for each in holders if _holds_articles(each) or (each.is_furniture and not each.has_text)}
    for heading in (document, *_all(document)):
        if len(heading.inner) >= _LEAST_ARTICLES and labels.issuperset(heading.inner):
            sections.update(heading.inner)
    levels = {each.level for each in sections}
    return sections | {each for each in labels if each.level in levels}


def _holds_articles(heading: _Heading) -> bool:
    """Return whether what stands below a heading is articles, and not the subheads of one.

    Articles have bylines. Where nothing has one, what a name as short as a section's leads to at once is articles.
    """
    told = [each for each in heading.inner if each.has_text]
    signed = sum(each.has_byline for each in told)
    if heading.has_text or signed >= _LEAST_ARTICLES:
        return signed >= _LEAST_ARTICLES
    if len(heading.text) <= _LONGEST_LABEL:
        return bool(told)
    return not signed and _is_short(heading) and len(told) >= _LEAST_ARTICLES


def _is_short(heading: _Heading) -> bool:
    return len(heading.text) <= LONGEST_COLUMN


def _all(heading: _Heading) -> Iterator[_Heading]:
    """Yield the headings below one, in the order of the document."""
    waiting = heading.inner[::-1]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += each.inner[::-1]


def _parts(section: _Heading, name: str, sections: set[_Heading], ahead: Sequence[str] = ()) -> Iterator[DocumentPart]:
    """Yield the parts of a section, and of the sections in it. `ahead` stands above the first."""
    lines = [*ahead, *[section.text] * section.is_furniture, *section.paragraphs]
    is_ahead = not section.has_text
    highest = min((each.level for each in section.inner if each not in sections), default=1)
    for heading in section.inner:
        if heading in sections:
            if lines and not is_ahead:
                yield DocumentPart(name, _markdown(lines))
            yield from _parts(heading, _section_name(heading.text) or name, sections, lines if is_ahead else ())
            lines, is_ahead = [], True
            continue
        is_ahead = False
        for each in (heading, *_all(heading)):
            lines += [f"{'#' if each.level == highest else '###'} {each.text}", *each.paragraphs]
    if lines and (not is_ahead or not section.inner):
        yield DocumentPart(name, _markdown(lines))


def _section_name(text: str) -> str:
    """Return the section that a heading names: no page's number, not the paper with its day, and no headline."""
    name = "" if _PAPERS_DAY.search(text) else _PAGE_NUMBER.sub("", text, count=1).strip()
    return name if len(name) <= LONGEST_COLUMN else ""


def _markdown(lines: Sequence[str]) -> str:
    return "\n\n".join(lines) + "\n"
