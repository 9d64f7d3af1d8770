"""Bylines, datelines and signatures of web articles and feed entries, found as on newspaper pages."""

from __future__ import annotations

from dataclasses import replace

from service.core.messages import _
from service.language import traditional
from service.model import Article, Edit
from service.sources.newspaper import bylines, unbracketed_credits
from service.sources.newspaper.traditional_pages import PrintedPage

_FIRST, _LAST = 3, 2
"""Lines at an article's beginning and end that may be a byline or a signature."""


def credited(article: Article) -> Article:
    """Return the article less its bylines, dateline and signature; their names are its authors if it has none.

    What is in traditional characters is read as newspaper pages are, and given back as it is printed.
    """
    if not traditional.is_traditional(article.text):
        return _credited(article)
    printed = PrintedPage("\n".join(article.paragraphs))
    found = _credited(replace(article, paragraphs=tuple(printed.simplified.split("\n")), edits=()))
    back = printed.article(found)
    edits = (*article.edits, *back.edits)
    return replace(article, paragraphs=back.paragraphs, authors=article.authors or back.authors, edits=edits)


def _credited(article: Article) -> Article:
    lines = list(article.paragraphs)
    names: list[str] = []
    edits: list[Edit] = []

    def take(n: int, kind: str, credit: bylines.Credit | None) -> None:
        if credit is None or (kind == "byline" and credit.rest):
            return
        lines[n] = credit.rest
        names.extend(credit.authors)
        edits.append(
            Edit(kind, _("line {count}", count=n + 1), _("it names who wrote it, or when and where"), credit.taken)
        )

    for n, line in enumerate(lines):
        if n < _FIRST or n >= len(lines) - _LAST:
            take(n, "byline", bylines.byline(line))
        if n >= len(lines) - _LAST:
            take(n, "signature", bylines.signature(lines[n]) or unbracketed_credits.closing(lines[n]))
    opening = next((n for n, line in enumerate(lines) if line), None)
    if opening is not None:
        take(opening, "dateline", bylines.dateline(lines[opening]) or unbracketed_credits.opening(lines[opening]))
    if not edits or not any(lines):
        return article
    return replace(
        article,
        paragraphs=tuple(filter(None, lines)),
        authors=article.authors or tuple(dict.fromkeys(names)),
        edits=(*article.edits, *edits),
    )
