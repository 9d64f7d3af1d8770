"""Whether a document is a feed, told by how it begins; nothing of what reads feeds is loaded for that."""

from __future__ import annotations

import re

from service.sources import json_feed

ELEMENT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
"""The beginning of an element, and its name."""
_ROOTS = ("rss", "feed", "rdf")


def is_feed(text: str) -> bool:
    """Return whether a document is a feed: by its first element, or as JSON Feed."""
    if json_feed.is_json_feed(text):
        return True
    first = ELEMENT.search(text)
    return first is not None and first[1].lower() in _ROOTS
