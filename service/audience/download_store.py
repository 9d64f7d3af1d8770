"""What was sent to whom, `audience/downloads.sqlite` in the state folder: requests of open months, counts of the rest.

A request is kept with its listener's key, never with an address; the same request twice is one row, so that a log may
be read again, and logs may overlap. A month is open until the fourth of the month after it, or after the month in which
it was first counted. Then its downloads are added up, its requests are erased and its salt is thrown away.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from service.audience.episode_catalog import CountedFile
from service.audience.listening_windows import AudioFile, Stretch, Window, windows
from service.audience.month_salts import ListenerKeys, MonthSalts, month_of, start_of
from service.core.messages import _
from service.errors import TingbaoError
from service.model import Chapter

FOLDER, FILE = "audience", "downloads.sqlite"
GRACE = 3 * 86_400
"""Seconds after its end for which a month stays open: logs are rotated, and read, days later."""
LOCK_TIMEOUT = 60.0
"""Seconds to wait for another process that is writing: a log of a million lines takes half of that."""
MOST_PAGES = 500_000
"""Pages of 4 KB that the file may have: 2 GB, some 20 million requests of two months."""
MOST_APPS = 1000
"""Names of apps that are kept; who invents further ones is of OTHER_APPS."""
OTHER_APPS = "others"
_VERSION = 1
_BATCH = 20_000
_READ, _WRITE = "BEGIN", "BEGIN IMMEDIATE"
"""How a transaction begins: what is read is of one moment; a writer waits for others before it reads."""
_TABLES = """
CREATE TABLE file (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, show TEXT NOT NULL, episode TEXT NOT NULL, title TEXT NOT NULL,
    size INTEGER NOT NULL, seconds REAL NOT NULL, chapters TEXT NOT NULL
);
CREATE TABLE app (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE month (month INTEGER PRIMARY KEY, made INTEGER NOT NULL, closed INTEGER NOT NULL DEFAULT 0);
CREATE TABLE request (
    month INTEGER NOT NULL, file INTEGER NOT NULL, listener BLOB NOT NULL, time INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, app INTEGER NOT NULL, before BLOB,
    PRIMARY KEY (month, file, listener, time, first, last)
) WITHOUT ROWID;
CREATE INDEX early ON request (month, file, before, time) WHERE before IS NOT NULL;
CREATE TABLE download (
    day TEXT NOT NULL, file INTEGER NOT NULL, app INTEGER NOT NULL,
    downloads INTEGER NOT NULL, whole INTEGER NOT NULL, parts INTEGER NOT NULL,
    PRIMARY KEY (day, file, app)
) WITHOUT ROWID;
CREATE TABLE reached (
    day TEXT NOT NULL, file INTEGER NOT NULL, place INTEGER NOT NULL, downloads INTEGER NOT NULL,
    PRIMARY KEY (day, file, place)
) WITHOUT ROWID;
"""


class KeptRequest(NamedTuple):
    """A request as it is kept."""

    time: int
    file: str
    first: int
    last: int
    app: str
    listener: ListenerKeys


class DownloadRow(NamedTuple):
    """The downloads of an episode by one app on one day."""

    day: str
    show: str
    episode: str
    title: str
    app: str
    downloads: int
    whole: int
    """Those that were sent all of the audio."""
    parts: int
    """Those that were sent parts, and the log tells which."""


class StoryRow(NamedTuple):
    """How many of a day's downloads in parts have reached a story, 0 too."""

    day: str
    show: str
    episode: str
    place: int
    title: str
    start: float
    reached: int


class DownloadCounts(NamedTuple):
    """All that was counted."""

    downloads: tuple[DownloadRow, ...]
    stories: tuple[StoryRow, ...]


class Tally:
    """Downloads by day, file and app, and by story."""

    def __init__(self) -> None:
        self.downloads: Counter[tuple[str, int, int]] = Counter()
        self.whole: Counter[tuple[str, int, int]] = Counter()
        self.parts: Counter[tuple[str, int, int]] = Counter()
        self.reached: Counter[tuple[str, int, int]] = Counter()

    def add(self, window: Window, file: int, audio: AudioFile, zone: ZoneInfo) -> None:
        """Count a window, if it is a download."""
        if not window.is_download(audio):
            return
        day = dt.datetime.fromtimestamp(window.begun, zone).date().isoformat()
        self.downloads[day, file, window.app] += 1
        if window.is_whole(audio):
            self.whole[day, file, window.app] += 1
        elif not window.somewhere:
            self.parts[day, file, window.app] += 1
            for place in window.reached(audio):
                self.reached[day, file, place] += 1


class DownloadStore:
    """The requests and counts of one state folder. Every method raises TingbaoError where the file cannot be used."""

    def __init__(self, state: Path) -> None:
        self.folder = state / FOLDER
        self.path = self.folder / FILE
        self.salts = MonthSalts(self.folder)

    @contextmanager
    def writing(self, now: int) -> Iterator[RequestWriter]:
        """Take requests in one transaction."""
        with self._open(_WRITE) as base:
            writer = RequestWriter(base, now)
            yield writer
            writer.flush()

    def close_months(self, now: int, zone: ZoneInfo) -> None:
        """Add up the months that are due, erase their requests, and throw their salts away."""
        with self._open(_READ) as base:
            is_due = bool(_due(base, now))
        if is_due:
            with self._open(_WRITE) as base:
                tally = Tally()
                for month in _due(base, now):
                    _count_month(base, month, zone, tally)
                    _erase(base, month)
                _keep(base, tally)
        with self._open(_READ) as base:
            closed = [month for (month,) in base.execute("SELECT month FROM month WHERE closed")]
        for month in closed:
            self.salts.throw_away(month)

    def counts(self, zone: ZoneInfo) -> DownloadCounts:
        """Return all counts, those of the open months as they stand."""
        if not self.path.exists():
            return DownloadCounts((), ())
        with self._open(_READ) as base:
            tally = Tally()
            for (month,) in base.execute("SELECT month FROM month WHERE NOT closed ORDER BY month").fetchall():
                _count_month(base, month, zone, tally)
            _kept(base, tally)
            return _told(base, tally)

    @contextmanager
    def _open(self, begin: str) -> Iterator[sqlite3.Connection]:
        """Open the file in one transaction, which is undone where something goes wrong."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(sqlite3.connect(self.path, timeout=LOCK_TIMEOUT)) as base:
                base.execute("PRAGMA secure_delete = ON")  # what is erased leaves nothing in the file
                base.execute(f"PRAGMA max_page_count = {MOST_PAGES}")
                base.execute("PRAGMA cache_size = -65536")
                if base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                    _make_tables(base)
                base.execute(
                    "CREATE TEMP TABLE taken (month, file, listener, time, first, last,"
                    " PRIMARY KEY (month, file, listener, time, first, last)) WITHOUT ROWID"
                )
                base.execute(begin)
                yield base
                base.commit()
        except sqlite3.Error as error:
            raise TingbaoError(
                _(
                    "The downloads in {path} cannot be used ({error}): end the program that holds the file, see that "
                    "the folder may be written and has room, or move a damaged file away.",
                    path=self.path,
                    error=error,
                )
            ) from None
        except OSError as error:
            raise TingbaoError(
                _("The state folder {folder} cannot be used: {strerror}.", folder=self.folder, strerror=error.strerror)
            ) from None


def _make_tables(base: sqlite3.Connection) -> None:
    base.execute("BEGIN IMMEDIATE")
    if base.execute("PRAGMA user_version").fetchone() != (_VERSION,):  # another process may have been faster
        for statement in _TABLES.split(";"):
            base.execute(statement)
        base.execute(f"PRAGMA user_version = {_VERSION}")
    base.commit()


class RequestWriter:
    """Takes requests in one transaction."""

    def __init__(self, base: sqlite3.Connection, now: int) -> None:
        self._base, self._now = base, now
        self._rows: list[tuple[object, ...]] = []
        self.new = 0
        """Requests that were written and not known before; all of them once `writing` has ended."""
        self._files, self._apps = _numbers(base, "file", "key"), _numbers(base, "app", "name")
        self._closed: dict[int, int] = dict(base.execute("SELECT month, closed FROM month"))

    def is_closed(self, month: int) -> bool:
        """Return whether the month is added up: its listeners are not known any more."""
        return bool(self._closed.get(month))

    def add(self, each: KeptRequest, file: CountedFile) -> None:
        """Add a request of an open month."""
        month, listener, before = each.listener
        if before is not None and self.is_closed(month - 1):
            before = None
        for opened in (month, *([month - 1] if before else ())):
            if opened not in self._closed:
                self._base.execute("INSERT INTO month VALUES (?, ?, 0)", (opened, self._now))
                self._closed[opened] = 0
        app, key = self._app(each.app), self._file(each.file, file)
        self._rows.append((month, key, listener, each.time, each.first, each.last, app, before))
        if len(self._rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was taken: in the table's order, which is faster."""
        self._rows.sort(key=lambda row: row[:3])
        found = self._base.executemany("INSERT OR IGNORE INTO request VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
        self.new += max(0, found.rowcount)
        self._rows.clear()

    def _app(self, name: str) -> int:
        if name not in self._apps:
            if len(self._apps) >= MOST_APPS and name != OTHER_APPS:
                return self._app(OTHER_APPS)
            self._base.execute("INSERT INTO app (name) VALUES (?)", (name,))
            self._apps[name] = _last(self._base)
        return self._apps[name]

    def _file(self, key: str, file: CountedFile) -> int:
        if key not in self._files:
            chapters = json.dumps([(each.start, each.end, each.title) for each in file.audio.chapters])
            self._base.execute(
                "INSERT INTO file (key, show, episode, title, size, seconds, chapters) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key, file.show, file.episode, file.title, file.audio.size, file.audio.seconds, chapters),
            )
            self._files[key] = _last(self._base)
        return self._files[key]


def _last(base: sqlite3.Connection) -> int:
    """Return the number of the row that was added last."""
    return int(base.execute("SELECT last_insert_rowid()").fetchone()[0])


def _numbers(base: sqlite3.Connection, table: str, column: str) -> dict[str, int]:
    """Return the numbers of a table's rows by their names."""
    return dict(base.execute(f"SELECT {column}, id FROM {table}"))  # noqa: S608  (names of this file)


def _closes(month: int, made: int) -> int:
    """Return when a month closes that was first counted at `made`."""
    return max(start_of(month + 1), start_of(month_of(made) + 1)) + GRACE


def _due(base: sqlite3.Connection, now: int) -> list[int]:
    """Return the months that are to be closed, in order: none before the one in front of it."""
    opened = base.execute("SELECT month, made FROM month WHERE NOT closed ORDER BY month").fetchall()
    return [month for month, _ in itertools.takewhile(lambda row: now >= _closes(*row), opened)]


def _count_month(base: sqlite3.Connection, month: int, zone: ZoneInfo, tally: Tally) -> None:
    """Count the windows that have begun in a month, and note what they took of the month after."""
    files = {id_: _audio(*facts) for id_, *facts in base.execute("SELECT id, size, seconds, chapters FROM file")}
    rows = base.execute(
        "SELECT file, listener, time, first, last, app, NULL FROM request WHERE month = ?1 AND NOT EXISTS (SELECT 1"
        " FROM taken WHERE taken.month = ?1 AND taken.file = request.file AND taken.listener = request.listener"
        " AND taken.time = request.time AND taken.first = request.first AND taken.last = request.last)"
        " UNION ALL SELECT file, before, time, first, last, app, listener FROM request WHERE month = ?1 + 1"
        " AND before IS NOT NULL ORDER BY 1, 2, 3",
        (month,),
    )
    taken = []
    for (file, _listener), group in itertools.groupby(rows, key=lambda row: row[:2]):
        for window in windows(Stretch(*row[2:]) for row in group):
            tally.add(window, file, files[file], zone)
            taken += [(month + 1, file, each.own, each.time, each.first, each.last) for each in window.late]
    base.executemany("INSERT INTO taken VALUES (?, ?, ?, ?, ?, ?)", taken)


def _audio(size: int, seconds: float, chapters: str) -> AudioFile:
    return AudioFile(size, seconds, tuple(Chapter(*each) for each in json.loads(chapters)))


def _erase(base: sqlite3.Connection, month: int) -> None:
    """Erase the requests of a month that was counted, and of the month after what belongs to its windows."""
    base.execute("DELETE FROM request WHERE month = ?", (month,))
    base.execute(
        "DELETE FROM request WHERE month = ?1 AND EXISTS (SELECT 1 FROM taken WHERE taken.month = ?1"
        " AND taken.file = request.file AND taken.listener = request.listener AND taken.time = request.time"
        " AND taken.first = request.first AND taken.last = request.last)",
        (month + 1,),
    )
    base.execute("UPDATE request SET before = NULL WHERE month = ? AND before IS NOT NULL", (month + 1,))
    base.execute("UPDATE month SET closed = 1 WHERE month = ?", (month,))


def _keep(base: sqlite3.Connection, tally: Tally) -> None:
    """Add the tally to the counts."""
    base.executemany(
        "INSERT INTO download VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " downloads = downloads + excluded.downloads, whole = whole + excluded.whole, parts = parts + excluded.parts",
        [(*key, number, tally.whole[key], tally.parts[key]) for key, number in tally.downloads.items()],
    )
    base.executemany(
        "INSERT INTO reached VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET downloads = downloads + excluded.downloads",
        [(*key, number) for key, number in tally.reached.items()],
    )


def _kept(base: sqlite3.Connection, tally: Tally) -> None:
    """Add to the tally what closed months have left."""
    for day, file, app, *numbers in base.execute("SELECT day, file, app, downloads, whole, parts FROM download"):
        for counter, number in zip((tally.downloads, tally.whole, tally.parts), numbers, strict=True):
            counter[day, file, app] += number
    for day, file, place, number in base.execute("SELECT day, file, place, downloads FROM reached"):
        tally.reached[day, file, place] += number


def _told(base: sqlite3.Connection, tally: Tally) -> DownloadCounts:
    """Return the tally with names in place of numbers, in order."""
    apps = dict(base.execute("SELECT id, name FROM app"))
    files: dict[int, tuple[str, str, str]] = {
        id_: tuple(names) for id_, *names in base.execute("SELECT id, show, episode, title FROM file")
    }
    chapters = {id_: json.loads(text) for id_, text in base.execute("SELECT id, chapters FROM file")}
    downloads = (
        DownloadRow(key[0], *files[key[1]], apps[key[2]], number, tally.whole[key], tally.parts[key])
        for key, number in tally.downloads.items()
    )
    stories = []
    for day, file in {key[:2] for key, number in tally.parts.items() if number}:
        show, episode, _ = files[file]
        for place, (start, _, title) in enumerate(chapters[file]):
            stories.append(StoryRow(day, show, episode, place, title, start, tally.reached[day, file, place]))
    return DownloadCounts(tuple(sorted(downloads)), tuple(sorted(stories)))
