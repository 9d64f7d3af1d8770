"""Which text belongs to which head: the surest links first, over the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.sources.page_layout.blocks import TextBlock
from service.sources.page_layout.geometry import PrintedMatter
from service.sources.page_layout.heads import PageHead
from service.sources.page_layout.reading_order import in_reading_order
from service.sources.page_layout.text_links import LinkFinder


@dataclass(slots=True)
class PageArticle:
    """A head, and the pieces of text below it in the order of reading."""

    head: PageHead | None
    pieces: list[TextBlock] = field(default_factory=list)


def page_articles(
    heads: Sequence[PageHead], pieces: Sequence[TextBlock], marks: PrintedMatter, body: float
) -> list[PageArticle]:
    """Return the page's articles from top to bottom; text that finds no head is in one without, which comes first.

    `marks` has the page's rules, and its pictures with their captions; `body` is the size of its text. Two heads never
    come together, so that each piece has the head of its surest chain of links (Kruskal's algorithm).
    """
    parents = list(range(len(heads) + len(pieces)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = n = parents[parents[n]]
        return n

    for link in sorted(LinkFinder(heads, pieces, marks, body).found(), key=lambda link: link.cost):
        one, other = sorted((root(link.one), root(link.other)))
        if one != other and other >= len(heads):
            parents[other] = one
    articles = [PageArticle(head) for head in heads]
    homeless = PageArticle(None)
    for n, piece in enumerate(pieces, len(heads)):
        owner = root(n)
        (articles[owner] if owner < len(heads) else homeless).pieces.append(piece)
    for article in (homeless, *articles):
        article.pieces = in_reading_order(article.pieces)
    articles.sort(key=lambda each: (each.head.area.top, each.head.area.left) if each.head else (0.0, 0.0))
    return [homeless, *articles] if homeless.pieces else articles
