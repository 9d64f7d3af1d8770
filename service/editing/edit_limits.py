"""How much of one source is edited: of a page made to hold the run up, the rest is named and not considered.

Sizes and not seconds: the same pages make the same programme on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from service.core.messages import _
from service.model import Article, Skipped

MOST_CHARACTERS = 20_000
"""Of one article, in whole paragraphs. The longest of 400 measured ones has 6,846; the dearest text of this length
takes about a second of the processor to edit."""
MOST_OF_A_SOURCE = 300_000
"""Characters of one page or feed: three times the longest page that newspapers have."""
MOST_ARTICLES = 300
"""Of one page or feed: a page has a few dozen."""


def within(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """Return the articles that are edited, each as far as it is, and what is not considered of them."""
    kept: list[Article] = []
    skipped: list[Skipped] = []
    count: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for article in articles:
        source, short = article.source, _beginning(article)
        size = sum(map(len, short.paragraphs))
        full = count[source] == MOST_ARTICLES or characters[source] + size > MOST_OF_A_SOURCE
        if full or source in left_out:
            left_out[source] += 1
            continue
        count[source] += 1
        characters[source] += size
        if short is not article:
            skipped.append(
                Skipped(
                    article.title,
                    _(
                        "over {most_characters:,} characters: {short}",
                        most_characters=MOST_CHARACTERS,
                        short=_what_is_left(short),
                    ),
                )
            )
        if short.paragraphs:
            kept.append(short)
    most = _(
        "over {most_articles} articles or {most_of_a_source:,} characters in one source",
        most_articles=MOST_ARTICLES,
        most_of_a_source=MOST_OF_A_SOURCE,
    )
    for source, number in left_out.items():
        skipped.append(
            Skipped(source, _("{most}: the last {number} of its articles are not considered", most=most, number=number))
        )
    return tuple(kept), tuple(skipped)


def _beginning(article: Article) -> Article:
    """Return the article up to its last paragraph within MOST_CHARACTERS; itself where that is all of it."""
    room, number = MOST_CHARACTERS, 0
    for paragraph in article.paragraphs:
        room -= len(paragraph)
        if room < 0:
            break
        number += 1
    if number == len(article.paragraphs):
        return article
    short = replace(article, paragraphs=article.paragraphs[:number], cut=True)
    text = short.text
    return replace(short, damaged=tuple(each for each in article.damaged if each in text))


def _what_is_left(short: Article) -> str:
    if not short.paragraphs:
        return _("its first paragraph is too long, so that it is left out: cut it into paragraphs")
    return _("only its first {count} paragraphs are considered", count=len(short.paragraphs))
