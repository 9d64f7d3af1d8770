"""What was aired: `state.sqlite` in the state folder, an index of the published manifests.

The manifests are the truth; this is their index, so that a run need not read all of them. It says that an episode is
published only once it is, and wherever it disagrees with what is published, or is lost or damaged, it is made again.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from service.core.messages import _
from service.errors import TingbaoError
from service.model import Aired, Episode, Show
from service.publishing import show_index
from service.storage.storage import Storage

FILE = "state.sqlite"
REMEMBERED = dt.timedelta(days=7)
"""How long a story that was aired is not told again without new text."""
LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process that is writing."""
_VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS episode (
    show TEXT NOT NULL, id TEXT NOT NULL, cut TEXT NOT NULL, published TEXT NOT NULL, date TEXT NOT NULL,
    PRIMARY KEY (show, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS story (
    show TEXT NOT NULL, episode TEXT NOT NULL, place INTEGER NOT NULL,
    title TEXT NOT NULL, opening TEXT NOT NULL, signature TEXT NOT NULL, url TEXT NOT NULL,
    PRIMARY KEY (show, episode, place),
    FOREIGN KEY (show, episode) REFERENCES episode ON DELETE CASCADE
) WITHOUT ROWID;
"""


class DamagedHistory(TingbaoError):
    """The file was no database; it has been removed, and the next `align` writes it anew."""


class History:
    """The stories aired by the shows of one state folder.

    Every method raises TingbaoError when the file cannot be used; a damaged one is put away first, so that the next
    `align` starts anew.
    """

    def __init__(self, state: Path) -> None:
        self.path = state / FILE

    def align(self, storage: Storage, show: Show, at: dt.datetime) -> bool:
        """Make the history of a show agree with what is published; return False when it was damaged and is made anew.

        All published episodes are looked for; the manifests of those that are not known, and of those since a week
        before `at`, are read and compared.
        """
        try:
            self._align(storage, show, at)
        except DamagedHistory:
            self._align(storage, show, at)
            return False
        return True

    def _align(self, storage: Storage, show: Show, at: dt.datetime) -> None:
        wanted = show_index.load(storage, show).ids
        recent = (at - REMEMBERED).date() - dt.timedelta(days=1)
        with self._open() as base:
            known = dict(base.execute("SELECT id, cut FROM episode WHERE show = ?", (show.slug,)).fetchall())
            for id_ in known.keys() - set(wanted):
                base.execute("DELETE FROM episode WHERE show = ? AND id = ?", (show.slug, id_))
            for id_ in wanted:
                if id_ in known and id_ < recent.isoformat():
                    continue
                episode = show_index.readable_episode(storage, show, id_)
                if episode and known.get(id_) != _cut(episode):
                    _write(base, episode)

    def add(self, episode: Episode) -> None:
        """Remember what a published episode told, in place of what an earlier version told."""
        with self._open() as base:
            _write(base, episode)

    def forget(self, show: str, *ids: str) -> None:
        """Remove episodes that are published no longer."""
        with self._open() as base:
            base.executemany("DELETE FROM episode WHERE show = ? AND id = ?", [(show, id_) for id_ in ids])

    def before(self, show: str, episode: str, published: dt.datetime) -> tuple[tuple[dt.date, Aired], ...]:
        """Return what the show aired in the seven days before an episode, the oldest first; never its own stories."""
        with self._open() as base:
            rows = base.execute(
                "SELECT episode.date, title, opening, signature, url FROM story JOIN episode"
                " ON story.show = episode.show AND story.episode = episode.id"
                " WHERE episode.show = ? AND episode.id != ? AND published >= ? AND published < ?"
                " ORDER BY published, episode.id, place",
                (show, episode, _stamp(published - REMEMBERED), _stamp(published)),
            ).fetchall()
        return tuple((dt.date.fromisoformat(date), Aired(*told)) for date, *told in rows)

    def known(self, show: str) -> frozenset[str]:
        """Return the ids of the show's published episodes, without writing; none where the file cannot be read."""
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as base,
        ):
            return frozenset(id_ for (id_,) in base.execute("SELECT id FROM episode WHERE show = ?", (show,)))
        return frozenset()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the database in one transaction."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=LOCK_TIMEOUT)) as base, base:
                base.execute("PRAGMA foreign_keys = ON")
                if base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                    base.executescript(f"DROP TABLE IF EXISTS story; DROP TABLE IF EXISTS episode; {_TABLES}")
                    base.execute(f"PRAGMA user_version = {_VERSION}")
                yield base
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # its kinds tell of locks, full disks, permissions
                raise TingbaoError(
                    _(
                        "The history {path} cannot be used ({error}): end the program that holds it, or see that"
                        " the folder may be written and has room.",
                        path=self.path,
                        error=error,
                    )
                ) from None
            for path in (self.path, self.path.with_name(f"{FILE}-journal")):
                path.unlink(missing_ok=True)
            raise DamagedHistory(
                _(
                    "The history {path} was damaged ({error}): it is made again from what is published.",
                    path=self.path,
                    error=error,
                )
            ) from None
        except OSError as error:
            raise TingbaoError(
                _(
                    "The state folder {parent} cannot be used: {strerror}.",
                    parent=self.path.parent,
                    strerror=error.strerror,
                )
            ) from None


def _write(base: sqlite3.Connection, episode: Episode) -> None:
    base.execute("DELETE FROM episode WHERE show = ? AND id = ?", (episode.show, episode.id))
    base.execute(
        "INSERT INTO episode VALUES (?, ?, ?, ?, ?)",
        (episode.show, episode.id, _cut(episode), _stamp(episode.published), episode.date.isoformat()),
    )
    base.executemany(
        "INSERT INTO story VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (episode.show, episode.id, i, each.title, each.opening, each.signature, each.url)
            for i, each in enumerate(episode.aired)
        ],
    )


def _stamp(instant: dt.datetime) -> str:
    """Return the time as text that sorts."""
    return instant.astimezone(dt.UTC).isoformat(timespec="seconds")


def _cut(episode: Episode) -> str:
    """Return what tells one version of an episode from another."""
    return f"{episode.mp3} {episode.fingerprint}"
