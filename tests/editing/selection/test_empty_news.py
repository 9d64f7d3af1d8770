"""Articles that say that something was said."""

import pytest

from service.editing.selection.empty_news import is_riddle, says_only_that_it_was_said, too_short
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


@pytest.mark.parametrize(
    ("title", "text", "short"),
    [
        ("云州市水厂昨日投产", "云州市城东水厂昨日投产，日供水能力12万吨，可供46万人。", False),
        ("云州市水厂昨日投产", "云州市城东水厂昨日投产。", True),
        ("收摊", "昨晚10时，夜市收摊，摊主把最后一碗馄饨端给巡夜的保安。", True),
        ("水厂产品价格", "注：上期为4月下旬，监测范围为全国31个省份的2000余家", True),
        ("收摊", "昨晚10时，夜市收摊，摊主把最后一碗馄饨端给巡夜的保安，又把灯一盏一盏关上。", True),
        ("收摊", "昨晚10时，夜市收摊，摊主把最后一碗馄饨端给巡夜的保安，又把灯一盏一盏关上，才慢慢回家。", False),
    ],
)
def test_a_short_article_is_told_where_its_headline_tells_news(title, text, short):
    assert too_short(Article("a.txt", title, (text,))) is short


@pytest.mark.parametrize(
    "text",
    [
        "一、七年不开口（打一交通用语）二、灯下无人（打一字）",
        "昨日谜底：①茶；②早出晚归。",
        "上期答案：炮二平五！答对的读者有17人。",
    ],
)
def test_riddles_are_no_news(text):
    assert is_riddle(Article("a.txt", "今日三条 明日揭底", (text,)))


def test_a_report_of_a_riddle_fair_is_news():
    text = "昨晚，青禾市文化馆举办灯谜会，三千条灯谜挂满河堤，市民猜中了一千八百条。" * 6
    assert not is_riddle(Article("a.txt", "河堤上的灯谜会", (text,)))
