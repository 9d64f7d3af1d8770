"""What a show has told of reading lists, and what of it is marked read there: in `marks/<show>/` of the state folder.

What has to be marked is on the disk before its episode is published or held back, and whether the episode is out its
feed says. So wherever a run is killed, there is no episode and nothing to mark, or the next run marks the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from service.core import json_codec
from service.core.messages import _
from service.errors import SourceError, TingbaoError
from service.model import Article, Episode, ListEntry
from service.pipeline.history import REMEMBERED
from service.storage.local_folder import FolderStorage

_MARKS, _LISTS = "marks.json", "lists.json"
_Kept = TypeVar("_Kept")

Find = Callable[[str], Episode | None]
"""Gives the published episode of an id, if there is one."""
Mark = Callable[[str, Sequence[str]], Iterator[Sequence[str]]]
"""Marks entries of the reading list at an address read; yields those that its service says are marked."""


@dataclass(frozen=True, slots=True)
class EpisodeMarks:
    """What one episode tells of reading lists."""

    episode: str
    """Its id."""
    fingerprint: str
    """Of the version that tells them."""
    published: dt.datetime
    """The time that the episode is dated."""
    told: tuple[ListEntry, ...]
    marked: tuple[ListEntry, ...] = ()
    """Those that their service has said are marked read; also such as an earlier version of the episode told."""

    @property
    def open(self) -> tuple[ListEntry, ...]:
        """Those that are still to be marked."""
        return tuple(each for each in self.told if each not in self.marked)


@dataclass(frozen=True, slots=True)
class ListsHeld:
    """What an episode's reading lists held when they were read."""

    articles: tuple[Article, ...]
    """In the order in which they were read, without their edits."""


class ReadMarks:
    """The marks of one show's episodes of the last days. Every change needs the show's lock."""

    def __init__(self, state: Path, show: str) -> None:
        self._files = FolderStorage(state / "marks" / show)

    def put(self, episode: Episode, told: Iterable[ListEntry], articles: Iterable[Article]) -> None:
        """Write down what the episode tells of reading lists, and what they held; those of a week ago are forgotten.

        Raise PublishError where the state folder cannot be written.
        """
        known, held = self._get(episode.id), tuple(replace(each, edits=()) for each in articles if each.entries)
        marks = EpisodeMarks(episode.id, episode.fingerprint, episode.published, _once(told))
        if not known and not held and not marks.told:
            return
        self._write(replace(marks, marked=known.marked) if known else marks)
        if held:  # a script is made of no list
            self._files.write(f"{episode.id}/{_LISTS}", json_codec.dump(ListsHeld(held)).encode())
        for old in self._all():
            if old.published < episode.published - REMEMBERED:
                for name in (_LISTS, _MARKS):
                    self._files.delete(f"{old.episode}/{name}")

    def settle(self, find: Find, mark: Mark) -> Iterator[str]:
        """Mark what episodes that are out have told and what is still open. Yield why something could not be marked.

        Raise PublishError where the state folder cannot be written.
        """
        for marks in self._all():
            if not marks.open or not _is_out(marks, find(marks.episode)):
                continue
            for source in dict.fromkeys(each.source for each in marks.open):
                try:
                    for ids in mark(source, [each.id for each in marks.open if each.source == source]):
                        done = (ListEntry(source, each) for each in ids)
                        marks = replace(marks, marked=(*marks.marked, *done))
                        self._write(marks)
                except SourceError as error:
                    yield _(
                        "{error} What was told of it is not marked read yet: the next run of the show tries again.",
                        error=error,
                    )

    def lists(self, published: Episode | None) -> Mapping[str, tuple[Article, ...]]:
        """Return by address what the reading lists of a published episode held, where they no longer hold all of it.

        Made again, it is made of the same.
        """
        marks = self._get(published.id) if published else None
        if not marks or not marks.marked:
            return {}
        held = self._load(ListsHeld, f"{marks.episode}/{_LISTS}")
        found: dict[str, tuple[Article, ...]] = {}
        for article in held.articles if held else ():
            source = article.entries[0].source
            found[source] = (*found.get(source, ()), article)
        return found

    def _all(self) -> tuple[EpisodeMarks, ...]:
        return tuple(filter(None, map(self._get, self._files.folders())))

    def _get(self, id_: str) -> EpisodeMarks | None:
        found = self._load(EpisodeMarks, f"{id_}/{_MARKS}")
        return found if found and found.episode == id_ and found.published.tzinfo else None

    def _load(self, kind: type[_Kept], key: str) -> _Kept | None:
        """Return what is kept; None where nothing is, or it is damaged: those entries stay unread."""
        try:
            data = self._files.read(key)
            return None if data is None else json_codec.load(kind, data.decode("utf-8", "replace"), key)
        except TingbaoError:
            return None

    def _write(self, marks: EpisodeMarks) -> None:
        self._files.write(f"{marks.episode}/{_MARKS}", json_codec.dump(marks).encode())


def _once(told: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    """Return each entry once, without those that cannot be marked."""
    return tuple(dict.fromkeys(each for each in told if each.id))


def _is_out(marks: EpisodeMarks, published: Episode | None) -> bool:
    """Return whether what is published is the version that the marks are of."""
    return published is not None and published.fingerprint == marks.fingerprint
