"""Read what a reading list keeps unread: the protocol of its service, and its entries as articles."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from service.core.messages import _
from service.errors import SourceError
from service.model import ListEntry, Skipped
from service.sources.fetching import Client, FetchLimits
from service.sources.reading_lists.conversation import Conversation
from service.sources.reading_lists.list_address import ListAddress, parse
from service.sources.reading_lists.listed_fields import ListPage, UnreadEntry

if TYPE_CHECKING:
    from service.sources.feeds import Feed

_CLASSES = {
    "miniflux": "service.sources.reading_lists.miniflux:Miniflux",
    "freshrss": "service.sources.reading_lists.freshrss:FreshRss",
    "wallabag": "service.sources.reading_lists.wallabag:Wallabag",
    "readwise": "service.sources.reading_lists.readwise:Readwise",
}

_IDLE_PAGES = 5
"""Answers without a new entry, one after the other, at which a list counts as endless: some hold only highlights."""


class ReadingList(Protocol):
    """One account of a service. Every method raises SourceError, which names the list."""

    by_saving: bool
    """Whether somebody has saved each entry, so that it is as new as its saving; else as its publication."""

    def pages(self, since: dt.datetime | None) -> Iterator[ListPage]:
        """Yield the unread entries, an answer at a time; those that came before `since` are not asked for."""

    def mark_read(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """Mark entries read; yield those of which the service has said that they are. Again changes nothing."""


def opened(address: ListAddress, client: Client) -> ReadingList:
    """Return the reading list at an address, within the limits of `client`; nothing is asked yet.

    Raise SourceError where its variable holds no secret, or none of the right form.
    """
    module, _, name = _CLASSES[address.service].partition(":")
    talk = Conversation(address, client.limits, client.end, client.allowed(address.url))
    made: ReadingList = getattr(importlib.import_module(module), name)(talk)
    return made


def read(given: str, client: Client, *, now: dt.datetime, since: dt.datetime | None = None) -> Feed:
    """Return the articles of a list's unread entries, and what is left out and why.

    An entry without its whole text is read at its own address, as a feed's is. Where an answer fails, those before it
    are read. Raise SourceError where the first fails.
    """
    from service.sources import feeds

    address = parse(given)
    unread = opened(address, client)
    entries, skipped = _newest(unread, address.given, since, client.limits)
    if unread.by_saving and since:
        early = [each for each in entries if each.saved and each.saved < since]
        entries = [each for each in entries if each not in early]
        skipped += (
            Skipped(_title(each, address), _("It was saved before {since:%Y-%m-%d %H:%M}.", since=since))
            for each in early
        )
    articles, left_out = feeds.articles(
        [{**each.fields, "listed": ListEntry(address.given, each.id)} for each in entries],
        address.given,
        address.url,
        client,
        now=now,
        since=None if unread.by_saving else since,
        leads=address.url,
    )
    return articles, (*skipped, *left_out)


def _newest(
    unread: ReadingList, given: str, since: dt.datetime | None, limits: FetchLimits
) -> tuple[list[UnreadEntry], list[Skipped]]:
    """Return the first entries of a list, each once, and what kept others from being read."""
    found: dict[Any, UnreadEntry] = {}
    left_out: list[Skipped] = []
    idle, room = 0, limits.size
    try:
        for page in unread.pages(since):
            new = {each.id or len(found) + place: each for place, each in enumerate(page)}
            new = {key: each for key, each in new.items() if key not in found}
            for key, each in new.items():
                room -= each.length
                if len(found) == limits.listed or room < 0:
                    why = _(": more hold over {value:g} MB", value=limits.size / 1000000) if room < 0 else ""
                    only = _("Only its first {count} unread entries are read{why}.", count=len(found), why=why)
                    return list(found.values()), [Skipped(given, only)]
                found[key] = each
            idle = 0 if new else idle + 1
            if idle == _IDLE_PAGES:
                left_out.append(Skipped(given, _("It goes on and on, and gives nothing new any more.")))
                break
    except SourceError as error:
        if not found:
            raise
        left_out.append(Skipped(given, str(error)))
    return list(found.values()), left_out


def _title(entry: UnreadEntry, address: ListAddress) -> str:
    return str(entry.fields["title"]) or str(entry.fields["link"]) or address.given
