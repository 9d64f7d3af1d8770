"""OPML, the list of feeds that every reader exports (http://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.messages import _
from service.errors import SourceError, UsageError
from service.sources import text_cleaning
from service.sources.fetching import address

_FEED_TYPES = ("rss", "atom")
"""Types of an outline whose `url` is the feed's, as some programs write it for `xmlUrl`."""
_BARE_AMPERSAND = re.compile(rb"&(?=[\x20-\x7e])(?!#?[A-Za-z0-9]{1,31};)")
"""An `&` of an address that some program has written as it is: a parser that forgives drops the parameter behind it.
In UTF-16 a zero stands behind it, and nothing is changed."""


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of a list."""

    title: str
    url: str


def feeds(data: bytes, name: str) -> tuple[tuple[ListedFeed, ...], tuple[str, ...]]:
    """Return the feeds that an OPML file lists, each address once, and the addresses that are none that is read.

    Raise UsageError, which begins with `name`, for a file that is no OPML or lists no feed.
    """
    from lxml import etree  # type: ignore[import-untyped]

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(_BARE_AMPERSAND.sub(b"&amp;", data), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag.rpartition("}")[2].lower() != "opml":
        raise UsageError(_("{name}: this is no OPML: export the list of feeds from your reader again.", name=name))
    found: dict[str, ListedFeed] = {}
    refused: list[str] = []
    for outline in root.iter("{*}outline"):
        attributes = {key.lower(): value for key, value in outline.attrib.items()}
        is_feed = attributes.get("type", "").lower() in _FEED_TYPES
        url = (attributes.get("xmlurl") or (attributes.get("url") if is_feed else None) or "").strip()
        if not url:
            continue
        try:
            address(url)
        except SourceError:
            refused.append(text_cleaning.line(url))
            continue
        title = text_cleaning.title(attributes.get("title") or attributes.get("text") or "")
        found.setdefault(url, ListedFeed(title or url, url))
    if not found:
        raise UsageError(
            _("{name}: this OPML lists no feed: export the feeds themselves, not the articles.", name=name)
        )
    return tuple(found.values()), tuple(refused)
