"""Episodes that are finished and wait for approval: in `held/<show>/<id>/` of the state folder, never in the output.

The record is written last and taken away first: an episode is held whole or not at all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from service import atomic, records
from service.errors import PublishError, TingbaoError
from service.model import Episode

_RECORD = "held.json"
_ID = re.compile(r"[^\s./\\\x00-\x1f][^/\\\x00-\x1f]*")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An episode that waits."""

    since: dt.datetime
    mp3: str
    """The name of its audio file."""
    episode: Episode


class Held:
    """The episodes of one show that wait; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, state: Path, show: str) -> None:
        self._folder = state / "held" / show

    def put(self, episode: Episode, mp3: bytes, now: dt.datetime) -> None:
        """Holds the episode back, in place of an earlier cut of it."""
        if not _ID.fullmatch(episode.id):
            raise PublishError(f"{episode.id!r} cannot name an episode: it becomes a folder and a part of its address.")
        folder, name = self._folder / episode.id, f"{hashlib.sha256(mp3).hexdigest()[:8]}.mp3"
        try:
            atomic.write(folder / name, mp3)
            atomic.write(folder / _RECORD, records.dump(Waiting(now, name, episode)).encode())
            for path in folder.iterdir():
                if path.name not in (name, _RECORD):
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise self._unusable(error) from None

    def get(self, id_: str) -> Waiting | None:
        """The episode of that id, if it waits here, whole; a damaged one counts as none, and is made again."""
        if not _ID.fullmatch(id_):
            return None
        path = self._folder / id_ / _RECORD
        try:
            found = records.load(Waiting, path.read_text("utf-8"), str(path))
            data = self.audio(found).read_bytes()
        except (OSError, UnicodeDecodeError, TingbaoError):
            return None
        return found if hashlib.sha256(data).hexdigest()[:8] == found.mp3.removesuffix(".mp3") else None

    def list(self) -> tuple[Waiting, ...]:
        """All that wait, the one that waits longest first."""
        found = (self.get(path.parent.name) for path in self._folder.glob(f"*/{_RECORD}"))
        return tuple(sorted(filter(None, found), key=lambda each: (each.since, each.episode.id)))

    def audio(self, waiting: Waiting) -> Path:
        """Where its audio is."""
        return self._folder / waiting.episode.id / waiting.mp3

    def drop(self, id_: str) -> None:
        """Holds it no longer; nothing happens where there is none."""
        folder = self._folder / id_
        try:
            (folder / _RECORD).unlink(missing_ok=True)
            if folder.is_dir():
                for path in folder.iterdir():
                    path.unlink(missing_ok=True)
                folder.rmdir()
        except OSError as error:
            raise self._unusable(error) from None

    def _unusable(self, error: OSError) -> PublishError:
        return PublishError(f"The state folder {self._folder} cannot be written: {error.strerror}.")
