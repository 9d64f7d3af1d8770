"""Finding what an address names in the published folder, and nothing outside it. Blocking: for threads."""

from __future__ import annotations

import errno
import gzip
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

LONGEST = 1024
"""Characters of an address beyond which nothing is looked for."""
_UNFIT = {*map(chr, range(32)), "\x7f", "\\"}
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EACCES, errno.EPERM, errno.ENXIO)
"""Errors that say that the address names nothing; any other (no descriptors, a sick disk) says nothing of the file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file held open, so that its size, its tag and its bytes are those of one version."""

    path: Path
    descriptor: int
    size: int
    modified: float
    """Seconds since 1970."""
    etag: str


@dataclass(frozen=True, slots=True)
class Folder:
    """The address names a folder that has a page, without the slash at the end."""

    name: str


def names(path: str) -> tuple[str, ...] | None:
    """The parts of an address, the last one empty for a folder's page; None where it can name nothing published."""
    if not path.startswith("/") or len(path) > LONGEST or _UNFIT.intersection(path):
        return None
    parts = path[1:].split("/")
    if any(part.startswith(".") for part in parts) or "" in parts[:-1]:
        return None
    return tuple(parts)


def find(root: Path, parts: tuple[str, ...]) -> Opened | Folder | None:
    """The file, opened for reading; the caller closes it. None where there is none, or it lies outside `root`.

    Raises OSError where that cannot be told now: no file must seem to be gone for want of a descriptor.
    """
    try:
        real = Path(os.path.realpath(root))
        path = Path(os.path.realpath(real.joinpath(*parts, *(["index.html"] if not parts[-1] else []))))
        if not path.is_relative_to(real) or any(part.startswith(".") for part in path.relative_to(real).parts):
            return None
        if path.is_dir():
            return Folder(parts[-1]) if (path / "index.html").is_file() else None
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except ValueError:
        return None
    except OSError as error:
        if error.errno in _ABSENT:
            return None
        raise
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    return Opened(path, descriptor, status.st_size, status.st_mtime, etag)


class Compressed:
    """Texts as gzip, the last ones kept."""

    SMALLEST, LARGEST = 512, 4_000_000
    """Bytes of a text that is worth compressing, and that fits."""
    KEPT = 8_000_000
    """Bytes that are kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Path, str], bytes] = OrderedDict()
        self._bytes, self._lock = 0, Lock()

    def get(self, file: Opened) -> bytes:
        """The file's bytes, compressed."""
        key = (file.path, file.etag)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        data = gzip.compress(os.pread(file.descriptor, file.size, 0), compresslevel=6, mtime=0)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = data
                self._bytes += len(data)
            while self._bytes > self.KEPT:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)
        return data
