"""Kept answers survive a run, and what is damaged counts as never asked."""

import pytest

from service.sources.fetching import Response
from service.sources.http_cache import FeedCache
from service.storage.disk_cache import DiskCache

ANSWER = Response("https://news.example/feed", "text/xml", b"\x00\xff<rss/>", '"tag"', "Sat, 21 Mar 2026 00:00:00 GMT")


def test_an_answer_is_kept_for_the_next_run(tmp_path):
    FeedCache(DiskCache(tmp_path))["https://news.example/a"] = ANSWER
    kept = FeedCache(DiskCache(tmp_path))
    assert kept["https://news.example/a"] == ANSWER
    assert "https://news.example/b" not in kept
    del kept["https://news.example/a"]
    assert "https://news.example/a" not in kept


def test_a_damaged_answer_is_none(tmp_path):
    FeedCache(DiskCache(tmp_path))["https://news.example/a"] = ANSWER
    file = next(path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(KeyError):
        FeedCache(DiskCache(tmp_path))["https://news.example/a"]


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"body": 1}',
        b'{"url": 1, "content_type": "", "body": ""}',
        b'{"url": "a", "content_type": "", "body": "", "etag": null}',
        b'{"url": "a", "content_type": "", "body": "", "more": ""}',
    ],
)
def test_what_is_kept_whole_and_is_no_answer_is_none(kept, tmp_path):
    cache = DiskCache(tmp_path)
    FeedCache(cache)["https://news.example/a"] = ANSWER
    file = next(path for path in tmp_path.rglob("*") if path.is_file())
    cache.put(file.name, kept)
    with pytest.raises(KeyError):
        FeedCache(cache)["https://news.example/a"]
