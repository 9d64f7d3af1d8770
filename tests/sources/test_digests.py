"""Digests: what becomes of their stories beside others. Their entries are read in test_feed_entries.py."""

import datetime as dt

from service.editing.selection import choose
from service.sources import feeds
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
