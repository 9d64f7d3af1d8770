"""A tag of a hundred thousand attributes, however it is written, is known before it is parsed."""

import datetime as dt
import time

import pytest

from service.errors import SourceError
from service.sources import gather, web_pages
from service.sources.markup_limit import MOST_NAMES, has_too_many_names
from tests.sources.test_feeds import item, rss
from tests.support.tables import thinned

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)
TEXT = "<p>石桥村的路昨日修好，长三公里，居民出行更方便，两岸的灯也装上了。</p>" * 9
MANY = range(100_000)
TAGS = {
    "values": "<p " + " ".join(f"a{n}=1" for n in MANY) + ">",
    "names": "<p " + " ".join(f"a{n}" for n in MANY) + ">",
    "slashes": "<p/" + "/".join(f"a{n}" for n in MANY) + ">",
    "quotes": "<p " + "".join(f"a{n}='>'" for n in MANY) + ">",
    "behind a comment": '<!-- <x a=" --><p ' + " ".join(f"a{n}=1" for n in MANY) + ' b=" ">',
}


@pytest.mark.parametrize("name", thinned(list(TAGS), 5))
def test_it_is_named_before_it_is_parsed(name, server):
    assert has_too_many_names(TAGS[name])
    url = server.give("/feed.xml", rss(item("石桥村修路", TAGS[name] + TEXT), item("白石县建校", TEXT, link="/2.html")))
    began = time.thread_time()
    found = gather([url], now=NOW, allowed_hosts=["127.0.0.1"])
    with pytest.raises(SourceError, match="more markup than an article can need"):
        web_pages.extract(f"<html><body>{TAGS[name]}{TEXT}</body></html>", "a.html")
    assert time.thread_time() - began < 10  # 31 s and more where it is parsed
    assert [article.title for article in found.articles] == ["白石县建校"]
    (skipped,) = found.skipped
    assert "石桥村修路: the entry has more markup" in skipped.reason


def test_a_page_of_many_links_and_a_long_text_are_read():
    links = "".join(
        f'<li><a href="/news/2026/0322/{n}.html" class="a b">第{n}条新闻的标题</a></li>' for n in range(2000)
    )
    assert not has_too_many_names(f"<html><body><ul>{links}</ul>{TEXT}</body></html>")
    assert not has_too_many_names("水厂昨日完工。" * 100_000)
    assert not has_too_many_names(" ".join(map(str, range(MOST_NAMES))))
    assert has_too_many_names(" ".join(map(str, range(MOST_NAMES + 1))))
