"""Write a show's files: its episodes' texts, its pages and its feed documents, each after what it names."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from service.core import json_codec
from service.core.messages import _
from service.errors import Conflict
from service.model import Episode, Show
from service.publishing import (
    article_pages,
    chapters,
    cover,
    episode_cover,
    feed,
    feed_items,
    show_index,
    site,
    subscribe_links,
    transcripts,
    urls,
)
from service.publishing.show_index import ShowIndex
from service.storage.storage import Storage, conflict_message


@functools.cache
def _code() -> bytes:
    """Return the hash of this folder's programs and templates: when they change, all that they made is made again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js"):
            digest.update(path.read_bytes())
    return digest.digest()


@functools.lru_cache(maxsize=2)
def pictures(show: Show, own_cover: bytes | None) -> dict[str, bytes]:
    """Return the show's pictures, by the names that they are published under."""
    large = own_cover or cover.cover_of(show)
    drawn = {cover.file_name(large): large, urls.SMALL_COVER: cover.small(large)}
    return drawn | ({urls.QR_CODE: subscribe_links.qr_code(show)} if subscribe_links.is_for_listeners(show) else {})


class ShowWriter:
    """Writes a show's files where they differ from those that are published, and only over versions it has seen.

    Make it before the index is read: whatever another publisher writes after that is a Conflict, so of two who build
    on the same index only one succeeds. The folder of the (first) episode to be published is
    looked at first: who published it before that has changed the index too, and who does so later causes a Conflict.
    """

    def __init__(self, storage: Storage, show: Show, id_: str = "", former: str = "") -> None:
        self.storage, self.show, self._former = storage, show, former
        self.changed = False
        self.warnings: list[str] = []
        self._new: dict[str, Episode] = {}
        self._taken_back = False
        self._seen: dict[str, dict[str, str]] = {}
        if id_:
            self.existing_versions(urls.key(show, "episodes", id_))
        self.existing_versions(show.path)
        self._own_cover = cover.check(show.cover) if show.cover else None
        self.cover_name = cover.file_name(self._own_cover) if self._own_cover else urls.COVER
        digest = hashlib.sha256(json_codec.dump(show).encode() + (self._own_cover or b"") + _code())
        self.look = digest.hexdigest()[:16]

    def existing_versions(self, folder: str) -> dict[str, str]:
        """Return the versions of the files directly in the folder: as they were first seen, or put since."""
        if folder not in self._seen:
            self._seen[folder] = self.storage.versions(folder)
        return self._seen[folder]

    def load(self) -> ShowIndex:
        """Return the show's index. Where it is damaged, rebuild it from feed and manifests, and add a warning."""
        try:
            show_index.read(self.storage, self.show)
        except show_index.DamagedShowIndex:
            found = show_index.load(self.storage, self.show)
            place = self.storage.location(urls.key(self.show, urls.SHOW_INDEX))
            self.warnings.append(
                _("{place} was damaged: it is made again from the feed and the manifests.", place=place)
            )
            return found
        return show_index.load(self.storage, self.show)

    def take_back(self, index: ShowIndex, id_: str) -> ShowIndex:
        """Return the index in which an episode's texts are not to be deleted yet: the episode is being made anew.

        Where they were, write it so before any of the texts: another publisher may be deleting them, and stops when
        the index is no longer the one it has seen. The former audio, whose name is not used again, and the page, which
        links to it, are still to be deleted. The notes go when the episode is published: until then they tell an
        episode that was removed from one that was lost.
        """
        folder = urls.key(self.show, "episodes", id_) + "/"
        due = {item for item in index.due if item.key.startswith(folder)}
        texts = {item for item in due if not item.key.endswith((".mp3", f"/{urls.INDEX}"))}
        if not texts:
            return index
        self._taken_back = True
        later = (replace(item, since=index.latest) if item in texts else item for item in index.retired)
        put_off = replace(index, retired=tuple(later))
        self.put_index(put_off)
        return put_off

    def put_back(self, index: ShowIndex, episode: Episode) -> None:
        """Write again the texts that another publisher's deletion, sent before it saw the new index, has taken.

        It comes last: a deletion that arrives after it stands until `tingbao check --repair`.
        """
        if not self._taken_back:
            return
        folder = urls.key(self.show, "episodes", episode.id)
        written, self._seen[folder] = self._seen[folder], self.storage.versions(folder)
        if any(key not in self._seen[folder] for key in written if not key.endswith(".mp3")):
            self.put_episode(index, episode)

    def put(self, key: str, data: bytes) -> None:
        """Write the file unless these bytes stand there already."""
        versions = self.existing_versions(key.rpartition("/")[0])
        version = self.storage.write(key, data, over=versions.get(key, ""))
        self.changed |= version != versions.get(key)
        versions[key] = version

    def put_new(self, index: ShowIndex, episode: Episode, mp3: bytes) -> None:
        """Write the episode that is published now: its audio, then all else in its folder."""
        self._new[episode.id] = episode
        self.put(urls.episode_key(self.show, episode.id, episode.mp3), mp3)
        self.put_episode(index, episode)

    def put_episode(self, index: ShowIndex, episode: Episode) -> None:
        """Write the manifest, the texts beside the audio, and the page.

        The manifest first: of two versions at the same time, the one whose manifest stands has written over the other's
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
        self._put_episode_cover(episode)
        for name, data in site.assets(show).items():
            self.put(urls.key(show, name), data)
        if episode.article:
            self.put(urls.episode_key(show, episode.id, urls.PLAYER), article_pages.player(show, episode))
            self.put(urls.episode_key(show, episode.id, urls.OEMBED), article_pages.oembed(show, episode))
        render = article_pages.page if episode.article else site.render_episode
        self.put(urls.episode_key(show, episode.id, urls.INDEX), render(show, episode, index.cover))

    def _put_episode_cover(self, episode: Episode) -> None:
        """Draw the episode's cover if it has one; of former episodes only one that is lost or damaged."""
        key = urls.episode_key(self.show, episode.id, episode.cover)
        if not episode.cover:
            return
        if episode is self._new.get(episode.id) or (self.storage.digest(key) or "")[:8] != episode.cover[-12:-4]:
            self.put(key, episode_cover.of(self.show, episode))

    def has_pictures(self, before: ShowIndex) -> bool:
        """Return whether the show's pictures stand there as this code and these settings make them."""
        return before.look == self.look and urls.key(self.show, self.cover_name) in self.existing_versions(
            self.show.path
        )

    def put_pictures(self, before: ShowIndex) -> dict[str, str]:
        """Write the show's pictures where they are not as the index notes them; return what it should note of them.

        To draw and compress them takes a third of a second, some ten times what a small show takes otherwise.
        """
        noted = before.pictures if before.look == self.look else {}
        wanted = {self.cover_name, urls.SMALL_COVER}
        if subscribe_links.is_for_listeners(self.show):
            wanted.add(urls.QR_CODE)
        if noted.keys() == wanted and all(
            self.storage.digest(urls.key(self.show, name)) == digest for name, digest in noted.items()
        ):
            return noted
        drawn = pictures(self.show, self._own_cover)
        for name, data in drawn.items():
            self.put(urls.key(self.show, name), data)
        return {name: hashlib.sha256(data).hexdigest() for name, data in drawn.items()}

    def put_all(self, index: ShowIndex) -> None:
        """Write everything but the audio and the pictures."""
        for id_ in index.ids:
            self.existing_versions(urls.key(self.show, "episodes", id_))
            if id_ not in self._new and (episode := self._episode(id_)):
                self.put_episode(index, episode)
        self.put_lists(index, set(index.ids))

    def put_lists(self, index: ShowIndex, touched: set[str]) -> None:
        """Write the pages and feed documents that name these episodes; the index before the newest, the feed last."""
        for document, page, ids in index.batches():
            last = document.name == urls.FEED
            if not last and touched.isdisjoint(ids):
                continue
            batch, kept = self._batch(ids)
            if last:
                self.put_index(index)
            self.put(urls.key(self.show, page), self._page(batch, document))
            self._put_article_list(batch, document)
            text = feed.render(self.show, index.guid, batch, document, kept)
            self.put(urls.key(self.show, document.name), text)

    def _page(self, batch: Sequence[Episode], document: feed.Document) -> bytes:
        """Return a page of the list; it leads to the articles told by themselves once their page is there."""
        show = self.show
        if show.tells_articles and not self.storage.exists(urls.key(show.articles, urls.INDEX)):
            show = replace(show, tells_articles=False)
        return site.render_list(show, batch, document)

    def _put_article_list(self, batch: Sequence[Episode], document: feed.Document) -> None:
        """Write the list by which sites find the sound of their articles."""
        if self.show.of_articles:
            name = urls.article_list(document.name)
            self.put(urls.key(self.show, name), article_pages.article_list(self.show, batch, document))

    def take_out(self, before: ShowIndex, after: ShowIndex) -> None:
        """Unname episodes: in the feed documents first, then on the pages, then in the index."""
        stood = set(before.batches())
        pages = []
        for document, page, ids in after.batches():
            if (document, page, ids) in stood:
                continue
            batch, kept = self._batch(ids)
            self.put(urls.key(self.show, document.name), feed.render(self.show, after.guid, batch, document, kept))
            pages.append((urls.key(self.show, page), self._page(batch, document)))
            self._put_article_list(batch, document)
        for key, data in pages:
            self.put(key, data)
        self.put_index(after)

    def sweep(self, index: ShowIndex) -> None:
        """Delete what nothing names any more: replaced audio after its week, the rest at once.

        Another publisher may make an episode anew whose files are noted here. It writes the index before the feed, so
        the index is looked at before each deletion: once it is another's, so is what is left of the notes.
        """
        key = urls.key(self.show, urls.SHOW_INDEX)
        for item in index.due:
            if self.storage.versions(self.show.path).get(key) != self.existing_versions(self.show.path).get(key):
                return
            self.storage.delete(item.key)
        if index.due:
            left = tuple(item for item in index.retired if item not in index.due)
            with contextlib.suppress(Conflict):  # whoever built on this index has its notes, and sweeps too
                self.put_index(replace(index, retired=left))

    def put_index(self, index: ShowIndex) -> None:
        """Write the show's index."""
        self.put(urls.key(self.show, urls.SHOW_INDEX), json_codec.dump(index).encode())

    def _episode(self, id_: str) -> Episode | None:
        """Return an episode from its manifest; one that is published now as it is, whatever its manifest says."""
        return self._new.get(id_) or show_index.readable_episode(self.storage, self.show, id_)

    def _batch(self, ids: Iterable[str]) -> tuple[list[Episode], dict[str, bytes]]:
        """Return the episodes, and the published feed items, by guid, of those whose manifest cannot be read.

        Those stay in the feed as they are. An episode that no feed names either is left out. A warning names each.
        """
        episodes, kept = [], {}
        for id_ in ids:
            if episode := self._episode(id_):
                episodes.append(episode)
                continue
            key = urls.key(self.show, urls.SHOW_INDEX)
            if self.storage.versions(self.show.path).get(key) != self.existing_versions(self.show.path).get(key):
                raise Conflict(conflict_message(key))  # who removed it
            item = self._in_feeds.get(id_)
            place = self.storage.location(urls.episode_key(self.show, id_, urls.MANIFEST))
            again, remove = show_index.remedies(self.storage, self.show, id_)
            self.warnings.append(
                _(
                    "{place} is lost or damaged: the episode {stays}; put back a copy; or "
                    "{again} makes it again, {remove} drops it.",
                    place=place,
                    stays=_("stays in the feed as it stands") if item else _("cannot stay in the feed"),
                    again=again,
                    remove=remove,
                )
            )
            if item:
                episodes.append(item.episode)
                kept[item.episode.guid] = item.item
        return episodes, kept

    @functools.cached_property
    def _in_feeds(self) -> dict[str, feed_items.FeedItem]:
        """The episodes that the published feed documents name, by id: an item stands in for a lost manifest."""
        return feed_items.read_items(self.storage, self.show, self._former)
