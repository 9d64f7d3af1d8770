"""Addresses: what a request can be sent to, and why to nothing else."""

import pytest

from service.core import web_url
from tests.support.tables import every_row


@every_row(
    ("url", "host"),
    [
        ("http://127.0.0.1:11434/v1", "127.0.0.1"),
        ("https://news.example.org/a?b=c#d", "news.example.org"),
        ("http://[::1]:8000/", "::1"),
        ("http://my_box", "my_box"),
        ("https://新闻.中国/头版", "新闻.中国"),
        ("https://example.org./", "example.org."),
    ],
)
def test_an_address_is_taken_apart(url, host):
    assert web_url.split(url).hostname == host


@every_row(
    ("url", "reason"),
    [
        ("", "must begin"),
        ("ftp://a/", "must begin"),
        ("http:a", "must begin"),
        ("http://", "must begin"),
        ("//a/b", "must begin"),
        ("http://:80/", "host"),
        ("http://[::1", "host"),
        ("http://[::::]/", "host"),
        ("http://[v1.a]/", "host"),
        ("http://a..b/", "host"),
        ("http://.a/", "host"),
        ("http://-a/", "host"),
        (f"http://{'a' * 64}.org/", "host"),
        (f"http://{'a.' * 130}org/", "host"),
        ("http://a%00b/", "host"),
        ("http://a:0/", "port"),
        ("http://a:65536/", "port"),
        ("http://a:-1/", "port"),
        ("http://a:１/", "port"),
        ("http://a:²/", "port"),
        ("http://u@a/", "no user"),
        ("http://u:p@a/", "no user"),
        ("http://@a/", "no user"),
        ("http://a/b c", "no spaces"),
        ("http://a/\r\nX: y", "no spaces"),
        ("http://a/\0", "no spaces"),
        ("http://a/\ud800", "no spaces"),
        ("http://a/" + "x" * 9000, "at most"),
    ],
)
def test_what_no_request_can_be_sent_to_is_refused_with_the_reason(url, reason):
    with pytest.raises(ValueError, match=reason):
        web_url.split(url)
