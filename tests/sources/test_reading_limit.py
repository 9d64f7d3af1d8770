"""A page that takes too long to read is skipped and named, and the others are told."""

import datetime as dt
import time

import pytest

from service.core import cpu_limit
from service.errors import SourceError
from service.model import Page
from service.sources import gather, inline_markup, newspaper, reading_limit
from tests.sources.test_feeds import item, rss

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)
ARTICLE = "# 某市第{n}条河道完成清淤\n\n本报讯（记者 张三）第{n}条河道昨日完成清淤，长{n}公里，居民出行更方便。\n\n"


@pytest.mark.slow
def test_a_page_over_the_limit_is_named_and_the_others_are_told(tmp_path, monkeypatch):
    long = "".join(ARTICLE.format(n=number) for number in range(1, 300))
    (tmp_path / "a.md").write_text(long, "utf-8")
    (tmp_path / "b.md").write_text(ARTICLE.format(n=1), "utf-8")
    began = time.thread_time()
    newspaper.read(Page("a.md", long))
    monkeypatch.setattr(reading_limit, "READING_SECONDS", (time.thread_time() - began) / 5)
    found = gather([str(tmp_path)], now=NOW)
    assert [article.title for article in found.articles] == ["某市第1条河道完成清淤"]
    (skipped,) = found.skipped
    assert "a.md" in skipped.reason
    assert "takes over" in skipped.reason


def over_at(text, monkeypatch):
    """Let the readers think that the time is over once they meet `text`."""
    real = inline_markup.rendered

    def late(markup, **options):
        if text in markup:
            raise cpu_limit.OverTime
        return real(markup, **options)

    monkeypatch.setattr(inline_markup, "rendered", late)


def test_a_feeds_entry_over_the_limit_is_named_and_the_others_are_told(server, monkeypatch):
    over_at("石桥", monkeypatch)
    url = server.give("/feed.xml", rss(item("石桥村修路", "石桥村修路。" * 60), item("白石县建校", link="/2.html")))
    found = gather([url], now=NOW, allowed_hosts=["127.0.0.1"])
    assert [article.title for article in found.articles] == ["白石县建校"]
    (skipped,) = found.skipped
    assert "石桥村修路" in skipped.reason
    assert "takes over" in skipped.reason


def test_a_web_article_over_the_limit_is_named_and_the_others_are_told(server, monkeypatch):
    over_at("石桥", monkeypatch)
    more = "".join(f"<p>第{n}条河道昨日完成清淤，居民出行更方便，两岸的路也修好了。</p>" for n in range(9))
    urls = [
        server.give(f"/{n}.html", f"<html><body><article><h1>{title}</h1>{more}</article></body></html>")
        for n, title in enumerate(("石桥村修路", "白石县建校"))
    ]
    found = gather(urls, now=NOW, allowed_hosts=["127.0.0.1"])
    assert [article.url for article in found.articles] == urls[1:]
    (skipped,) = found.skipped
    assert urls[0] in skipped.reason
    assert "takes over" in skipped.reason


def test_what_cannot_be_stopped_on_its_way_is_skipped_at_its_end(monkeypatch):
    monkeypatch.setattr(reading_limit, "READING_SECONDS", -1.0)
    with pytest.raises(SourceError, match="甲: reading this takes over"), reading_limit.reading("甲", "check it."):
        pass
