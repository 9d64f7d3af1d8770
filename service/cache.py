"""A bounded cache in a folder, shared by shows and processes: engines' raw answers, encoded stretches of sound."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"clip1\n"
_HEAD = len(_MAGIC) + hashlib.sha256().digest_size
_ABANDONED = 3600.0
"""Seconds after which a temporary file belongs to a process that is gone."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the cache holds."""

    entries: int
    bytes: int


class Cache:
    """Files named by the hash of the request that they answer, each with its own checksum.

    A file appears whole or not at all, so any number of processes may read and write; its time of
    modification is that of its last use.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the entries in `folder`, made when first needed."""
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """What was stored, now the most recently used; None where there is none or it is damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        raw = stored[_HEAD:]
        if stored[:_HEAD] != _MAGIC + hashlib.sha256(raw).digest():
            self.remove(key)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return raw

    def put(self, key: str, raw: bytes) -> None:
        """Store an answer, whole or not at all. Raises OSError where the folder cannot be written."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(_MAGIC + hashlib.sha256(raw).digest() + raw)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def remove(self, key: str) -> None:
        """Forget one answer."""
        self._path(key).unlink(missing_ok=True)

    def usage(self) -> Usage:
        """Count entries and bytes."""
        sizes = [size for _, size, _ in self._entries()]
        return Usage(len(sizes), sum(sizes))

    def prune(self, max_bytes: int, keep: Collection[str] = ()) -> Usage:
        """Remove the least recently used until `max_bytes` are left, never one whose key is in `keep`.

        Returns what was removed.
        """
        entries = sorted(self._entries())
        excess = sum(size for _, size, _ in entries) - max_bytes
        removed = freed = 0
        for _, size, path in entries:
            if freed >= excess:
                break
            if path.name not in keep:
                path.unlink(missing_ok=True)
                removed, freed = removed + 1, freed + size
        for path in self.folder.glob("*/*.tmp"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _ABANDONED:
                    path.unlink()
        return Usage(removed, freed)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Last use (nanoseconds), size and path of every entry."""
        for path in self.folder.glob("*/*"):
            if path.suffix != ".tmp":
                with contextlib.suppress(OSError):  # another process may have pruned it
                    status = path.stat()
                    yield status.st_mtime_ns, status.st_size, path
