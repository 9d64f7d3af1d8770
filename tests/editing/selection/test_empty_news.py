"""Articles that say that something was said."""

import pytest

from service.editing.selection.empty_news import says_only_that_it_was_said
from service.model import Article

HELD = "市水务局21日召开新闻发布会，介绍城东水厂二期工程建设有关情况。"


def said(*paragraphs):
    return says_only_that_it_was_said(Article("a.txt", "水厂发布会", paragraphs))


@pytest.mark.parametrize(
    "text", [HELD, "城东水厂新闻发布会今天在云州举行，市水务局介绍有关情况。", HELD + "局长出席。"]
)
def test_a_press_conference_alone_is_no_news(text):
    assert said(text)


@pytest.mark.parametrize(
    "text",
    [
        HELD + "工程敷设管道38公里，日供水能力增加到12万吨，沿线6个乡镇的居民用上双水源，管网漏损率下降两成。",
        "市水务局召开新闻发布会，介绍水厂日供水12万吨等情况。",
        "市水务局召开会议，听取工程情况。",
        "市水务局介绍了工程情况。",
    ],
)
def test_what_it_told_is(text):
    assert not said(text)
