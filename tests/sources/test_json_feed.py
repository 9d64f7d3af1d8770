"""JSON Feed, both versions, as publishers write it."""

import datetime as dt
import json

import pytest

from service.errors import SourceError
from service.sources import feeds
from service.sources.fetching import Client, FetchLimits, Response
from service.sources.page_dates import CHINA
from tests.support.tables import every_row

NOW = dt.datetime(2026, 3, 22, 9, 30, tzinfo=CHINA)
ITEM = {
    "id": "1",
    "url": "https://baishi.example/1",
    "title": "白石镇图书室开放",
    "content_html": "<p>白石镇图书室3月22日开放，首批上架六千册。</p><p>全镇居民凭身份证就能借阅。</p><p>"
    + "图书室管理员孙萍介绍，开放时间从早上九点到晚上九点，周末还请退休教师来给孩子讲故事。" * 5
    + "</p>",
    "date_published": "2026-03-22T06:00:00+08:00",
    "authors": [{"name": "李立"}],
    "tags": ["民生"],
}


def document(*items, version="https://jsonfeed.org/version/1.1"):
    whole = {"version": version, "title": "白石网", "home_page_url": "https://baishi.example/", "items": items}
    return json.dumps(whole, ensure_ascii=False).encode()


def read(body, kind="application/feed+json", **limits):
    client = Client(FetchLimits(**limits))
    return feeds.parse(Response("https://baishi.example/feed.json", kind, body), "f", client, now=NOW)


@every_row(
    ("body", "kind"),
    [
        pytest.param(document(ITEM), "application/feed+json", id="1.1"),
        pytest.param(document(ITEM, version="https://jsonfeed.org/version/1"), "application/json", id="1.0"),
        pytest.param(
            document(ITEM | {"authors": None, "author": {"name": "李立"}}), "application/json", id="author of 1.0"
        ),
        pytest.param(document(ITEM), "text/plain; charset=utf-8", id="as text"),
        pytest.param(b"\xef\xbb\xbf" + document(ITEM), "application/json", id="byte order mark"),
        pytest.param(document(ITEM | {"id": 7}), "application/json", id="number for an id"),
        pytest.param(
            document(ITEM | {"url": None, "external_url": ITEM["url"]}), "application/json", id="external address"
        ),
        pytest.param(
            document(ITEM | {"date_published": None, "date_modified": "2026-03-22T06:00:00+08:00"}),
            "application/json",
            id="modified",
        ),
        pytest.param(document(ITEM | {"date_published": 1774130400}), "application/json", id="seconds since 1970"),
        pytest.param(document(ITEM).replace(b"/", b"\\/"), "application/json", id="escaped slashes"),
        pytest.param(document(ITEM, "no item", None), "application/json", id="what is no item"),
    ],
)
def test_json_feed_is_read(body, kind):
    (article,), skipped = read(body, kind)
    assert (article.title, article.url, article.authors, article.section) == (
        "白石镇图书室开放",
        "https://baishi.example/1",
        ("李立",),
        "民生",
    )
    assert article.paragraphs[0] == "白石镇图书室3月22日开放，首批上架六千册。"
    assert article.published_at == dt.datetime(2026, 3, 22, 6, tzinfo=CHINA)
    assert skipped == ()


def test_the_feed_s_own_name_is_no_part_of_a_title_and_no_author():
    item = ITEM | {"title": "白石镇图书室开放 - 白石网", "authors": [{"name": "白石网"}]}
    (article,), _ = read(document(item))
    assert (article.title, article.authors) == ("白石镇图书室开放", ())


def test_plain_text_is_no_markup():
    item = {"id": "1", "title": "AQI < 50 的天数 & 其他", "content_text": "AQI < 50 的天数增加。\n\n<b> 是标签。"}
    (article,), _ = read(document(item))
    assert (article.title, article.paragraphs) == ("AQI < 50的天数 & 其他", ("AQI < 50的天数增加。", "<b> 是标签。"))


def test_only_so_many_items_are_read():
    items = [ITEM | {"url": f"https://baishi.example/{n}"} for n in range(5)]
    articles, skipped = read(document(*items), entries=3)
    assert len(articles) == 3
    assert [each.reason for each in skipped] == ["Only its first 3 entries are read; 2 follow."]


@every_row(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "items": ',
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": 3}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
    ],
)
def test_a_broken_feed_is_one_sentence(body):
    with pytest.raises(SourceError, match="this JSON Feed is broken"):
        read(body)
