"""Digests: what becomes of their stories beside others. Their entries are read in test_feed_entries.py."""

import datetime as dt

import pytest

from service.editing.selection import choose
from service.model import Article
from service.sources import digests, feeds
from service.sources.fetching import Client, Response
from service.sources.page_dates import CHINA
from tests.support.web_cases import FOLDER

NOW = dt.datetime(2026, 3, 22, 9, 30, tzinfo=CHINA)


def test_a_headline_that_lists_other_stories_is_not_their_duplicate():
    body = (FOLDER / "feeds/f40_digest_titles.xml").read_bytes()
    articles, _ = feeds.parse(Response("https://yunxi.example/feed", "text/xml", body), "feed", Client(), now=NOW)
    assert articles[0].title == "云溪县图书馆3月20日起延长开放时间"
    assert articles[0].section == "早报"
    assert len(choose(articles).stories) == 4


def test_two_courts_with_two_cases_are_two_stories():
    body = (FOLDER / "feeds/f63_pair.xml").read_bytes()
    articles, _ = feeds.parse(Response("https://yunxi.example/feed", "text/xml", body), "feed", Client(), now=NOW)
    assert len(choose(articles).stories) == 2


RISE = ("青沅县前4个月外贸增长3.9%", "青沅海关数据显示，前4个月青沅县外贸进出口12亿元，同比增长3.9%。")
CLINIC = ("朝溪卫生院开夜间门诊", "朝溪卫生院近日开设夜间门诊，每晚接诊到22时。")
ABROAD = ("海国热浪不退 铁路停运", "海国多地近来遭遇破纪录的高温。该国铁路公司前日停运两条线路。")


@pytest.mark.parametrize(
    "paragraphs", [(*RISE, *CLINIC), (*ABROAD, *CLINIC), (*RISE, *CLINIC, "候诊室同时开放。", *ABROAD)]
)
def test_short_news_under_a_label_are_stories_of_their_own(paragraphs):
    article = Article("a.md", "县内外联播快讯", paragraphs, subheads=tuple(paragraphs[::2]))
    stories = digests.stories(article)
    assert [one.title for one in stories] == [each for each in paragraphs if not each.endswith("。")]
    assert all(one.section == "县内外联播快讯" and not one.subheads for one in stories)


def test_parts_that_tell_nothing_of_their_heads_stay_one_article():
    article = Article("a.md", "夜间门诊热点", ("灯亮到几点", CLINIC[1], "账怎么算", RISE[1]))
    assert digests.stories(article) == (article,)


def test_a_digest_of_two_keeps_both_heads_though_the_first_is_read_as_a_deck():
    text = (RISE[1] + "海关说，出口的主要是竹编和茶叶，去年同期是11亿元。", *CLINIC)
    article = Article("a.md", "县内外联播快讯", text, subtitle=RISE[0], subheads=CLINIC[:1])
    assert [one.title for one in digests.stories(article)] == [RISE[0], CLINIC[0]]
    feature = Article("a.md", "县里的新变化", text, subtitle=RISE[0], subheads=CLINIC[:1])
    assert digests.stories(feature) == (feature,)


def test_short_news_behind_marks_are_stories_of_their_own():
    text = ("◎献血：10月31日，献血车停靠朝溪广场。", "△开馆：朝溪图书馆11月3日开馆，藏书二十万册。")
    stories = digests.stories(Article("a.md", "简讯", text))
    assert [one.title for one in stories] == [
        "献血：10月31日，献血车停靠朝溪广场",
        "开馆：朝溪图书馆11月3日开馆，藏书二十万册",
    ]


def test_a_digest_s_deck_is_the_head_of_its_first_story():
    paragraphs = (RISE[1] + "海关说，出口的主要是竹编和茶叶。", *CLINIC, *ABROAD)
    article = Article("a.md", "县内外联播快讯", paragraphs, subtitle=RISE[0], subheads=(CLINIC[0], ABROAD[0]))
    assert [(one.title, one.subtitle) for one in digests.stories(article)] == [
        (RISE[0], ""),
        (CLINIC[0], ""),
        (ABROAD[0], ""),
    ]


def test_what_follows_a_digest_on_its_page_is_of_that_digest():
    first = Article("a.md", "县内外联播快讯", (*RISE, *CLINIC), subheads=(RISE[0], CLINIC[0]))
    behind = Article("a.md", ABROAD[0], (ABROAD[1], *CLINIC), subheads=CLINIC[:1])
    told = [one.title for one in digests.of_page([first, behind])]
    assert told == [RISE[0], CLINIC[0], ABROAD[0], CLINIC[0]]
    assert next(digests.of_page([behind, first])).title == ABROAD[0]
    feature = Article("a.md", "县里的新变化", (RISE[1], "灯亮到几点", CLINIC[1]), subheads=("灯亮到几点",))
    assert list(digests.of_page([first, feature]))[2:] == [feature]
