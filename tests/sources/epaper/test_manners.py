"""Manners towards a site, with a real server."""

import time

import pytest

from service.errors import SourceError
from service.sources.epaper.manners import Manners
from service.sources.fetching import Client, FetchLimits


@pytest.fixture
def client():
    return Client(FetchLimits(retries=0, pause=1), allowed_hosts=["127.0.0.1"])


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that are made, which end at once."""
    made = []
    clock = [time.monotonic()]
    monkeypatch.setattr("service.sources.epaper.manners.time.monotonic", lambda: clock[0])

    def sleep(seconds):
        made.append(round(seconds, 6))
        clock[0] += seconds

    monkeypatch.setattr("service.sources.epaper.manners.time.sleep", sleep)
    return made


def test_one_request_follows_another_after_a_pause(server, client, pauses):
    site = Manners(client, 1.2)
    urls = [server.give(f"/{n}", "x") for n in range(3)]
    assert [site.get(url, urls[0]).body for url in urls] == [b"x"] * 3
    assert pauses == [0.0, 1.2, 1.2]
    assert server.paths() == ["/robots.txt", "/0", "/1", "/2"]


def test_nothing_is_asked_for_after_the_time_and_nobody_waits_for_it(server, pauses):
    site = Manners(Client(FetchLimits(retries=0, run=3), allowed_hosts=["127.0.0.1"]), 1.2)
    url = server.give("/a", "x")
    for _ in range(3):
        site.get(url, url)
    assert site.has_time
    for _ in range(100):
        with pytest.raises(SourceError, match="the 3 s for newspapers' sites were over: name fewer"):
            site.get(url, url)
    assert pauses == [0.0, 1.2, 1.2]


@pytest.mark.parametrize(("asked", "kept"), [("3", 3.0), ("0", 1.2), ("600", 10.0), ("soon", 1.2)])
def test_a_longer_pause_is_kept_within_reason(server, client, pauses, asked, kept):
    server.give("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n")
    site, url = Manners(client, 1.2), server.give("/a", "x")
    site.get(url, url)
    site.get(url, url)
    assert pauses == [0.0, kept]


def test_what_robots_txt_keeps_programs_from_is_not_asked_for(server, client, pauses):
    server.give("/robots.txt", "User-agent: *\nDisallow: /pc/\n\nUser-agent: Tingbao\nDisallow: /html/\n")
    site = Manners(client, 0.0)
    with pytest.raises(SourceError, match=r"robots\.txt asks programs not to read this"):
        site.get(server.give("/html/a.htm", "x"), server.url)
    assert site.get(server.give("/pc/a.htm", "x"), server.url).body == b"x"
    assert server.paths() == ["/robots.txt", "/pc/a.htm"]


def _said(server, client, path="/a.htm"):
    """Return what is said instead of a page that may not be asked for."""
    with pytest.raises(SourceError) as caught:
        Manners(client, 0.0).get(server.url + path, server.url)
    return str(caught.value)


@pytest.mark.parametrize("status", [500, 501, 503, 522, 429])
def test_nothing_is_read_while_the_server_cannot_say_what_it_allows(server, client, pauses, status):
    """RFC 9309, section 2.3.1.4: an error of the server's own is as good as `Disallow: /`."""
    server.give("/robots.txt", "x", status=status)
    server.give("/a.htm", "x")
    assert _said(server, client) == (
        f"{server.url}/robots.txt: the server cannot say now what its robots.txt allows, so nothing is read:"
        " try again later."
    )
    assert "/a.htm" not in server.paths()


def test_an_answer_that_is_not_there_is_asked_for_once(server, client, pauses):
    server.give("/robots.txt", "x", status=503)
    site, url = Manners(client, 0.0), server.give("/a.htm", "x")
    for _ in range(3):
        with pytest.raises(SourceError, match="try again later"):
            site.get(url, url)
    assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 401, 410])
def test_without_a_robots_txt_everything_may_be_read(server, client, pauses, status):
    server.give("/robots.txt", "x", status=status)
    url = server.give("/a.htm", "x")
    assert Manners(client, 0.0).get(url, url).body == b"x"
