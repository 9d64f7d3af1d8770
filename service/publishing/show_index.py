"""`show.json`: the show's identity, which must never change, and its published episodes."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from service.core import json_codec, web_url
from service.core.episode_id import make_again
from service.core.messages import _
from service.core.printable import shown
from service.core.url_scope import DEFAULT_BASE_URL, would_lose_address
from service.errors import PublishError, TingbaoError, Unreadable, UsageError
from service.model import Episode, Show
from service.publishing import feed, feed_items, manifest, urls
from service.storage.storage import Storage

FEED_EPISODES = 100
"""The most episodes that the feed itself names."""
ARCHIVE_PAGE_EPISODES = 50
"""Episodes on an archive page. A full page is written once, so publishing never grows with the show."""
OBSOLETE_FILE_GRACE = dt.timedelta(days=7)
"""How long a replaced audio file stays for clients that still hold the feed that names it."""


_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FILE_NAME = re.compile(r"[^\s./\\\x00-\x1f][^/\\\x00-\x1f\ud800-\udfff]*")
_LARGEST = 2**53
"""A whole number that every reader of JSON keeps exactly (RFC 8259, section 6)."""


class DamagedManifest(PublishError):
    """An `episode.json` that cannot be read back."""


class DamagedShowIndex(PublishError):
    """A `show.json` that cannot be read back."""


@dataclass(frozen=True, slots=True)
class ObsoleteFile:
    """A file that nothing names any more: replaced audio, or what is left of a removed episode."""

    key: str
    since: dt.datetime | None
    """The publication time of the newest episode when it was replaced; None: to be deleted at once."""


@dataclass(frozen=True, slots=True)
class ShowIndex:
    """The published episodes in the order in which they came, and the show's identity."""

    guid: str
    feeds: tuple[str, ...]
    """Every URL that the feed has had, the present one last."""
    show: str = ""
    """The slug: the folder's name has it only where the show is public."""
    look: str = ""
    """The hash of all that every page and the feed depend on besides the episodes. A new one: render all again."""
    cover: str = urls.COVER
    pictures: dict[str, str] = field(default_factory=dict)
    """Name -> SHA-256 of each picture of that look: while it stands so, it need not be drawn to be compared."""
    archives: tuple[tuple[str, ...], ...] = ()
    """The ids on each full archive page, the oldest first."""
    current: tuple[str, ...] = ()
    """The ids that the feed itself names."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Year -> the last episode number minted in it."""
    retired: tuple[ObsoleteFile, ...] = ()
    latest: dt.datetime | None = None
    """The publication time of the newest episode so far, which is the only clock here."""

    @property
    def ids(self) -> tuple[str, ...]:
        """All episodes, the oldest first."""
        return tuple(id_ for batch in (*self.archives, self.current) for id_ in batch)

    @property
    def due(self) -> tuple[ObsoleteFile, ...]:
        """The obsolete files that are to be deleted now: replaced audio after its week, the rest at once."""
        return tuple(
            each
            for each in self.retired
            if not (each.since and self.latest and self.latest - each.since < OBSOLETE_FILE_GRACE)
        )

    def batches(self) -> Iterator[tuple[feed.Document, str, tuple[str, ...]]]:
        """Yield each feed document with its web page and their ids; the feed itself last.

        An archive page whose episodes were all removed is left out: nothing links to it any more.
        """
        older = ""
        for number, ids in enumerate(self.archives, 1):
            if not ids:
                continue
            name = urls.archive_feed(number)
            yield feed.Document(name, older, True, self.cover, self.moved), urls.archive_page(number), ids
            older = name
        yield feed.Document(urls.FEED, older, False, self.cover, self.moved), urls.INDEX, self.current

    @property
    def moved(self) -> bool:
        """Whether the feed has had another URL before."""
        return len(self.feeds) > 1

    def adding(self, id_: str) -> ShowIndex:
        """Return the index with that episode as the newest, or unchanged where it has it already."""
        if id_ in self.ids:
            return self
        grown = replace(self, current=(*self.current, id_))
        if len(grown.current) <= FEED_EPISODES:
            return grown
        archives, current = (
            (*self.archives, grown.current[:ARCHIVE_PAGE_EPISODES]),
            grown.current[ARCHIVE_PAGE_EPISODES:],
        )
        return replace(grown, archives=archives, current=current)

    def without(self, *ids: str) -> ShowIndex:
        """Return the index less those episodes. Archive pages keep their numbers, empty or not."""
        return replace(
            self,
            archives=tuple(tuple(id_ for id_ in batch if id_ not in ids) for batch in self.archives),
            current=tuple(id_ for id_ in self.current if id_ not in ids),
        )

    def at(self, show: Show) -> ShowIndex:
        """Return the index for the show's present address. Raise PublishError where the address is lost."""
        url = urls.url(show, urls.FEED)
        if would_lose_address(self.feeds[-1], show.base_url):
            raise PublishError(
                _(
                    "The feed is published at {feeds}, and base_url is not set, which would move it to "
                    "{default_base_url}, out of its listeners' reach: set base_url (or TINGBAO_BASE_URL) to where it "
                    "is served.",
                    feeds=self.feeds[-1],
                    default_base_url=DEFAULT_BASE_URL,
                )
            )
        return replace(self, show=show.slug, feeds=self.feeds if self.feeds[-1] == url else (*self.feeds, url))

    def forgetting(self, folder: str) -> ShowIndex:
        """Return the index without the addresses below that folder; the present one stays."""
        kept = (url for url in self.feeds[:-1] if not url.endswith(f"/{folder}/{urls.FEED}"))
        return replace(self, feeds=(*kept, self.feeds[-1]))


def load(storage: Storage, show: Show) -> ShowIndex:
    """Return the show's index. Rebuild it where it is lost or damaged; mint a new one where nothing is published.

    Raise DamagedShowIndex where no feed has the show's guid either: a new guid would make a second podcast of it.
    """
    url = urls.url(show, urls.FEED)
    try:
        found = read(storage, show)
    except DamagedShowIndex:
        if not _guid(_feed(storage, show)):
            raise
        found = None
    return found or _recover(storage, show, url)


def read(storage: Storage, show: Show) -> ShowIndex | None:
    """Return the published index, or None where there is none. Raise DamagedShowIndex."""
    key = urls.key(show, urls.SHOW_INDEX)
    data = storage.read(key)
    try:
        return None if data is None else _parse(data, key)
    except TingbaoError as error:
        raise DamagedShowIndex(
            _("{error} Put back a copy of {key}: it keeps the show's identity.", error=error, key=key)
        ) from None


def _parse(data: bytes, source: str) -> ShowIndex:
    """Return the index of these bytes. Raise UsageError, which names `source`, where it cannot be one of ours."""
    index = json_codec.load(ShowIndex, data.decode("utf-8", "replace"), source)
    if wrong := next(_defects(index), ""):
        raise UsageError(f"{source}: {wrong}.")
    return index


def _defects(index: ShowIndex) -> Iterator[str]:
    """Yield what parses and cannot be: guids that are none, names that lead elsewhere, times without a time zone."""
    if not _GUID.fullmatch(index.guid):
        yield _("guid is {guid}, which is no guid", guid=shown(index.guid))
    if not index.feeds or not all(map(_is_address, index.feeds)):
        yield _("feeds names no address of the feed, or one that is none")
    names = [*index.ids, index.cover, *index.pictures]
    if wrong := [name for name in names if not _FILE_NAME.fullmatch(name)]:
        yield _("{wrong} is no name of a file or folder", wrong=shown(wrong[0]))
    if len(set(index.ids)) < len(index.ids):
        yield _("it names an episode twice")
    if not all(0 <= number <= _LARGEST for number in index.numbers.values()):
        yield _("numbers has one that is not from 0 to {largest}", largest=_LARGEST)
    for item in index.retired:
        if not all(_FILE_NAME.fullmatch(part) for part in item.key.split("/")):
            yield _("retired: {key} is no name of a file", key=shown(item.key))
    if any(time and time.tzinfo is None for time in (index.latest, *(item.since for item in index.retired))):
        yield _("a time has no time zone")


def _is_address(url: str) -> bool:
    try:
        web_url.split(url)
    except ValueError:
        return False
    return True


def published_feed_url(storage: Storage, show: Show) -> str:
    """Return the URL under which the feed was published last; empty where neither index nor feed has it."""
    with contextlib.suppress(DamagedShowIndex):
        if found := read(storage, show):
            return found.feeds[-1]
    return _url(_feed(storage, show))


def episode(storage: Storage, show: Show, id_: str) -> Episode | None:
    """Return a published episode from its manifest, or None where there is none. Raise DamagedManifest."""
    key = urls.episode_key(show, id_, urls.MANIFEST)
    try:
        data = storage.read(key)
        return None if data is None else manifest.read(data, key, id_)
    except Unreadable as error:
        raise DamagedManifest(str(error)) from None
    except TingbaoError as error:
        again, remove = remedies(storage, show, id_)
        raise DamagedManifest(
            _(
                "The manifest {error} Put back a copy; or {again} makes the episode again, {remove} drops it.",
                error=error,
                again=again,
                remove=remove,
            )
        ) from None


def remedies(storage: Storage, show: Show, id_: str, source: str = "") -> tuple[str, str]:
    """Return what a sentence says of making a published episode again, and of dropping it: two commands.

    An article is made again with its programme. `source`: where the article is from, if that is known.
    """
    if not show.of_articles:
        return make_again(show.slug, id_), _("`tingbao episodes remove {id} --show {slug}`", id=id_, slug=show.slug)
    programme = _programme_of(storage, show, id_)
    again = make_again(show.slug, programme) if programme else f"`tingbao make --show {show.slug}`"
    if source:
        again = _("{again} while {source} has the article,", again=again, source=shown(source))
    else:
        again = _("{again} while its sources have the article,", again=again)
    return again, _("`tingbao articles withdraw {id} --show {slug}`", id=id_, slug=show.slug)


def _programme_of(storage: Storage, show: Show, id_: str) -> str:
    """Return the id of the last programme whose list names the article; empty where none does."""
    folder = urls.key(show, "episodes").removesuffix("articles/episodes") + "episodes"
    lists = [key for key in storage.list(folder) if key.endswith(f"/{urls.ARTICLES}")]
    naming = (key for key in sorted(lists, reverse=True) if f'"{id_}"'.encode() in (storage.read(key) or b""))
    return next((key.split("/")[-2] for key in naming), "")


def readable_episode(storage: Storage, show: Show, id_: str) -> Episode | None:
    """Return a published episode; None also for a damaged manifest, which is about to be made again."""
    try:
        return episode(storage, show, id_)
    except DamagedManifest:
        return None


def known_episode(storage: Storage, show: Show, known: dict[str, feed_items.FeedItem], id_: str) -> Episode | None:
    """Return the episode from its manifest, else from the published feed; None where neither has it."""
    return readable_episode(storage, show, id_) or (known[id_].episode if id_ in known else None)


def _recover(storage: Storage, show: Show, url: str) -> ShowIndex:
    """Rebuild the index from manifests and feed; a new one where there are none."""
    keys = storage.list(urls.key(show, "episodes"))
    known = feed_items.read_items(storage, show)
    ids = {key.split("/")[-2] for key in keys if key.endswith(f"/{urls.MANIFEST}")} | set(known)
    found = filter(None, (known_episode(storage, show, known, id_) for id_ in ids))
    stands = _feed(storage, show)
    feeds = tuple(dict.fromkeys(filter(None, (_url(stands), url))))
    index = ShowIndex(_guid(stands) or feed.mint_show_guid(url), feeds)
    for each in sorted(found, key=lambda each: (each.published, each.id)):
        year = str(each.date.year)
        numbers = {**index.numbers, year: max(each.number, index.numbers.get(year, 0))}
        index = replace(index.adding(each.id), numbers=numbers, latest=each.published)
    return index


def _feed(storage: Storage, show: Show) -> str:
    """Return the text of the published feed; empty where there is none."""
    return (storage.read(urls.key(show, urls.FEED)) or b"").decode("utf-8", "replace")


def _url(stands: str) -> str:
    """Return the feed's own URL in its text; empty where there is none."""
    found = re.search(r'<atom:link href="([^"]+)" rel="self"', stands)
    return found[1] if found else ""


def _guid(stands: str) -> str:
    """Return the show's guid in the feed's text; empty where there is none."""
    found = re.search(r"<podcast:guid>([0-9a-f-]{36})</podcast:guid>", stands)
    return found[1] if found else ""
