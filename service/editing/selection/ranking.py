"""How much each story matters today: its news value, what the show wants, and the order of the programme."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from service.editing.selection import news_value, page_place
from service.editing.selection.article_text import Values
from service.editing.selection.interests import Interests
from service.model import Article, Genre

BOOST = 1.0
"""Log odds by which a story rises that the show is interested in: about as much as for a larger headline."""
HALVED = 3.0
"""Log odds by which a story must fall behind the first for its score to halve."""
BEHIND = (Genre.COMMENT, Genre.ESSAY, Genre.DOCUMENT, Genre.PORTRAIT)
"""What is written about the news or beside it: it stands behind all that is news."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a story stands."""

    terms: Values
    """What its features add to its news value, of the telling that has most of it."""
    behind: str
    """The genre for which it stands behind all news; empty: it is news."""
    wanted: str
    """The interest of the show that it meets; empty: none."""

    @property
    def value(self) -> float:
        """The sum, in log odds."""
        return sum(self.terms.values()) + (BOOST if self.wanted else 0.0)


def standings(
    groups: Sequence[Sequence[Article]], articles: Sequence[Article], interests: Interests, until: dt.date | None
) -> list[Standing]:
    """Return where each story stands; `groups` are its tellings, the best first, among the day's `articles`.

    `until` is the programme's day.
    """
    found = {id(article): row for article, row in zip(articles, news_value.features(articles), strict=True)}
    newest = max(filter(None, map(page_place.instant, articles)), default=None)
    standing = []
    for told in groups:
        sources = len({article.source for article in told})
        shared: Values = {"several sources": 1 - 1 / sources} if sources > 1 else {}
        sums = [
            news_value.terms({**found[id(article)], **page_place.age(article, newest, until), **shared})
            for article in told
        ]
        best = max(sums, key=lambda terms: sum(terms.values()))
        behind = told[0].genre.value if told[0].genre in BEHIND else ""
        wanted = next(filter(None, map(interests.boosted, told)), "")
        standing.append(Standing(best, behind, wanted))
    return standing


def score(value: float, first: float) -> float:
    """Return a news value as a score beside that of the first story: 1, halved with each `HALVED` below it."""
    return math.pow(0.5, max(0.0, first - value) / HALVED)


def order(standing: Sequence[Standing]) -> list[int]:
    """Return the stories' indexes in programme order: news first, by falling value."""
    return sorted(range(len(standing)), key=lambda i: (bool(standing[i].behind), -standing[i].value))
