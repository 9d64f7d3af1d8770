"""JSON Feed 1.0 and 1.1 (https://jsonfeed.org/version/1.1): its items in the form that feedparser gives to entries."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from service.core.messages import _
from service.errors import SourceError

_VERSION = "jsonfeed.org/version/"
_DATES = {"published": "date_published", "updated": "date_modified"}


def is_json_feed(text: str) -> bool:
    """Return whether a document is a JSON Feed: an object that names the format's version."""
    return text.lstrip()[:1] == "{" and _VERSION in text.replace("\\/", "/")


def entries(text: str, most: int, source: str) -> tuple[list[Mapping[str, Any]], int]:
    """Return the first `most` items as entries, and how many others there are. Raise SourceError for broken JSON."""
    try:
        document = json.loads(text)
        items = document["items"]
        if not isinstance(items, list):
            raise TypeError("items: no list")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(
            _(
                "{source}: this JSON Feed is broken ({name}): tell its publisher.",
                source=source,
                name=type(error).__name__,
            )
        ) from None
    whole = [item for item in items if isinstance(item, dict)]
    site = html.escape(_string(document.get("title")))
    return [{**_entry(item), "site": site} for item in whole[:most]], max(0, len(whole) - most)


def _entry(item: Mapping[str, Any]) -> Mapping[str, Any]:
    content = _string(item.get("content_html")) or html.escape(_string(item.get("content_text")))
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    tags = item.get("tags") if isinstance(item.get("tags"), list) else []
    return {
        "title": html.escape(_string(item.get("title"))),
        "link": _string(item.get("url")) or _string(item.get("external_url")),
        "content": [{"value": content}],
        "summary": html.escape(_string(item.get("summary"))),
        "authors": [author for author in authors or [] if isinstance(author, dict)],
        "tags": [{"term": tag} for tag in tags or [] if isinstance(tag, str)],
    } | {key: date for key, name in _DATES.items() if (date := _date(item.get(name)))}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _date(value: object) -> str:
    """Return a date as text; some publishers give the seconds since 1970."""
    return f"{value:.0f}" if type(value) in (int, float) else _string(value)
