"""Miniflux: its REST API (https://miniflux.app/docs/api.html)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.core.messages import _
from service.sources.reading_lists.conversation import Conversation
from service.sources.reading_lists.listed_fields import ListPage, UnreadEntry, inner, numbers, string, strings

_PAGE = 100
"""Entries of one answer: Miniflux's own default."""


class Miniflux:
    """The unread entries of an account, newest first."""

    by_saving = False

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._headers = {"X-Auth-Token": talk.address.token()}

    def pages(self, since: dt.datetime | None) -> Iterator[ListPage]:
        """Yield the entries, an answer at a time."""
        query = {"status": "unread", "order": "published_at", "direction": "desc", "limit": str(_PAGE)}
        if since:
            query["after"] = f"{since.timestamp():.0f}"  # by the date of publication
        offset, filters = 0, self._talk.address.filters
        meanings = {400: _("it has no category of that number")} if "category_id" in filters else {}
        while True:
            asked = {**filters, **query, "offset": str(offset)}
            answer = self._talk.ask("/v1/entries", query=asked, headers=self._headers, meanings=meanings)
            found = self._talk.objects(answer, "entries")
            yield [_entry(each) for each in found]
            offset += len(found)
            if len(found) < _PAGE:
                return

    def mark_read(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """Mark the entries read, all at once; ids that are gone change nothing."""
        body = {"entry_ids": numbers(ids), "status": "read"}
        if body["entry_ids"]:
            self._talk.send("PUT", "/v1/entries", headers=self._headers, json_body=body)
        yield ids


def _entry(found: Mapping[str, Any]) -> UnreadEntry:
    id_, feed = found.get("id"), inner(found, "feed")
    return UnreadEntry(
        str(id_) if type(id_) is int else "",
        {
            "title": string(found, "title"),
            "link": string(found, "url"),
            "content": [{"value": string(found, "content")}],
            "author": string(found, "author"),
            "authors": [{"name": string(found, "author")}],
            "tags": [{"term": each} for each in strings(found, "tags")],
            "published": string(found, "published_at"),
            "site": string(feed, "title"),
        },
    )
