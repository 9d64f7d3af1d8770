"""wallabag 2: its API (https://doc.wallabag.org/developer/api/readme/; the addresses as in its `/api/doc`)."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.core.messages import _
from service.sources.reading_lists.conversation import Conversation
from service.sources.reading_lists.listed_fields import ListPage, UnreadEntry, moment, numbers, objects, string, strings

_PAGE = 50
"""Entries of one answer, each with its whole text."""
_NOT_FETCHED = "wallabag can't retrieve contents for this article"
"""What stands in the place of a text that it could not fetch (its `fetching_error_message`)."""


class Wallabag:
    """What an account has saved and not archived, what was saved last first: to archive is to mark read there."""

    by_saving = True

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._login = talk.address.secret().split(":", 3)
        if len(self._login) != 4:
            raise talk.fault(
                _("{variable} must hold client id:client secret:user:password", variable=talk.address.variable)
            )

    def pages(self, since: dt.datetime | None) -> Iterator[ListPage]:
        """Yield the entries, an answer at a time: behind the last page there is none, and to ask for it is a fault."""
        query = {"archive": "0", "sort": "created", "order": "desc", "perPage": str(_PAGE), "detail": "full"}
        if since:
            query["since"] = f"{since.timestamp():.0f}"  # by the last change
        number = 1
        while True:
            asked = {**self._talk.address.filters, **query, "page": str(number)}
            answer = self._talk.ask("/api/entries.json", query=asked, headers=self._headers)
            yield [_entry(each) for each in self._talk.objects(answer, "_embedded", "items")]
            last = answer.get("pages")
            if not isinstance(last, int) or number >= last:
                return
            number += 1

    def mark_read(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """Archive the entries, one by one; one that somebody has deleted is done with."""
        for each in ids:
            for number in numbers([each]):
                self._archive(number)
            yield [each]

    def _archive(self, number: int) -> None:
        path, form = f"/api/entries/{number}.json", [("archive", "1")]
        said = self._talk.send("PATCH", path, headers=self._headers, form=form, done=(404,))
        archived = self._talk.parsed(said) if said else {"is_archived": 1}
        if not isinstance(archived, dict) or not archived.get("is_archived"):
            raise self._talk.strange()

    @functools.cached_property
    def _headers(self) -> Mapping[str, str]:
        """The authorization, which holds for an hour. Raise SourceError where the account is not let in."""
        names = ("client_id", "client_secret", "username", "password")
        form = [("grant_type", "password"), *zip(names, self._login, strict=True)]
        said = self._talk.parsed(self._talk.send("POST", "/oauth/v2/token", form=form, refusals=(400, 401, 403)))
        token = string(said, "access_token") if isinstance(said, dict) else ""
        if not token or not token.isprintable():
            raise self._talk.strange()
        return {"Authorization": f"Bearer {token}"}


def _entry(found: Mapping[str, Any]) -> UnreadEntry:
    id_, content = found.get("id"), string(found, "content")
    missing = found.get("is_not_parsed") is True or _NOT_FETCHED in content[:200]
    labels = [string(each, "label") for each in objects(found, "tags")]
    return UnreadEntry(
        str(id_) if type(id_) is int else "",
        {
            "title": string(found, "title"),
            "link": string(found, "url"),
            "content": [{"value": "" if missing else content}],
            "authors": [{"name": each} for each in strings(found, "published_by")],
            "tags": [{"term": each} for each in labels if each],
            "published": string(found, "published_at"),
            "site": string(found, "domain_name"),
        },
        moment(found.get("created_at")),
    )
