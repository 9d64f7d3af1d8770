"""Copy that is sent in by the network: files in the day's folder of a show, `<its first folder>/<date>/`.

No file is ever written over another. As what a page was understood `inspect copy` says, in a process of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import threading
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from service.core import cron as crons
from service.core import json_codec
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import Conflict, PublishError, UsageError
from service.settings import Settings
from service.sources import article_mends
from service.sources.article_mends import ArticleMend, ArticleMends
from service.storage.local_folder import FolderStorage

MOST_FILE = 20_000_000
"""Bytes of a file: what a page may have that is read."""
MOST_FILES = 200
"""Files of a day."""
MOST_DAY = 200_000_000
"""Bytes of a day: some forty photos, or all pages of a paper as PDF."""
MOST_MENDS = 500
LONGEST_NAME = 120
"""Bytes; file systems take 255, and a name is lengthened where another file has it."""
UNNAMED = "稿件"
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of the day's folder."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SavedFile:
    """What became of a file that was sent."""

    name: str
    is_new: bool
    """False where the same bytes were there already."""


class SentCopy:
    """The copy of one show's day; methods raise PublishError where its folder cannot be used."""

    def __init__(self, settings: Settings, show: ShowSettings, now: dt.datetime) -> None:
        """Its day is that of the programme that is due next. Raise UsageError where the show reads no folder."""
        self.date = crons.next_due(settings.cron(show), now).date()
        folders = (settings.home / each for each in show.sources if "://" not in each)
        folder = next((each for each in folders if each.is_dir() or not (each.exists() or each.suffix)), None)
        if folder is None:
            raise UsageError(_("The show {slug!r} reads no folder: name one in its sources.", slug=show.slug))
        self.folder = folder / self.date.isoformat()
        self._files = FolderStorage(self.folder)

    def list(self) -> tuple[SentFile, ...]:
        """Return the files, sorted by name."""
        try:
            paths = sorted(each for each in self.folder.iterdir() if each.is_file() and not each.name.startswith("."))
            return tuple(SentFile(path.name, path.stat().st_size) for path in paths)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise PublishError(
                _("{folder} cannot be read: {strerror}.", folder=self.folder, strerror=error.strerror)
            ) from error

    def save(self, name: str | bytes, data: bytes) -> SavedFile:
        """Write a file under that name, or one like it where another file has it.

        Raise UsageError for what is empty, or too much.
        """
        wanted = clean_name(name)
        if not data:
            raise UsageError(_("{wanted} is empty.", wanted=wanted))
        if len(data) > MOST_FILE:
            raise UsageError(_("{wanted} has over {most_file} MB.", wanted=wanted, most_file=MOST_FILE // 1_000_000))
        with _LOCK:
            there = self.list()
            if same := self._same(there, data):
                return SavedFile(same, False)
            if len(there) >= MOST_FILES or sum(each.bytes for each in there) + len(data) > MOST_DAY:
                most = _("{most_files} files or {megabytes} MB", most_files=MOST_FILES, megabytes=MOST_DAY // 1_000_000)
                raise UsageError(_("{wanted} has no room: the day has {most} at the most.", wanted=wanted, most=most))
            return SavedFile(self._written(wanted, data), True)

    def remove(self, name: str) -> None:
        """Take a file back that was sent, with its mends. Raise UsageError where there is none of that name."""
        path = self._require(name)
        self._files.delete(name)
        with contextlib.suppress(OSError):
            article_mends.path_of(str(path)).unlink()

    def mend(self, name: str, mend: ArticleMend) -> None:
        """Keep one thing that was mended of a file. Raise UsageError where there is none of that name."""
        path = str(self._require(name))
        with _LOCK:
            mends = article_mends.read(path).mends
            if len(mends) >= MOST_MENDS:
                raise UsageError(
                    _("{name} was mended {most_mends} times: mend the file itself.", name=name, most_mends=MOST_MENDS)
                )
            self._keep(path, ArticleMends((*mends, mend)))

    def unmend(self, name: str) -> None:
        """Take the last mend of a file back. Raise UsageError where there is no such file, or no mend."""
        path = str(self._require(name))
        with _LOCK:
            mends = article_mends.read(path)
            if not mends.mends:
                raise UsageError(_("Nothing of {name} was mended.", name=name))
            self._keep(path, replace(mends, mends=mends.mends[:-1]))

    def signature(self) -> tuple[tuple[str, int, int], ...]:
        """Return what changes with any file or mend of the day."""
        found = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for each in entries:
                if not each.name.endswith(".part"):
                    stat = each.stat()
                    found.append((each.name, stat.st_size, stat.st_mtime_ns))
        return tuple(sorted(found))

    def _require(self, name: str) -> Path:
        if name not in (each.name for each in self.list()):
            raise UsageError(_("There is no such file in the day's folder."))
        return self.folder / name

    def _same(self, there: tuple[SentFile, ...], data: bytes) -> str:
        """Return the file that has just these bytes; empty: none."""
        digest = hashlib.sha256(data).hexdigest()
        alike = (each.name for each in there if each.bytes == len(data))
        return next((name for name in alike if self._files.digest(name) == digest), "")

    def _written(self, wanted: str, data: bytes) -> str:
        stem, dot, suffix = wanted.rpartition(".") if "." in wanted[1:] else (wanted, "", "")
        for number in range(1, MOST_FILES + 2):
            name = wanted if number == 1 else f"{stem}-{number}{dot}{suffix}"
            if (self.folder / name).exists():
                continue
            with contextlib.suppress(Conflict):
                self._files.write(name, data, over="")
                return name
        raise PublishError(_("{wanted} cannot be written: every name like it is taken.", wanted=wanted))

    def _keep(self, path: str, mends: ArticleMends) -> None:
        self._files.write(article_mends.path_of(path).name, json_codec.dump(mends).encode())


def _text_of(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def clean_name(name: str | bytes) -> str:
    """Return a file's name as it is kept: the last part of a path, without what no name can have, not hidden, not long.

    Bytes that are no UTF-8 are GB 18030, as Windows in China sends them.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", _text_of(name) if isinstance(name, bytes) else name))[-1]
    plain = "".join(each for each in _FORBIDDEN.sub("", last) if each.isprintable())
    plain = " ".join(plain.split()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = plain, "", ""
    room = LONGEST_NAME - len(f"{dot}{suffix}".encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").strip(" .")
    return f"{stem or UNNAMED}{dot}{suffix}"
