"""What kind of piece an article of a newspaper's site is: beside the news stand notices, advertisements and verse."""

from __future__ import annotations

from dataclasses import replace

from service.core.messages import _
from service.core.printable import readable
from service.model import Article, Page
from service.sources.reading_limit import reading


def with_genre(article: Article) -> Article:
    """Return an article with the genre that the reader of newspaper pages finds, and its evidence.

    Raise SourceError for one that takes too long.
    """
    from service.sources import newspaper
    from service.sources.web_pages import ExtractedPage

    heads = ExtractedPage(article.title, (), article.authors, kicker=article.kicker, subtitle=article.subtitle)
    text = replace(heads, paragraphs=article.paragraphs).markdown
    with reading(readable(article.source), _("check its text.")):
        read = newspaper.read(Page(article.source, text, one_of_page=True), {})
    return replace(article, genre=read[0].genre, genre_why=read[0].genre_why) if len(read) == 1 else article
