"""Entries of feeds as sites write them: one story or several: the invented ones of tests/data/web."""

import datetime as dt
import tomllib
from collections.abc import Iterable

from service.errors import SourceError
from service.language import sentences
from service.sources import feeds
from service.sources.fetching import Client, Response
from service.sources.page_dates import CHINA
from tests.support.tables import every_row
from tests.support.web_cases import FOLDER, named

ITEMS = [
    item
    for name in ("feeds.toml", "digests.toml")
    for item in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["item"]
]
UNTOLD = {"春茶开采头采鲜叶每公斤160元", "南汀市民政局公布清明祭扫安排-社会"}
"""Entries that the lists of headlines leave out: a caption, the same story a second time."""
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


def kept_feed(name):
    body = (FOLDER / "feeds" / name).read_bytes()
    return feeds.parse(Response("https://yunxi.example/feed", "text/xml", body), "feed", Client(), now=NOW)[0]


def test_markup_escaped_twice_is_no_text():
    first, second = kept_feed("f07_double_escaped.xml")
    assert first.text.startswith("云溪县公交公司")
    assert first.text.endswith("老人凭证免费乘坐。")
    assert second.title == "青禾镇水厂投用 日供水5000立方米"


def test_tails_and_fallbacks_are_no_text():
    (tails,) = kept_feed("f11_tails.xml")
    assert [line[:4] for line in tails.paragraphs] == ["云溪县公", "县交通局"]
    (night,) = kept_feed("f45_lazyimg.xml")
    assert [line[:4] for line in night.paragraphs] == ["云溪县人", "院长唐宁"]


class NoPages(Client):
    """A client that gets none of the pages that an entry of few words points to."""

    def get_all(self, urls: Iterable[str], source: str = "") -> dict[str, Response | SourceError]:
        return {url: SourceError(f"{url}: no page is fetched in this test.") for url in urls}


def squeezed(text):
    return "".join(text.split())


@every_row("path", sorted(each for each in (FOLDER / "generators").glob("f*") if each.suffix != ".txt"))
def test_the_feed_of_any_generator_is_read_whole(path):
    """Each is accompanied by its headlines, days and paragraphs; of the rest of an entry no sentence is told."""
    kind = "application/json" if path.suffix == ".json" else "text/xml"
    now = dt.datetime(2026, 3, 16, 9, tzinfo=CHINA)
    answer = Response("https://baishi.example/feed", kind, path.read_bytes())
    articles, _ = feeds.parse(answer, "feed", NoPages(), now=now)
    read = {squeezed(article.title): [squeezed(text) for text in article.paragraphs] for article in articles}
    for block in path.with_suffix(".txt").read_text("utf-8").split("\n# "):
        headline, _, *paragraphs = (squeezed(line) for line in block.removeprefix("# ").strip().splitlines())
        assert [text for text in read.pop(headline) if sentences.is_finished(text)] == paragraphs
    assert set(read) <= UNTOLD
