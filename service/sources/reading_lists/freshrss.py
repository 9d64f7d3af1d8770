"""FreshRSS by its Google Reader API (https://freshrss.github.io/FreshRSS/en/developers/06_GoogleReader_API.html).

What the API's calls mean is told by the pages that FreshRSS's own `p/api/greader.php` cites: a login gives a lasting
authorization, a stream goes on by `continuation`, and whoever changes something sends the token of the moment, `T`.
"""

from __future__ import annotations

import datetime as dt
import functools
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.core.messages import _
from service.sources.reading_lists.conversation import Conversation
from service.sources.reading_lists.listed_fields import (
    ListPage,
    UnreadEntry,
    dated,
    identity,
    inner,
    objects,
    string,
    strings,
)

_API = "/api/greader.php"
_READ = "user/-/state/com.google/read"
_ALL = "user/-/state/com.google/reading-list"
_LABEL = "user/-/label/"
_PAGE = 100
"""Entries of one answer; twenty where none is asked for."""
_MARKED_AT_ONCE = 100


class FreshRss:
    """The unread entries of an account or of one of its labels, those that came last first."""

    by_saving = False

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._user, _, self._password = talk.address.secret().partition(":")
        self._base = "" if talk.address.url.endswith("greader.php") else _API

    def pages(self, since: dt.datetime | None) -> Iterator[ListPage]:
        """Yield the entries, an answer at a time, until one names no continuation."""
        label = self._talk.address.filters.get("label", "")
        stream = urllib.parse.quote(_LABEL + label if label else _ALL)
        came = {"ot": f"{since.timestamp():.0f}"} if since else {}  # by the moment at which FreshRSS saw it first
        going_on: dict[str, str] = {}
        while True:
            query = {"output": "json", "n": str(_PAGE), "xt": _READ, **came, **going_on}
            path = f"{self._base}/reader/api/0/stream/contents/{stream}"
            answer = self._talk.ask(path, query=query, headers=self._headers)
            found = self._talk.objects(answer, "items")
            labelled = [each for each in found if not label or label.casefold() in map(str.casefold, _labels(each))]
            if found and not labelled:  # of a label that it does not know, FreshRSS gives the whole account
                raise self._talk.fault(_("FreshRSS has no label {label}: write it as it stands there", label=label))
            yield [_entry(each) for each in labelled]
            continuation = answer.get("continuation")
            if not isinstance(continuation, str | int) or not continuation:
                return
            going_on = {"c": str(continuation)}

    def mark_read(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """Give the entries the tag `read`, a hundred at once; one that has it keeps it."""
        token = self._talk.send("GET", f"{self._base}/reader/api/0/token", headers=self._headers).strip()
        for start in range(0, len(ids), _MARKED_AT_ONCE):
            some = ids[start : start + _MARKED_AT_ONCE]
            form = [("T", token), ("a", _READ), *(("i", each) for each in some)]
            said = self._talk.send("POST", f"{self._base}/reader/api/0/edit-tag", headers=self._headers, form=form)
            if said.strip() != "OK":
                raise self._talk.strange(said)
            yield some

    @functools.cached_property
    def _headers(self) -> Mapping[str, str]:
        """The authorization, which a login gives. Raise SourceError where the account is not let in."""
        form = [("Email", self._user), ("Passwd", self._password)]
        said = self._talk.send(
            "POST",
            f"{self._base}/accounts/ClientLogin",
            form=form,
            refusals=(400, 401, 403),  # 400: a user name that cannot be one
            meanings={503: _("its API may be switched off: allow it under Settings > Authentication")},
        )
        found = next((line.partition("=")[2].strip() for line in said.splitlines() if line.startswith("Auth=")), "")
        if not found or not found.isprintable():
            raise self._talk.strange(said)
        return {"Authorization": f"GoogleLogin auth={found}"}


def _labels(found: Mapping[str, Any]) -> list[str]:
    return [each.removeprefix(_LABEL) for each in strings(found, "categories") if each.startswith(_LABEL)]


def _entry(found: Mapping[str, Any]) -> UnreadEntry:
    links = [each for key in ("canonical", "alternate") for each in objects(found, key)]
    texts = [string(inner(found, key), "content") for key in ("content", "summary")]
    folder = next(iter(_labels(found)), "")
    return UnreadEntry(
        identity(found),
        {
            "title": string(found, "title"),
            "link": next(filter(None, (string(each, "href") for each in links)), ""),
            "content": [{"value": text} for text in texts],
            "author": string(found, "author"),
            "authors": [{"name": string(found, "author")}],
            "tags": [{"term": folder}] if folder else [],
            "published": dated(found.get("published")),
            "site": string(inner(found, "origin"), "title"),
        },
    )
