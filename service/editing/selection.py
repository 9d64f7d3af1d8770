"""Articles to ranked Stories, each with the reason for its place; what is left out is named with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from service.model import Article, Skipped, Story

FEWEST_CHARACTERS = 40
"""An article shorter than this holds no sentence worth a place in a programme."""
LONG_ARTICLE = 800
"""Characters from which on length says nothing more about weight."""


def rank(articles: Sequence[Article]) -> tuple[tuple[Story, ...], tuple[Skipped, ...]]:
    """The stories by falling score, and what was left out.

    The score is the article's prominence on its page (three quarters) and its length (one quarter).
    """
    stories, skipped = [], []
    for article in articles:
        characters = sum(len(paragraph) for paragraph in article.paragraphs)
        if characters < FEWEST_CHARACTERS:
            skipped.append(Skipped(article.title, f"too short: {characters} characters of text"))
            continue
        length = min(1.0, characters / LONG_ARTICLE)
        score = round(0.75 * article.prominence + 0.25 * length, 4)
        reason = f"prominence {article.prominence:.2f}, {characters} characters"
        stories.append(Story((article,), score, reason))
    stories.sort(key=lambda story: -story.score)
    return tuple(stories), tuple(skipped)
