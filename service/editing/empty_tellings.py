"""Tellings that tell nothing yet: of an article that has facts, the sentences that stand before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.editing import boilerplate
from service.editing.selection import empty_news
from service.model import Article


def is_empty(article: Article, told: Sequence[str]) -> bool:
    """Return whether what is told of the article holds no number, day or named thing, or only that it was said or held.

    `国务院新闻办昨天举行发布会，介绍有关情况。` waits for what was said there.
    """
    if not any(boilerplate.is_definite(each) and not empty_news.announces(each) for each in told):
        return True
    return empty_news.says_only_that_it_was_held(replace(article, paragraphs=tuple(told)))
