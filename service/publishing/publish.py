"""Put an episode before its listeners, or take it away: always in an order that leaves nothing half done.

A file is in place before anything names it, the feed comes last, and what is taken away is unnamed
first. A run that is cut off between any two writes leaves a valid feed, and the next run completes it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from service.core import json_codec
from service.errors import Conflict, PublishError
from service.model import Episode, Show
from service.publishing import chapters, cover, feed, feed_items, site, subscribe_links, transcripts, urls
from service.publishing import show_index as catalogues
from service.publishing.show_index import OBSOLETE_FILE_GRACE, ObsoleteFile, ShowIndex
from service.storage.storage import Storage, conflict_message

_ID = re.compile(r"[^\s./\\\x00-\x1f][^/\\\x00-\x1f]*")


@dataclass(frozen=True, slots=True)
class PublishedEpisode:
    """What was published, and where it is found."""

    episode: Episode
    feed_url: str
    page_url: str
    changed: bool
    """False when every byte stood there already."""
    warnings: tuple[str, ...] = ()
    """What was found damaged on the way, and what has become of it."""


def publish(storage: Storage, show: Show, episode: Episode, mp3: bytes) -> PublishedEpisode:
    """Publish the episode: its files, then the pages that name it, then the feed.

    `guid`, `number`, `mp3` and `size` of the episode are set here; one that was published before under
    the same id keeps its guid and number, and its old audio stays for a week. Raises PublishError when
    a file cannot be written: the feed that stood still stands.
    """
    if not _ID.fullmatch(episode.id):
        raise PublishError(f"{episode.id!r} cannot name an episode: it becomes a folder and a part of its address.")
    press = _ShowWriter(storage, show, episode.id)
    stands = press.standing(urls.key(show, "episodes", episode.id))
    before = press.load()
    old = catalogues.readable_episode(storage, show, episode.id)
    episode, after = _identify(show, before, episode, old, mp3)
    after = _retire_assets(show, _retire(show, after, episode, stands), press.standing(show.path))
    after = replace(after.at(show), look=press.look, cover=press.cover_name)
    press.put_new(after, episode, mp3)
    if before.look == after.look and urls.key(show, after.cover) in press.standing(show.path):
        touched = {episode.id, *(id_ for batch in after.archives[len(before.archives) :] for id_ in batch)}
        press.put_lists(after, touched)
    else:
        press.put_all(after)
    press.sweep(after)
    return PublishedEpisode(
        episode=episode,
        feed_url=urls.url(show, urls.FEED),
        page_url=urls.episode_url(show, episode),
        changed=press.changed,
        warnings=tuple(dict.fromkeys(press.warnings)),
    )


def prepare(show: Show) -> None:
    """Do what publishing needs but no episode changes: draw the pictures, compile the templates.

    It is kept for the rest of the process. Raises ConfigError where the show's own cover cannot be used.
    """
    _pictures(show, cover.check(show.cover) if show.cover else None)
    site.compile_templates()


def rebuild(storage: Storage, show: Show, catalogue: ShowIndex | None = None, former: str = "") -> ShowIndex:
    """Make every page and feed document again from the manifests; the catalogue that they were made of.

    `catalogue` takes the place of the one that stands; the feeds in `former`, the folder where the show was
    published before, tell of episodes without a manifest, instead of those in its own folder.
    """
    press = _ShowWriter(storage, show, former=former)
    catalogue = catalogue or press.load()
    catalogue = replace(catalogue.at(show), look=press.look, cover=press.cover_name)
    press.put_all(catalogue)
    press.sweep(catalogue)
    return catalogue


def remove(storage: Storage, show: Show, *ids: str) -> None:
    """Take episodes out of the feed, then off the pages, then off the disk.

    May be called again after it was cut off. Raises PublishError where no such episode is published.
    """
    press = _ShowWriter(storage, show)
    before = catalogues.load(storage, show)
    folders = {id_: storage.list(urls.key(show, "episodes", id_)) for id_ in ids}
    for id_ in ids:
        folder = urls.key(show, "episodes", id_) + "/"
        known = id_ in before.ids or folders[id_] or any(item.key.startswith(folder) for item in before.retired)
        if not known:
            raise PublishError(f"{show.title} has no episode {id_}: `tingbao episodes list` names them.")
    after = before.at(show).without(*ids)
    gone = [*_emptied(show, before, after), *_files_to_delete(folders.values())]
    kept = tuple(item for item in before.retired if item.key not in gone)
    after = replace(after, retired=kept + tuple(ObsoleteFile(key, None) for key in gone))
    press.take_out(before, after)
    press.sweep(after)


def keep(storage: Storage, show: Show, newest: int, made: str = "") -> tuple[str, ...]:
    """Remove all but the newest episodes, and what an earlier removal left; the ids of those removed now.

    Newest by their dates, with which ids begin. The episode `made` just now stays beside them, however old its date.
    """
    catalogue = catalogues.load(storage, show)
    gone = tuple(id_ for id_ in sorted(catalogue.ids)[:-newest] if id_ != made)
    if gone:
        remove(storage, show, *gone)
    else:
        _ShowWriter(storage, show).sweep(catalogue)
    return gone


def episodes(storage: Storage, show: Show) -> Iterator[Episode]:
    """The published episodes, the one that came last first; each manifest is read when it is asked for.

    Where it cannot be read, the episode is as the feed tells it.
    """
    for id_ in reversed(catalogues.load(storage, show).ids):
        if episode := catalogues.readable_episode(storage, show, id_) or _as_it_stands(storage, show, id_):
            yield episode


def _as_it_stands(storage: Storage, show: Show, id_: str) -> Episode | None:
    found = feed_items.read_items(storage, show).get(id_)
    return found.episode if found else None


def is_published(storage: Storage, show: Show, episode: Episode) -> bool:
    """Whether the feed, or the archive page that is responsible, names this very audio file."""
    for document, _, ids in catalogues.load(storage, show).batches():
        if episode.id in ids:
            text = storage.read(urls.key(show, document.name)) or b""
            return urls.episode_url(show, episode, episode.mp3).encode() in text
    return False


def find(storage: Storage, show: Show, id_: str) -> Episode | None:
    """The episode of that id, if listeners have it: in the feed, its audio and the show's cover in place and whole."""
    found = catalogues.readable_episode(storage, show, id_)
    if not found or not is_published(storage, show, found):
        return None
    digest = storage.digest(urls.episode_key(show, id_, found.mp3)) or ""
    whole = digest[:8] == found.mp3.removesuffix(".mp3")[-8:]
    return found if whole and storage.exists(urls.key(show, catalogues.load(storage, show).cover)) else None


def _identify(
    show: Show, catalogue: ShowIndex, episode: Episode, old: Episode | None, mp3: bytes
) -> tuple[Episode, ShowIndex]:
    """The episode with its lasting identity, and the catalogue that has it."""
    year = str(episode.date.year)
    number = (old.number if old else 0) or catalogue.numbers.get(year, 0) + 1
    name = f"{show.slug}-{episode.id}-{hashlib.sha256(mp3).hexdigest()[:8]}.mp3"
    guid = (old and old.guid) or episode.guid or feed.mint_episode_guid(catalogue.guid, episode.id)
    episode = replace(episode, guid=guid, number=number, mp3=name, size=len(mp3))
    numbers = {**catalogue.numbers, year: max(number, catalogue.numbers.get(year, 0))}
    latest = max(episode.published, catalogue.latest or episode.published)
    return episode, replace(catalogue.adding(episode.id), numbers=numbers, latest=latest)


def _retire(show: Show, catalogue: ShowIndex, episode: Episode, standing: Iterable[str]) -> ShowIndex:
    """The catalogue in which every audio file of the episode but the present one is on its way out."""
    folder = urls.key(show, "episodes", episode.id)
    present = f"{folder}/{episode.mp3}"
    sounds = sorted(key for key in standing if key.endswith(".mp3") and key != present)
    since = {item.key: item.since for item in catalogue.retired}
    others = tuple(item for item in catalogue.retired if not item.key.startswith(f"{folder}/"))
    return replace(
        catalogue, retired=others + tuple(ObsoleteFile(key, since.get(key, catalogue.latest)) for key in sounds)
    )


def _retire_assets(show: Show, catalogue: ShowIndex, standing: Iterable[str]) -> ShowIndex:
    """The catalogue in which scripts and styles of former versions, which pages in caches still name, are on their way
    out."""
    present = {urls.key(show, name) for name in site.assets(show)}
    old = sorted(key for key in standing if site.is_asset(key) and key not in present)
    since = {item.key: item.since for item in catalogue.retired}
    others = tuple(item for item in catalogue.retired if item.key not in {*present, *old})
    return replace(
        catalogue, retired=others + tuple(ObsoleteFile(key, since.get(key, catalogue.latest)) for key in old)
    )


def _emptied(show: Show, before: ShowIndex, after: ShowIndex) -> list[str]:
    """The archive pages that nothing is left on, each before the older one that it names."""
    left = {document.name for document, _, _ in after.batches()}
    emptied = [(page, document.name) for document, page, _ in before.batches() if document.name not in left]
    return [urls.key(show, name) for names in reversed(emptied) for name in names]


def _files_to_delete(folders: Iterable[list[str]]) -> list[str]:
    """Removed episodes' files: the pages, which link to the rest, first; the manifests last."""
    keys = [key for folder in folders for key in folder]
    return sorted(keys, key=lambda key: (not key.endswith(urls.INDEX), key.endswith(urls.MANIFEST), key))


@functools.cache
def _code() -> bytes:
    """The hash of this folder's programs and templates: when they change, all that they made is made again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js"):
            digest.update(path.read_bytes())
    return digest.digest()


@functools.lru_cache(maxsize=2)
def _pictures(show: Show, own_cover: bytes | None) -> dict[str, bytes]:
    """The show's pictures, by the names that they are published under."""
    large = own_cover or cover.cover_of(show)
    return {
        cover.file_name(large): large,
        urls.SMALL_COVER: cover.small(large),
        urls.QR_CODE: subscribe_links.qr_code(show),
    }


class _ShowWriter:
    """Writes a show's files where they differ from what stands there, and only over what it has seen there.

    To be made before the catalogue is read: whatever another publisher writes after that is a Conflict, so that of
    two who build on the same catalogue only one is heard. The episode to be published is looked at before all else: who
    published it until then has changed the catalogue too, who does so later is found out.
    """

    def __init__(self, storage: Storage, show: Show, id_: str = "", former: str = "") -> None:
        self.storage, self.show, self._former = storage, show, former
        self.changed = False
        self.warnings: list[str] = []
        self._new: Episode | None = None
        self._seen: dict[str, dict[str, str]] = {}
        if id_:
            self.standing(urls.key(show, "episodes", id_))
        self.standing(show.path)
        self._own_cover = cover.check(show.cover) if show.cover else None
        self.cover_name = cover.file_name(self._own_cover) if self._own_cover else urls.COVER
        digest = hashlib.sha256(json_codec.dump(show).encode() + (self._own_cover or b"") + _code())
        self.look = digest.hexdigest()[:16]

    def standing(self, folder: str) -> dict[str, str]:
        """The versions of the files directly in the folder as they were first seen, and as they were put since."""
        if folder not in self._seen:
            self._seen[folder] = self.storage.versions(folder)
        return self._seen[folder]

    def load(self) -> ShowIndex:
        """The show's catalogue; where it is damaged, as what stands tells it, with a warning."""
        try:
            catalogues.read(self.storage, self.show)
        except catalogues.DamagedShowIndex:
            found = catalogues.load(self.storage, self.show)
            place = self.storage.location(urls.key(self.show, urls.SHOW_INDEX))
            self.warnings.append(f"{place} was damaged: it is made again from the feed and the manifests.")
            return found
        return catalogues.load(self.storage, self.show)

    def put(self, key: str, data: bytes) -> None:
        """Write the file unless these bytes stand there already."""
        standing = self.standing(key.rpartition("/")[0])
        version = self.storage.write(key, data, over=standing.get(key, ""))
        self.changed |= version != standing.get(key)
        standing[key] = version

    def put_new(self, catalogue: ShowIndex, episode: Episode, mp3: bytes) -> None:
        """The episode that is published now: its audio, then all else in its folder."""
        self._new = episode
        self.put(urls.episode_key(self.show, episode.id, episode.mp3), mp3)
        self.put_episode(catalogue, episode)

    def put_episode(self, catalogue: ShowIndex, episode: Episode) -> None:
        """The manifest, the texts beside the audio, and the page.

        The manifest first: of two cuts at the same time, the one whose manifest stands has written over the other's
        files, and where the feed names the other's audio, the episode counts as unpublished and is made again.
        """
        show, told = self.show, transcripts.captions(episode)
        for name, data in (
            (urls.MANIFEST, json_codec.dump(episode).encode()),
            ("chapters.json", chapters.render(show, episode)),
            ("transcript.json", transcripts.as_json(told)),
            ("transcript.vtt", transcripts.vtt(told)),
            ("transcript.srt", transcripts.srt(told)),
        ):
            self.put(urls.episode_key(show, episode.id, name), data)
        for name, data in site.assets(show).items():
            self.put(urls.key(show, name), data)
        page = site.render_episode(show, episode, catalogue.cover)
        self.put(urls.episode_key(show, episode.id, urls.INDEX), page)

    def put_all(self, catalogue: ShowIndex) -> None:
        """Everything but the audio."""
        for name, data in _pictures(self.show, self._own_cover).items():
            self.put(urls.key(self.show, name), data)
        for id_ in catalogue.ids:
            self.standing(urls.key(self.show, "episodes", id_))
            if (episode := self._episode(id_)) and episode is not self._new:  # that one is written
                self.put_episode(catalogue, episode)
        self.put_lists(catalogue, set(catalogue.ids))

    def put_lists(self, catalogue: ShowIndex, touched: set[str]) -> None:
        """The pages and feed documents that name these episodes; the catalogue before the newest, the feed last."""
        for document, page, ids in catalogue.batches():
            last = document.name == urls.FEED
            if not last and touched.isdisjoint(ids):
                continue
            batch, kept = self._batch(ids)
            if last:
                self._put_catalogue(catalogue)
            self.put(urls.key(self.show, page), site.render_list(self.show, batch, document))
            text = feed.render(self.show, catalogue.guid, batch, document, kept)
            self.put(urls.key(self.show, document.name), text)

    def take_out(self, before: ShowIndex, after: ShowIndex) -> None:
        """Unname episodes: in the feed documents first, then on the pages, then in the catalogue."""
        stood = set(before.batches())
        pages = []
        for document, page, ids in after.batches():
            if (document, page, ids) in stood:
                continue
            batch, kept = self._batch(ids)
            self.put(urls.key(self.show, document.name), feed.render(self.show, after.guid, batch, document, kept))
            pages.append((urls.key(self.show, page), site.render_list(self.show, batch, document)))
        for key, data in pages:
            self.put(key, data)
        self._put_catalogue(after)

    def sweep(self, catalogue: ShowIndex) -> None:
        """Delete what nothing names any more: replaced audio after its week, the rest at once."""
        latest = catalogue.latest
        due = [
            item
            for item in catalogue.retired
            if not (item.since and latest and latest - item.since < OBSOLETE_FILE_GRACE)
        ]
        for item in due:
            self.storage.delete(item.key)
        if due:
            left = tuple(item for item in catalogue.retired if item not in due)
            with contextlib.suppress(Conflict):  # whoever built on this catalogue has its notes, and sweeps too
                self._put_catalogue(replace(catalogue, retired=left))

    def _put_catalogue(self, catalogue: ShowIndex) -> None:
        self.put(urls.key(self.show, urls.SHOW_INDEX), json_codec.dump(catalogue).encode())

    def _episode(self, id_: str) -> Episode | None:
        """An episode by its manifest; the one that is published now as it is, whoever has written over its manifest."""
        return (
            self._new
            if self._new and self._new.id == id_
            else catalogues.readable_episode(self.storage, self.show, id_)
        )

    def _batch(self, ids: Iterable[str]) -> tuple[list[Episode], dict[str, bytes]]:
        """The episodes, and by guid the feed's own words on those whose manifest cannot be read: they stay as they are.

        An episode of which no feed tells either is left out. A warning names each.
        """
        episodes, kept = [], {}
        for id_ in ids:
            if episode := self._episode(id_):
                episodes.append(episode)
                continue
            catalogue = urls.key(self.show, urls.SHOW_INDEX)
            if self.storage.versions(self.show.path).get(catalogue) != self.standing(self.show.path).get(catalogue):
                raise Conflict(conflict_message(catalogue))  # who removed it
            stands = self._in_feeds.get(id_)
            place = self.storage.location(urls.episode_key(self.show, id_, urls.MANIFEST))
            self.warnings.append(
                f"{place} is lost or damaged: the episode {'stays' if stands else 'cannot stay'} in the feed"
                f"{' as it stands' if stands else ''}; put back a copy, make the episode again,"
                f" or `tingbao episodes remove {id_}`."
            )
            if stands:
                episodes.append(stands.episode)
                kept[stands.episode.guid] = stands.item
        return episodes, kept

    @functools.cached_property
    def _in_feeds(self) -> dict[str, feed_items.FeedItem]:
        """The episodes that the feed documents name, by id; a lost manifest is made up for by its item."""
        return feed_items.read_items(self.storage, self.show, self._former)
