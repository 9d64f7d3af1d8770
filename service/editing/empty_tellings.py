"""Tellings that tell nothing yet: of an article that has facts, the sentences that stand before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.editing import boilerplate, news_sense
from service.editing.selection import empty_news, news_value
from service.model import Article

SERIES = (*news_value.POLICY, "中国行", "文化行")
"""Words in the label of a broadcaster's or a paper's series that runs on any day."""


def is_empty(article: Article, told: Sequence[str]) -> bool:
    """Return whether what is told of the article holds no number, day or named thing, or only that it was said or held.

    `国务院新闻办昨天举行发布会，介绍有关情况。` waits for what was said there.
    """
    if not any(boilerplate.is_definite(each) and not empty_news.announces(each) for each in told):
        return True
    return empty_news.says_only_that_it_was_held(replace(article, paragraphs=tuple(told)))


def is_timeless(article: Article, told: Sequence[str]) -> bool:
    """Return whether a piece of a series on policy or on culture is told without a day on which anything happened.

    `【开局之年】以学促干` and `【文化行】一粒算珠的智慧` run on any day. Of seven items of six bulletins that
    were judged unfit to be aired, six were such.
    """
    is_series = any(word in article.section for word in SERIES)
    return is_series and not any(news_sense.is_of_a_day(each.replace("今天的", "")) for each in told)
