"""What is done to a published show, and whether all is well with it afterwards."""

import functools
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit

import feedparser

from service.publishing import publish as publishing
from tests.support.publishing_samples import SHOW, episode, mp3

FEED = "daily/feed.xml"


def publish_first(storage):
    publishing.publish(storage, SHOW, episode(0), mp3())


def publish_next(storage):
    publishing.publish(storage, SHOW, episode(6), mp3())


def cut_anew(storage):
    publishing.publish(storage, SHOW, episode(5), mp3(880))


def cut_archived_anew(storage):
    publishing.publish(storage, SHOW, episode(0), mp3(880))


def remove(storage):
    publishing.remove(storage, SHOW, "2026-03-22T0630")


def keep(storage):
    publishing.publish(storage, SHOW, episode(20), mp3())
    publishing.keep(storage, SHOW, 1)


def rename(storage):
    publishing.rebuild(storage, replace(SHOW, title="新名字"))


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


def tree(storage):
    return {key: storage.read(key) for key in storage.list("daily")}


@functools.cache
def parsed(text):
    found = feedparser.parse(text)
    assert not found.bozo
    return found


@functools.cache
def addresses_in(text, name):
    """What a published document names: the files and pages of a feed, the links and sources of a page."""
    if name.endswith(".xml"):
        found = (re.findall(each, text) for each in (rb'url="([^"]+)"', rb'image href="([^"]+)"', rb"<link>([^<]+)<"))
        return [address.decode() for addresses in found for address in addresses]
    links = Links()
    links.feed(text.decode())
    return links.found


def feed(storage, key=FEED):
    return parsed(storage.read(key))


def guids(storage, key=FEED):
    return [entry.id for entry in feed(storage, key).entries]


def assert_whole(storage, show=SHOW):
    """Every feed document names only complete files, and no page has a dead link (once there is a feed at all)."""
    if not storage.exists(FEED):
        return
    root = show.base_url + "/"
    for key in storage.list("daily"):
        if key.endswith(".xml"):
            for entry in feed(storage, key).entries:
                (sound,) = entry.enclosures
                if sound.href.startswith(root):
                    data = storage.read(unquote(sound.href.removeprefix(root)))
                    assert data is not None
                    assert len(data) == int(sound.length)
        if key.endswith((".xml", ".html")):
            _assert_present(storage, root, key, addresses_in(storage.read(key), key[-5:]))


def _assert_present(storage, root, key, addresses):
    for address in addresses:
        address = urljoin(root + quote(key), address)
        if address.startswith(root):
            path = unquote(urlsplit(address.removeprefix(root)).path)
            assert storage.exists(path + "index.html" if path.endswith("/") else path), f"{key} names {path}"
