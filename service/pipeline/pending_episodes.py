"""Finished episodes that wait for approval: in `held/<show>/<id>/` of the state folder, never in the output.

The record is written last, and the folder goes at once: an episode is held whole or not at all. One that is not whole
has been damaged. The audio is named by its hash, and so is the folder beside it for the draft of just this programme.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from service.core import json_codec
from service.core.messages import _
from service.errors import PublishError, TingbaoError, UsageError
from service.model import Episode
from service.pipeline.history import REMEMBERED
from service.publishing import manifest
from service.storage.local_folder import FolderStorage

_RECORD, _DROPPED = "held.json", ".dropped"
_DRAFT = re.compile(r"draft-(\d{5})\.json")
Versions = Callable[[int], Mapping[int, bytes]]
_ID = re.compile(r"[^\s./\\\x00-\x1f][^/\\\x00-\x1f]*")


@dataclass(frozen=True, slots=True)
class PendingEpisode:
    """An episode that waits."""

    since: dt.datetime
    mp3: str
    """The name of its audio file."""
    episode: Episode
    read_at: dt.datetime | None = None
    """When its sources were read."""


@dataclass(frozen=True, slots=True)
class PublishTime:
    """When an episode that waits is to be published: somebody has decided so."""

    at: dt.datetime
    by: str


class PendingEpisodes:
    """The episodes of one show that wait; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, state: Path, show: str) -> None:
        self._show, self._folder = show, state / "held" / show
        self._files = FolderStorage(self._folder)

    def put(
        self,
        episode: Episode,
        mp3: bytes,
        now: dt.datetime,
        material: bytes = b"",
        *,
        read_at: dt.datetime | None = None,
        versions: Versions = lambda after: {},
        late_material: bytes = b"",
    ) -> None:
        """Write the episode to the disk, in place of an earlier version of it.

        `material`: what a draft of it can be made from (`draft_desk`). `versions` gives those of the draft before,
        above a number, by the numbers that they get behind this programme (`draft_carry`); of the same programme made
        again the draft stays as it is. `late_material` takes the place of `material` where the first of them was
        saved only while this one was written. The time at which somebody has it published stays, too.
        """
        if not _ID.fullmatch(episode.id):
            raise PublishError(
                _("{id!r} cannot name an episode: it becomes a folder and a part of its address.", id=episode.id)
            )
        name = audio_name(mp3)
        waiting, before = PendingEpisode(now, name, episode, read_at), self.get(episode.id)
        wanted = {f"{episode.id}/{name}": mp3}
        if material:
            wanted[self.material_key(waiting)] = material
        anew = before is None or before.mp3 != name
        carried = versions(0) if anew else {}
        if before and anew and (time := self.publish_time(before)):
            wanted[self._time_key(waiting)] = _dumped(time)
        wanted |= {self.draft_key(waiting, number): data for number, data in carried.items()}
        wanted[f"{episode.id}/{_RECORD}"] = _dumped(waiting)
        for key, data in wanted.items():
            self._files.write(key, data)
        if before and anew:  # what was saved until the record was written
            late = versions(len(carried))
            if late and not carried:
                self._files.write(self.material_key(waiting), late_material)
            for number, data in late.items():
                self.write_beside(waiting, self.draft_key(waiting, number), data, over="")
            if (decided := self.publish_time(before)) != self.publish_time(waiting):
                self.publish_at(waiting, decided)
        self.tidy(episode.id, name)

    def note_read(self, waiting: PendingEpisode, read_at: dt.datetime) -> None:
        """Keep that its sources were read again, and nothing has come of it."""
        self._files.write(f"{waiting.episode.id}/{_RECORD}", _dumped(replace(waiting, read_at=read_at)))

    def write_beside(self, waiting: PendingEpisode, key: str, data: bytes, over: str | None = None) -> None:
        """Write a file of its draft; `over` is as for `files`.

        Raise UsageError where just this episode waits no longer: nothing is left there then.
        """
        self._files.write(key, data, over)
        try:
            self._check_waits(waiting)
        except UsageError:
            self._files.delete(key)
            raise

    def _check_waits(self, waiting: PendingEpisode) -> None:
        standing = self.get(waiting.episode.id)
        if not standing:
            raise UsageError(_("The episode waits no longer: it was published, or removed. Nothing was saved."))
        if standing.mp3 != waiting.mp3:
            raise UsageError(_("The episode was made anew meanwhile: look at the new draft. Nothing was saved."))

    def tidy(self, id_: str, mp3: str) -> None:
        """Remove what an earlier version of the episode, or a write that was cut off, left beside it."""
        kept = {f"{id_}/{mp3}", f"{id_}/{_RECORD}"}
        for key in (*self._files.list(id_), *self._files.leftovers(id_)):
            if key not in kept and not key.startswith(f"{id_}/{_draft_name(mp3)}/"):
                self._files.delete(key)
        self._sweep()

    def get(self, id_: str) -> PendingEpisode | None:
        """Return the episode of that id, if it waits here, whole; a damaged one counts as none, and is made again."""
        if not _ID.fullmatch(id_):
            return None
        path = self.folder(id_) / _RECORD
        try:
            found = json_codec.load(PendingEpisode, path.read_text("utf-8"), str(path))
            data = self.audio(found).read_bytes()
        except (OSError, ValueError, TingbaoError):
            return None
        if found.since.tzinfo is None or manifest.defect(found.episode, id_, published=False):
            return None
        return found if audio_name(data) == found.mp3 else None

    def require(self, id_: str) -> PendingEpisode:
        """Return the episode of that id. Raise UsageError where it does not wait here, whole."""
        if found := self.get(id_):
            return found
        raise UsageError(
            _(
                "No episode {id_!r} of {show} waits for approval; `tingbao episodes list` names them.",
                id_=id_,
                show=self._show,
            )
        )

    def damaged(self) -> tuple[str, ...]:
        """Return the ids of those that would wait if all their files were there, whole."""
        lost = [id_ for id_ in self._files.folders() if not self.get(id_)]
        return tuple(id_ for id_ in lost if self.folder(id_).exists())  # not those dropped meanwhile

    def list(self) -> tuple[PendingEpisode, ...]:
        """Return all that wait, the one that waits longest first."""
        found = (self.get(path.parent.name) for path in self._folder.glob(f"*/{_RECORD}"))
        return tuple(sorted(filter(None, found), key=lambda each: (each.since, each.episode.id)))

    def before(self, id_: str, published: dt.datetime) -> tuple[Episode, ...]:
        """Return those of the last days before an episode's time, whose stories it does not repeat; never itself."""
        recent = (each.episode for each in self.list() if published - REMEMBERED <= each.episode.published < published)
        return tuple(episode for episode in recent if episode.id != id_)

    def folder(self, id_: str) -> Path:
        """Return the folder of an episode's files."""
        return self._folder / id_

    def audio(self, waiting: PendingEpisode) -> Path:
        """Return the path of its audio."""
        return self.folder(waiting.episode.id) / waiting.mp3

    @property
    def files(self) -> FolderStorage:
        """The files of all that wait."""
        return self._files

    def draft_folder(self, waiting: PendingEpisode) -> str:
        """Return the folder, in `files`, of what belongs to its draft."""
        return f"{waiting.episode.id}/{_draft_name(waiting.mp3)}"

    def material_key(self, waiting: PendingEpisode) -> str:
        """Return the key, in `files`, of what a draft of the episode can be made from."""
        return f"{self.draft_folder(waiting)}/material.json"

    def draft_key(self, waiting: PendingEpisode, number: int) -> str:
        """Return the key, in `files`, of a version of its draft."""
        return f"{self.draft_folder(waiting)}/draft-{number:05d}.json"

    def newest_draft(self, waiting: PendingEpisode) -> int:
        """Return the number of the newest version of its draft; 0: it stands as it was made."""
        names = (key.rpartition("/")[2] for key in self._files.list(self.draft_folder(waiting)))
        return max((int(found[1]) for name in names if (found := _DRAFT.fullmatch(name))), default=0)

    def publish_at(self, waiting: PendingEpisode, time: PublishTime | None) -> None:
        """Keep when it is to be published, as its draft is by then; None: it waits for a decision again.

        Raise UsageError where just this episode waits no longer.
        """
        key = self._time_key(waiting)
        if time:
            self.write_beside(waiting, key, _dumped(time))
        else:
            self._files.delete(key)
            self._check_waits(waiting)

    def publish_time(self, waiting: PendingEpisode) -> PublishTime | None:
        """Return when it is to be published; None where nobody has said so, or what he said is damaged."""
        key = self._time_key(waiting)
        data = self._files.read(key)
        try:
            found = data and json_codec.load(PublishTime, data.decode(), self._files.location(key))
        except (ValueError, TingbaoError):
            return None
        return found if found and found.at.tzinfo else None

    def _time_key(self, waiting: PendingEpisode) -> str:
        return f"{waiting.episode.id}/{_draft_name(waiting.mp3)}/publish.json"

    def check_undrafted(self, waiting: PendingEpisode) -> None:
        """Raise UsageError where an editor has changed its draft: what he did would be lost with it."""
        if self.newest_draft(waiting):
            id_ = waiting.episode.id
            raise UsageError(
                _(
                    "The draft of {id_} has been changed: `tingbao episodes approve {id_}` publishes it, and"
                    " --force makes the episode anew and keeps what was changed as a version.",
                    id_=id_,
                )
            )

    def drop(self, id_: str) -> None:
        """Remove it, damaged or whole; nothing happens where there is none."""
        self._sweep()
        folder = self.folder(id_)
        if _ID.fullmatch(id_) and folder.exists():
            try:
                folder.rename(folder.with_name(_DROPPED))
            except OSError as error:
                raise PublishError(
                    _("{folder} cannot be removed: {strerror}.", folder=folder, strerror=error.strerror)
                ) from error
        self._sweep()

    def _sweep(self) -> None:
        """Remove what was dropped, and folders that an interrupted write left empty."""
        for folder in self._folder.glob("*"):
            if folder.name.startswith(".") or not self._files.list(folder.name):
                shutil.rmtree(folder, ignore_errors=True)


def audio_name(mp3: bytes) -> str:
    """Return what the file of a programme is called: the same programme made again has the same."""
    return f"{hashlib.sha256(mp3).hexdigest()[:8]}.mp3"


def _draft_name(mp3: str) -> str:
    return f"{mp3.removesuffix('.mp3')}.draft"


def _dumped(value: PendingEpisode | PublishTime) -> bytes:
    return json_codec.dump(value).encode()
