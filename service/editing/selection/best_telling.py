"""Which of several tellings of a story is told: the one with the most of the news."""

from __future__ import annotations

from collections.abc import Sequence

from service.editing import news_sense
from service.editing.selection.story_signature import StorySignature
from service.language import sentences
from service.model import Article, Genre

ABOUT_IT = (Genre.COMMENT, Genre.ESSAY, Genre.PORTRAIT, Genre.DOCUMENT)
"""What is written about an event, and never tells it as news."""
LONG_CHARACTERS = 800
"""Characters from which on length says nothing more."""
FACT_CHARACTERS = 40
"""Characters of text that are worth one figure, person or site more: about a clause and a half."""
OPENING_FACTS = 1
"""Facts that a first sentence with the news is worth: a scene, or what somebody says, leads up to it."""
WHOLE_CHARACTERS = 400
"""A report of so many is whole, and where it sends its readers on (解读见第2版) stands what explains it."""


def best_first(tellings: Sequence[tuple[Article, StorySignature]]) -> tuple[Article, ...]:
    """Return the articles that tell one story, the best telling first.

    News stands before comment, what begins a story before what goes on from another page, a whole telling before a
    damaged one, a whole report before what it sends its readers on to, then the one with more in it: its figures,
    persons and sites, its length, and whether it begins with the news. At equal worth the page's placing decides, then
    the order of the inputs.
    """
    return tuple(article for article, _ in sorted(tellings, key=_order))


def _order(telling: tuple[Article, StorySignature]) -> tuple[bool, bool, bool, bool, float, float]:
    article, known = telling
    facts = len(known.figures | known.people | known.sites) + min(LONG_CHARACTERS, len(article.text)) / FACT_CHARACTERS
    first = sentences.split(article.paragraphs[0])[:1] if article.paragraphs else []
    facts += OPENING_FACTS * any(map(news_sense.opens, first))
    sends_on = bool(known.points) and len(article.text) >= WHOLE_CHARACTERS
    return article.genre in ABOUT_IT, known.continued, bool(article.damaged), not sends_on, -facts, -article.prominence
