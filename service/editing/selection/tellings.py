"""Which of several tellings of a story is told: the one with the most of the news."""

from __future__ import annotations

from collections.abc import Sequence

from service.editing.selection.story_signature import StorySignature
from service.model import Article, Genre

_ABOUT_IT = (Genre.COMMENT, Genre.ESSAY, Genre.PORTRAIT, Genre.DOCUMENT)
"""What is written about an event, and never tells it as news."""
LONG_CHARACTERS = 800
"""Characters from which on length says nothing more."""
FACT_CHARACTERS = 40
"""Characters of text that are worth one figure, person or site more: about a clause and a half."""


def best_first(tellings: Sequence[tuple[Article, StorySignature]]) -> tuple[Article, ...]:
    """Return the articles that tell one story, the best telling first.

    News stands before comment, a whole telling before a damaged one, then the one with more in it: its figures, persons
    and sites, and its length. At equal worth the page's placing decides, then the order of the inputs.
    """
    return tuple(article for article, _ in sorted(tellings, key=_order))


def _order(telling: tuple[Article, StorySignature]) -> tuple[bool, bool, float, float]:
    article, known = telling
    facts = len(known.figures | known.people | known.sites) + min(LONG_CHARACTERS, len(article.text)) / FACT_CHARACTERS
    return article.genre in _ABOUT_IT, bool(article.damaged), -facts, -article.prominence
