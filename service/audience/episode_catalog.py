"""The audio files that are counted: those of published episodes, with what their manifests say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from service.audience.audio_request import ARTICLES
from service.audience.listening_windows import AudioFile
from service.model import Show
from service.publishing import show_index
from service.storage.storage import Storage


class CountedFile(NamedTuple):
    """An episode's audio."""

    show: str
    """The slug; of an article that is told by itself the slug and `/articles`."""
    episode: str
    title: str
    audio: AudioFile


class EpisodeCatalog:
    """The published episodes of all shows; each manifest is read when a file of it is asked for first."""

    def __init__(self, storage: Storage, shows: Iterable[Show]) -> None:
        self._storage = storage
        self._shows = {each.path: each for show in shows for each in (show, show.articles)}
        self._ids: dict[str, frozenset[str]] = {}
        self._files: dict[tuple[str, str], CountedFile | None] = {}

    def find(self, key: str) -> CountedFile | None:
        """Return what is known of the file; None where no episode has it.

        An older cut of an episode is taken to be as long and as large as the present one.
        """
        path, _, rest = key.partition("/episodes/")
        id_, _, name = rest.partition("/")
        if path not in self._shows or id_ not in self._published(path):
            return None
        if not name.startswith(f"{self._shows[path].slug}-{id_}-"):
            return None
        if (path, id_) not in self._files:
            self._files[path, id_] = self._read(path, id_)
        return self._files[path, id_]

    def _published(self, path: str) -> frozenset[str]:
        if path not in self._ids:
            self._ids[path] = frozenset(show_index.load(self._storage, self._shows[path]).ids)
        return self._ids[path]

    def _read(self, path: str, id_: str) -> CountedFile | None:
        show = self._shows[path]
        episode = show_index.readable_episode(self._storage, show, id_)
        if episode is None:
            return None
        audio = AudioFile(episode.size, episode.seconds, episode.chapters)
        return CountedFile(f"{show.slug}/{ARTICLES}" if show.of_articles else show.slug, id_, episode.title, audio)
