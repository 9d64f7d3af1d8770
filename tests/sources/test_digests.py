"""Feed entries of several stories, and those that only look so: the invented ones of tests/data/web/digests.toml."""

import datetime as dt
import tomllib

from service.editing.selection import choose
from service.sources import feeds
from service.sources.dating import CHINA
from service.sources.fetching import Client, Response
from tests.support.web_cases import FOLDER, named

ITEMS = tomllib.loads((FOLDER / "digests.toml").read_text(encoding="utf-8"))["item"]
NOW = dt.datetime(2026, 3, 22, 9, 30, tzinfo=CHINA)


def feed(title, text):
    return Response(
        "https://baishi.example/feed.xml",
        "application/rss+xml",
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>白石网</title><item><title>{title}</title>'
        f"<description>{text}</description></item></channel></rss>".encode(),
    )


@named(ITEMS)
def test_an_entry_gives_its_stories(case):
    title = case.get("title", "白石镇图书室开放")
    articles, _ = feeds.parse(feed(title, case["html"]), "feed.xml", Client(), now=NOW)
    text = "\n".join(article.text for article in articles)
    if "titles" in case:
        assert [article.title for article in articles] == case["titles"]
    assert len({article.url or article.title for article in articles}) == len(articles) > 0
    assert {told: text.count(told) for told in case["told"]} == dict.fromkeys(case["told"], 1)
    heads = "\n".join(article.title for article in articles)
    assert [word for word in case.get("silent", []) if word in f"{heads}\n{text}"] == []


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
