"""What a process does to the files below a folder, act by act; and the n-th act as its last, or as one that fails.

An act is an opening for writing, half a write and the rest, a rename, an unlink, a new or removed folder, a change of
times, a flush, and each statement and commit of SQLite. Interpreter hooks see them (`sys.addaudithook`, and wrappers
of what raises no audit event), so that the program under test is the real one, unchanged.
"""

import builtins
import contextlib
import errno
import io
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Perils:
    """Watches this process from now on, for good: meant for a child of its own."""

    def __init__(self, root: Path, at: int | None, peril: str) -> None:
        """Before act number `at` (from 0) below `root` comes the peril: `kill`, `power`, `full`, `read-only`
        or `denied`."""
        self.root, self.at, self.acts = f"{root.resolve()}/", at, []
        self._strike = {
            "kill": self._die,
            "power": self._power_cut,
            "full": self._full,
            "read-only": self._shut,
            "denied": self._deny,
        }[peril]
        self._unflushed: set[str] = set()
        sys.addaudithook(self._audit)
        os.fsync = self._flush(os.fsync)
        io.open = open_ = self._open(io.open)
        builtins.open = open_
        sqlite3.connect = self._connect(sqlite3.connect)

    def act(self, kind: str, *places: str | bytes | os.PathLike) -> None:
        """Something is about to be done to a file."""
        paths = [place if isinstance(place, str) else os.fsdecode(place) for place in places]
        paths = [path if path.startswith("/") else os.path.abspath(path) for path in paths]  # noqa: PTH100  (a hook)
        if not any(path.startswith(self.root) for path in paths):
            return
        self.acts.append((kind, *(path.removeprefix(self.root) for path in paths)))
        if self.at is not None and len(self.acts) > self.at:
            self._strike(kind)
        if kind == "rename" and paths[0] in self._unflushed:
            self._unflushed = self._unflushed - {paths[0]} | {paths[1]}

    def _die(self, _: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def _power_cut(self, _: str) -> None:
        """What was not flushed is lost, as file systems with delayed allocation lose it: the file is there, empty."""
        for path in self._unflushed:
            with contextlib.suppress(OSError):
                os.truncate(path, 0)
        os.kill(os.getpid(), signal.SIGKILL)

    def _full(self, kind: str) -> None:
        if kind in ("unlink", "rmdir", "times"):
            return
        if kind.startswith("sqlite"):
            raise sqlite3.OperationalError("database or disk is full")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _shut(self, kind: str) -> None:
        if kind.startswith("sqlite"):
            raise sqlite3.OperationalError("attempt to write a readonly database")
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def _deny(self, _: str) -> None:
        """The folders are taken from this user, whom the system itself stops from now on."""
        if Path(self.root).stat().st_mode & 0o200:
            for folder, _folders, _files in os.walk(self.root, topdown=False):
                os.chmod(folder, 0o555)  # noqa: PTH101  (a hook)

    def _audit(self, event: str, arguments: tuple) -> None:
        if event == "open":
            path, mode, flags = arguments
            if not isinstance(path, int) and (
                flags & WRITING if isinstance(flags, int) else set(mode or "") & set("wax+")
            ):
                self.act("open", path)
        elif event == "os.rename":
            self.act("rename", *arguments[:2])
        elif event in _EVENTS and (event != "os.mkdir" or not Path(arguments[0]).exists()):
            self.act(_EVENTS[event], arguments[0])

    def _flush(self, fsync: Callable) -> Callable:
        def flush(handle: int) -> None:
            path = _path(handle)
            self.act("flush", path)
            fsync(handle)
            self._unflushed.discard(path)

        return flush

    def _open(self, plain: Callable) -> Callable:
        def opened(file, mode="r", *arguments, **options):
            stream = plain(file, mode, *arguments, **options)
            if set(mode) & set("wax+"):
                path = _path(stream.fileno())
                if path.startswith(self.root):
                    self._unflushed.add(path)
                    return _Written(stream, lambda: self.act("write", path))
            return stream

        return opened

    def _connect(self, plain: Callable) -> Callable:
        def connect(database, *arguments, **options):
            class Watched(sqlite3.Connection):
                """A connection whose writing statements and ends of transactions are acts."""

                def execute(watched, sql, *values):
                    if not sql.lstrip().startswith("SELECT") and not sql.endswith(
                        ("foreign_keys = ON", "user_version")
                    ):
                        self.act("sqlite statement", database)
                    return super().execute(sql, *values)

                def executemany(watched, *values):
                    self.act("sqlite statement", database)
                    return super().executemany(*values)

                def executescript(watched, *values):
                    self.act("sqlite script", database)
                    return super().executescript(*values)

                def __exit__(watched, *error):
                    if watched.in_transaction:
                        self.act("sqlite commit", database)
                    return super().__exit__(*error)

            self.act("sqlite open", database)
            return plain(database, *arguments, factory=Watched, **options)

        return connect


def _path(handle: int) -> str:
    return str(Path(f"/proc/self/fd/{handle}").readlink())


_EVENTS = {"os.remove": "unlink", "os.rmdir": "rmdir", "os.mkdir": "mkdir", "os.utime": "times"}


class _Written:
    """A file whose writes come in two halves, each an act."""

    def __init__(self, stream, before):
        self._stream, self._before = stream, before

    def write(self, data):
        half = len(data) // 2
        self._before()
        self._stream.write(data[:half])
        self._stream.flush()
        self._before()
        self._stream.write(data[half:])
        return len(data)

    def __enter__(self):
        self._stream.__enter__()
        return self

    def __exit__(self, *error):
        return self._stream.__exit__(*error)

    def __getattr__(self, name):
        return getattr(self._stream, name)
