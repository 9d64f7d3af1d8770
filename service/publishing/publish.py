"""Put an episode before its listeners, or take it away: always in an order that leaves nothing half done.

A file is in place before anything names it, the feed comes last, and what is taken away is unnamed
first. A run that is cut off between any two writes leaves a valid feed, and the next run completes it.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from service.core.messages import _
from service.errors import PublishError
from service.model import Episode, Show
from service.publishing import cover, episode_cover, feed, feed_items, show_index, show_writer, site, urls
from service.publishing.show_index import ObsoleteFile, ShowIndex
from service.publishing.show_writer import ShowWriter
from service.storage.storage import Storage

_ID = re.compile(r"[^\s./\\\x00-\x1f][^/\\\x00-\x1f]*")


@dataclass(frozen=True, slots=True)
class PublishedEpisode:
    """What was published."""

    episode: Episode
    changed: bool
    """False when every byte stood there already."""
    warnings: tuple[str, ...] = ()
    """What was found damaged on the way, and what has become of it."""


def publish(storage: Storage, show: Show, episode: Episode, mp3: bytes) -> PublishedEpisode:
    """Publish the episode: its files, then the pages that name it, then the feed.

    `guid`, `number`, `mp3` and `size` of the episode are set here; one that was published before under
    the same id keeps its guid and number, and its old audio stays for a week. Raise PublishError when
    a file cannot be written: the feed that stood still stands.
    """
    return publish_all(storage, show, [(episode, mp3)])[0]


def publish_all(
    storage: Storage, show: Show, made: Iterable[tuple[Episode, bytes]], touched: Iterable[str] = ()
) -> tuple[PublishedEpisode, ...]:
    """Publish several episodes as `publish` does; the lists and the feed, which are written once, after them all.

    The next one is asked for when the one before is written, so that one audio file is held at a time. `touched`: the
    ids of others whose lists are to be written again. Where nothing is published, what the show looks like is seen to.
    """
    first = next(made := iter(made), None)
    writer = ShowWriter(storage, show, checked_id(first[0].id) if first else "")
    before = index = writer.load()
    published: list[Episode] = []
    changed: list[bool] = []
    for episode, mp3 in itertools.chain([first] if first else [], made):
        writer.changed = False
        files = writer.existing_versions(urls.key(show, "episodes", checked_id(episode.id)))
        index = writer.take_back(index, episode.id)
        old = show_index.readable_episode(storage, show, episode.id)
        identified, index = _identify(show, index, episode, old, mp3)
        index = _retire_media(show, index, identified, files)
        index = replace(index.at(show), look=writer.look, cover=writer.cover_name)
        writer.put_new(index, identified, mp3)
        published.append(identified)
        changed.append(writer.changed)
    if not index.ids:
        return ()
    after = _retire_assets(show, index.at(show), writer.existing_versions(show.path))
    after = replace(after, look=writer.look, cover=writer.cover_name)
    writer.changed = False
    if writer.has_pictures(before):
        grown = (id_ for batch in after.archives[len(before.archives) :] for id_ in batch)
        writer.put_lists(after, {*touched, *grown, *(each.id for each in published)})
    else:
        after = replace(after, pictures=writer.put_pictures(before))
        writer.put_all(after)
    writer.sweep(after)
    for each in published:
        writer.put_back(after, each)
    warnings = tuple(dict.fromkeys(writer.warnings))
    return tuple(
        PublishedEpisode(each, own or writer.changed, warnings) for each, own in zip(published, changed, strict=True)
    )


def checked_id(id_: str) -> str:
    """Return the id of an episode. Raise PublishError where it cannot name one."""
    if _ID.fullmatch(id_):
        return id_
    raise PublishError(_("{id!r} cannot name an episode: it becomes a folder and a part of its address.", id=id_))


def begin(storage: Storage, show: Show) -> None:
    """Write the index of a show that has none: of a first batch that is cut off, the order stays then, too."""
    if not storage.exists(urls.key(show, urls.SHOW_INDEX)):
        ShowWriter(storage, show).put_index(show_index.load(storage, show).at(show))


def prepare(storage: Storage, show: Show) -> None:
    """Do what publishing needs but no episode changes: compile the templates, draw the pictures where they are wanted.

    It is kept for the rest of the process. Raise ConfigError where the show's own cover cannot be used.
    """
    writer = ShowWriter(storage, show)
    if not writer.has_pictures(show_index.load(storage, show)):
        show_writer.pictures(show, cover.check(show.cover) if show.cover else None)
    site.compile_templates()


def rebuild(storage: Storage, show: Show, index: ShowIndex | None = None, former: str = "") -> ShowIndex:
    """Make every page and feed document again from the manifests; return the index that they were made of.

    `index` takes the place of the published one; the feeds in `former`, the folder where the show was
    published before, tell of episodes without a manifest, instead of those in its own folder.
    """
    writer = ShowWriter(storage, show, former=former)
    index = (index or writer.load()).at(show)
    pictures = writer.put_pictures(index)
    index = replace(index, look=writer.look, cover=writer.cover_name, pictures=pictures)
    writer.put_all(index)
    writer.sweep(index)
    return index


def rewrite_lists(storage: Storage, show: Show) -> None:
    """Make the pages and feed documents that list episodes again: they lead to the show's articles from now on."""
    writer = ShowWriter(storage, show)
    if (index := show_index.load(storage, show)).ids:
        writer.put_lists(index, set(index.ids))


def remove(storage: Storage, show: Show, *ids: str) -> None:
    """Take episodes out of the feed, then off the pages, then off the disk.

    May be called again after it was cut off. Raise PublishError where no such episode is published.
    """
    writer = ShowWriter(storage, show)
    before = show_index.load(storage, show)
    folders = {id_: storage.list(urls.key(show, "episodes", id_)) for id_ in ids}
    for id_ in ids:
        folder = urls.key(show, "episodes", id_) + "/"
        known = id_ in before.ids or folders[id_] or any(item.key.startswith(folder) for item in before.retired)
        if not known:
            raise PublishError(
                _("{title} has no episode {id}: `tingbao episodes list` names them.", title=show.title, id=id_)
            )
    after = before.at(show).without(*ids)
    gone = [*_emptied(show, before, after), *_files_to_delete(folders.values())]
    kept = tuple(item for item in before.retired if item.key not in gone)
    after = replace(after, retired=kept + tuple(ObsoleteFile(key, None) for key in gone))
    writer.take_out(before, after)
    writer.sweep(after)


def keep(storage: Storage, show: Show, newest: int, made: str = "") -> tuple[str, ...]:
    """Remove all but the newest episodes, and what an earlier removal left; the ids of those removed now.

    Newest by their dates, with which ids begin. The episode `made` just now stays beside them, however old its date.
    """
    writer = ShowWriter(storage, show)
    if gone := beyond(storage, show, newest, made):
        remove(storage, show, *gone)
    else:
        writer.sweep(show_index.load(storage, show))
    return gone


def beyond(storage: Storage, show: Show, newest: int, made: str = "") -> tuple[str, ...]:
    """Return the ids of the episodes that `keep` would remove now."""
    return tuple(id_ for id_ in sorted(show_index.load(storage, show).ids)[:-newest] if id_ != made)


def episodes(storage: Storage, show: Show) -> Iterator[Episode]:
    """Return the published episodes, the one that came last first; each manifest is read when it is asked for.

    Where it cannot be read, the episode is as the feed tells it.
    """
    for id_ in reversed(show_index.load(storage, show).ids):
        if episode := show_index.readable_episode(storage, show, id_) or _as_it_stands(storage, show, id_):
            yield episode


def _as_it_stands(storage: Storage, show: Show, id_: str) -> Episode | None:
    found = feed_items.read_items(storage, show).get(id_)
    return found.episode if found else None


def is_published(storage: Storage, show: Show, episode: Episode) -> bool:
    """Return whether the feed, or the archive page that is responsible, names this very audio file, at this address."""
    index = show_index.load(storage, show)
    address = f'"{urls.enclosure_url(show, index.guid, episode)}"'.encode()
    for document, _articles, ids in index.batches():
        if episode.id in ids:
            text = storage.read(urls.key(show, document.name)) or b""
            return address in text
    return False


def find(storage: Storage, show: Show, id_: str) -> Episode | None:
    """Return the episode of that id if listeners have it: in the feed, its audio and the show's cover whole."""
    found = show_index.readable_episode(storage, show, id_)
    if not found or not is_published(storage, show, found):
        return None
    whole = has_sound(storage, show, found)
    return found if whole and storage.exists(urls.key(show, show_index.load(storage, show).cover)) else None


def has_sound(storage: Storage, show: Show, episode: Episode) -> bool:
    """Return whether the episode's audio is there as it was published: its name holds the beginning of its hash."""
    digest = storage.digest(urls.episode_key(show, episode.id, episode.mp3)) or ""
    return digest[:8] == episode.mp3.removesuffix(".mp3")[-8:]


def guid_of(storage: Storage, show: Show, id_: str) -> str:
    """Return the guid of the episode: the one that it has, else the one that it is going to be published with."""
    old = show_index.readable_episode(storage, show, id_)
    return (old and old.guid) or feed.mint_episode_guid(show_index.load(storage, show).guid, id_)


def _identify(
    show: Show, index: ShowIndex, episode: Episode, old: Episode | None, mp3: bytes
) -> tuple[Episode, ShowIndex]:
    """Return the episode with its lasting identity, and the index that has it."""
    year = str(episode.date.year)
    number = (old.number if old else 0) or index.numbers.get(year, 0) + 1
    name = _audio_name(show, index, episode.id, mp3)
    guid = (old and old.guid) or episode.guid or feed.mint_episode_guid(index.guid, episode.id)
    picture = episode_cover.file_name(episode_cover.of(show, episode)) if show.episode_covers else ""
    episode = replace(episode, guid=guid, number=number, mp3=name, size=len(mp3), cover=picture)
    numbers = {**index.numbers, year: max(number, index.numbers.get(year, 0))}
    latest = max(episode.published, index.latest or episode.published)
    return episode, replace(index.adding(episode.id), numbers=numbers, latest=latest)


def _audio_name(show: Show, index: ShowIndex, id_: str, mp3: bytes) -> str:
    """Return the name of the audio: of its content, and never one that is noted to be deleted now.

    Another publisher may be about to delete that one, and nothing would hold it back: a deletion has no condition.
    """
    end = f"{hashlib.sha256(mp3).hexdigest()[:8]}.mp3"
    again = itertools.chain([""], (f"{n}-" for n in itertools.count(2)))
    names = (f"{show.slug}-{id_}-{each}{end}" for each in again)
    due = {item.key for item in index.due}
    return next(name for name in names if urls.episode_key(show, id_, name) not in due)


def _retire_media(show: Show, index: ShowIndex, episode: Episode, existing: Iterable[str]) -> ShowIndex:
    """Return the index in which every sound and cover of the episode but the present ones is to be deleted."""
    folder = urls.key(show, "episodes", episode.id)
    present = {f"{folder}/{name}" for name in (episode.mp3, episode.cover)}
    former = [key for key in existing if key.endswith(urls.MEDIA) and key not in present]
    return _retire(index, former, [item for item in index.retired if not item.key.startswith(f"{folder}/")])


def _retire_assets(show: Show, index: ShowIndex, existing: Iterable[str]) -> ShowIndex:
    """Return the index in which former scripts and styles, which pages in caches still name, are to be deleted."""
    present = {urls.key(show, name) for name in site.assets(show)}
    old = [key for key in existing if site.is_asset(key) and key not in present]
    return _retire(index, old, [item for item in index.retired if item.key not in {*present, *old}])


def _retire(index: ShowIndex, keys: Iterable[str], others: Iterable[ObsoleteFile]) -> ShowIndex:
    """Return the index with these files as obsolete, each since it was first, beside the others."""
    since = {item.key: item.since for item in index.retired}
    return replace(index, retired=(*others, *(ObsoleteFile(key, since.get(key, index.latest)) for key in sorted(keys))))


def _emptied(show: Show, before: ShowIndex, after: ShowIndex) -> list[str]:
    """Return the archive pages that nothing is left on, each before the older one that it names."""
    left = {document.name for document, _, _ in after.batches()}
    emptied = [
        (page, *([urls.article_list(document.name)] if show.of_articles else ()), document.name)
        for document, page, _ in before.batches()
        if document.name not in left
    ]
    return [urls.key(show, name) for names in reversed(emptied) for name in names]


def _files_to_delete(folders: Iterable[list[str]]) -> list[str]:
    """Return the files of removed episodes: the pages, which link to the rest, first; the manifests last."""
    keys = [key for folder in folders for key in folder]
    return sorted(keys, key=lambda key: (not key.endswith(urls.INDEX), key.endswith(urls.MANIFEST), key))
