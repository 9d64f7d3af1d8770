"""Tellings that tell nothing yet: of an article that has facts, the sentences that stand before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.editing import boilerplate, news_sense
from service.editing.selection import empty_news, news_value
from service.model import Article

_PUBLISHED = re.compile(
    "(?:[^，。]{0,24}，)?[^，。]{0,40}(?:发布|公布|印发|出台|揭晓)(?:了?[^，。《]{0,10}《[^》]{2,60}》)?(?:，并发出通知[^。]{0,40})?。"
)
"""`近日，水利局发布《泥沙公报》。`: what it says stands in the next sentence."""
_DATA = re.compile("数据显示|统计显示|公报显示|最新数据|发布的数据")
SERIES = (*news_value.POLICY, "中国行", "文化行")
"""Words in the label of a broadcaster's or a paper's series that runs on any day."""


def is_empty(article: Article, told: Sequence[str]) -> bool:
    """Return whether what is told of the article holds no number, day or named thing, or only that it was said or held.

    `国务院新闻办昨天举行发布会，介绍有关情况。` waits for what was said there.
    """
    if not any(map(_says_something, told)):
        return True
    return empty_news.says_only_that_it_was_held(replace(article, paragraphs=tuple(told)))


def _says_something(text: str) -> bool:
    """Return whether a sentence tells more than that something was published or held; data are told by a figure."""
    if empty_news.announces(text) or _PUBLISHED.fullmatch(text):
        return False
    if _DATA.search(text):
        return boilerplate.has_count(text)
    return boilerplate.is_definite(text) or boilerplate.asks(text)


def is_timeless(article: Article, told: Sequence[str]) -> bool:
    """Return whether a piece of a series on policy or on culture is told without a day on which anything happened.

    `【开局之年】以学促干` and `【文化行】一粒算珠的智慧` run on any day. Of seven items of six bulletins that
    were judged unfit to be aired, six were such.
    """
    is_series = any(word in article.section for word in SERIES)
    return is_series and not any(news_sense.is_of_a_day(each.replace("今天的", "")) for each in told)
