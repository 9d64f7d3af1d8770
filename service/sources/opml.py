"""OPML, the list of feeds that every reader exports (http://opml.org/spec2.opml)."""

from __future__ import annotations

from dataclasses import dataclass

from service.errors import SourceError, UsageError
from service.sources import text_cleaning
from service.sources.fetching import address


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
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag.rpartition("}")[2].lower() != "opml":
        raise UsageError(f"{name}: this is no OPML: export the list of feeds from your reader again.")
    found: dict[str, ListedFeed] = {}
    refused: list[str] = []
    for outline in root.iter("{*}outline"):
        attributes = {key.lower(): value for key, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "").strip()
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
        raise UsageError(f"{name}: this OPML lists no feed: export the feeds themselves, not the articles.")
    return tuple(found.values()), tuple(refused)
