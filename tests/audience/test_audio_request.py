"""What a request means for the count."""

import pytest

from service.audience.access_log import AccessLine
from service.audience.audio_request import (
    UNKNOWN,
    AudioRequest,
    NotCounted,
    Proxies,
    audio_request,
    file_of,
    first_byte,
    network,
)

KEY = "daily/episodes/2026-03-21/daily-2026-03-21-0a1b2c3d.mp3"
LINE = AccessLine(5, "198.51.100.7", "", "GET", f"/{KEY}", 200, 9000, "AntennaPod/3.4", "")
NONE = Proxies(())


@pytest.mark.parametrize(
    ("target", "file"),
    [
        (f"/{KEY}", KEY),
        (f"/pods/{KEY}?utm=1", KEY),
        (f"https://cdn.example.org/a/{KEY}", KEY),
        ("/%E5%90%AC/episodes/%E4%BA%8C/%E4%B8%89.mp3", "听/episodes/二/三.mp3"),
        ("/daily/episodes/2026-03-21/index.html", ""),
        ("/daily/feed.xml", ""),
        ("/episodes/a.mp3", ""),
        ("/daily/articles/a/b.mp3", ""),
        ("/pods/daily/articles/episodes/a/b.mp3", "daily/articles/episodes/a/b.mp3"),
        ("/articles/episodes/a/b.mp3", ""),
        ("/daily/episodes//a.mp3", ""),
        ("a.mp3", ""),
        ("", ""),
    ],
)
def test_the_file_that_an_address_names(target, file):
    assert file_of(target) == file


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"target": "/daily/feed.xml"}, NotCounted.OTHER),
        ({"method": "HEAD", "sent": 0}, NotCounted.METHOD),
        ({"method": "POST"}, NotCounted.METHOD),
        ({"status": 304, "sent": 0}, NotCounted.STATUS),
        ({"status": 404}, NotCounted.STATUS),
        ({"status": 503}, NotCounted.STATUS),
        ({"sent": 0}, NotCounted.PROBE),
        ({"status": 206, "sent": 2, "range": "bytes 0-1/9000"}, NotCounted.PROBE),
        ({"agent": "curl/8.5.0"}, NotCounted.BOT),
        ({"agent": ""}, NotCounted.BOT),
    ],
)
def test_what_does_not_count_says_why(changes, outcome):
    assert audio_request(LINE._replace(**changes), NONE) is outcome


@pytest.mark.parametrize(
    ("changes", "first", "last"),
    [
        ({}, 0, 8999),
        ({"sent": 3}, 0, 2),
        ({"status": 206, "sent": 100, "range": "bytes 50-149/9000"}, 50, 149),
        ({"status": 206, "sent": 40, "range": "bytes 50-149/9000"}, 50, 89),
        ({"status": 206, "sent": 40, "range": "bytes=50-"}, 50, 89),
        ({"status": 206, "sent": 40, "range": "bytes=-40"}, UNKNOWN, 40),
        ({"status": 206, "sent": 40, "range": "bytes=0-9,20-29"}, UNKNOWN, 40),
        ({"status": 206, "sent": 40, "range": ""}, UNKNOWN, 40),
    ],
)
def test_the_stretch_is_what_was_sent_from_where_the_range_begins(changes, first, last):
    found = audio_request(LINE._replace(**changes), NONE)
    assert found == AudioRequest(5, KEY, first, last, "198.51.100.7", "AntennaPod/3.4", "AntennaPod")


def test_a_log_that_does_not_say_who_asked_counts_all():
    found = audio_request(LINE._replace(agent=None), NONE)
    assert isinstance(found, AudioRequest)
    assert (found.agent, found.app) == ("", "?")


@pytest.mark.parametrize(
    ("address", "forwarded", "client"),
    [
        ("10.0.0.5", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.5", "203.0.113.9, 198.51.100.7, 10.0.0.6", "198.51.100.7"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "10.0.0.6", "10.0.0.5"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("unix:", "203.0.113.9", "unix:"),
    ],
)
def test_only_a_proxy_that_is_trusted_says_whom_it_asks_for(address, forwarded, client):
    line = LINE._replace(address=address, forwarded=forwarded)
    found = audio_request(line, Proxies(["10.0.0.0/8", "::1"]))
    assert isinstance(found, AudioRequest)
    assert found.address == client


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("198.51.100.7", "::ffff:198.51.100.7", True),
        ("198.51.100.7", "198.51.100.8", False),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::2", True),
        ("a.example", "a.example", True),
    ],
)
def test_which_addresses_are_of_one_household(one, other, same):
    assert (network(one) == network(other)) is same


def test_a_number_of_many_digits_is_no_place():
    assert first_byte(f"bytes {'9' * 5000}-1/2") == UNKNOWN
