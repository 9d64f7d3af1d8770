"""Readwise Reader: its API (https://readwise.io/reader_api).

It answers 20 questions a minute, and 50 that change something; `Retry-After` says how long to wait.
"""

from __future__ import annotations

import datetime as dt
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.sources.reading_lists.conversation import Conversation
from service.sources.reading_lists.listed_fields import ListPage, UnreadEntry, dated, identity, moment, string

_INBOX, _FEED = "new", "feed"


class Readwise:
    """The documents of one place of an account: of the library what is not archived, of the feed what was not opened.

    To mark read is to archive there, and here to mark as seen.
    """

    by_saving = True

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._headers = {"Authorization": f"Token {talk.address.token()}"}
        self._place = talk.address.filters.get("location", _INBOX)

    def pages(self, since: dt.datetime | None) -> Iterator[ListPage]:
        """Yield the documents, an answer at a time, until one names no next cursor; notes and highlights are none."""
        query = {**self._talk.address.filters, "location": self._place, "withHtmlContent": "true", "limit": "50"}
        if since:
            query["updatedAfter"] = since.astimezone(dt.UTC).isoformat()
        while True:
            answer = self._talk.ask("/api/v3/list/", query=query, headers=self._headers)
            found = self._talk.objects(answer, "results")
            yield [_entry(each) for each in found if self._is_unread(each)]
            cursor = string(answer, "nextPageCursor")
            if not cursor:
                return
            query["pageCursor"] = cursor

    def mark_read(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """Archive the documents, or mark them as seen, one by one; one that somebody has deleted is done with."""
        change: Mapping[str, object] = {"seen": True} if self._place == _FEED else {"location": "archive"}
        for each in ids:
            path = f"/api/v3/update/{urllib.parse.quote(each, safe='')}/"
            self._talk.send("PATCH", path, headers=self._headers, json_body=change, done=(404,))
            yield [each]

    def _is_unread(self, found: Mapping[str, Any]) -> bool:
        if found.get("parent_id"):
            return False
        return self._place != _FEED or not found.get("first_opened_at")


def _entry(found: Mapping[str, Any]) -> UnreadEntry:
    id_ = identity(found)
    return UnreadEntry(
        id_ if id_.isalnum() else "",
        {
            "title": string(found, "title"),
            "link": string(found, "source_url"),
            "content": [{"value": string(found, "html_content")}],
            "summary": string(found, "summary"),
            "author": string(found, "author"),
            "authors": [{"name": string(found, "author")}],
            "published": dated(found.get("published_date")),
            "site": string(found, "site_name"),
        },
        moment(found.get("saved_at") or found.get("created_at")),
    )
