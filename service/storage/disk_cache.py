"""A bounded cache in a folder, shared by shows and processes: engines' raw answers, encoded chunks of audio."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from service.storage import atomic_write
from service.storage.key_locks import KeyLocks

_MAGIC = b"clip1\n"
_HEADER_BYTES = len(_MAGIC) + hashlib.sha256().digest_size
PIN_SECONDS = 30 * 86_400.0
"""Seconds for which what a published episode was made of is not evicted."""


@dataclass(frozen=True, slots=True)
class CacheUsage:
    """How much the cache holds."""

    entries: int
    bytes: int


class DiskCache:
    """Files named by the hash of the request that they answer, each with its own checksum.

    A file appears whole or not at all, so any number of processes may read and write. Its modification time is the
    time of its last use.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the entries in `folder`, which is made when it is first needed."""
        self.folder = folder
        self.locks = KeyLocks(folder / "claims")
        """A lock for each entry that is being made."""
        self._pins = folder / "held"

    def get(self, key: str) -> bytes | None:
        """Return an entry and mark it as just used. Return None where there is none or it is damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        raw = without_checksum(stored)
        if raw is None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return raw

    def put(self, key: str, raw: bytes) -> None:
        """Store an entry, whole or not at all. A folder that cannot be written is no error."""
        _write(self._path(key), with_checksum(raw))

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the entry, or store and return what `make` gives. Of several processes only one calls `make`."""
        while (raw := self.get(key)) is None:
            with self.locks.acquire([key]) as mine:
                if mine:
                    raw = self.get(key)
                    if raw is None:
                        raw = make()
                        self.put(key, raw)
                    return raw
            self.locks.wait(key)
        return raw

    def pin(self, name: str, keys: Iterable[str]) -> None:
        """Keep these entries from being evicted for PIN_SECONDS from now. They replace those pinned under that name."""
        _write(self._pins / name, "\n".join(keys).encode())

    def remove(self, key: str) -> None:
        """Remove one entry. One that cannot be removed stays."""
        with contextlib.suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def usage(self) -> CacheUsage:
        """Count entries and bytes."""
        sizes = [size for _, size, _ in self._entries()]
        return CacheUsage(len(sizes), sum(sizes))

    def pinned_keys(self) -> set[str]:
        """Return the keys that are pinned now."""
        keys: set[str] = set()
        for path in self._pins.glob("*"):
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if time.time() - path.stat().st_mtime < PIN_SECONDS:
                    keys.update(path.read_text("utf-8").split())
                else:
                    path.unlink()
        return keys

    def prune(self, max_bytes: int) -> CacheUsage:
        """Remove the least recently used entries until `max_bytes` are left, never a pinned one.

        Return how much was removed. Raise OSError where more would have to go and cannot be removed, or be seen.
        """
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            list(self.folder.iterdir())  # glob finds nothing where this is forbidden
        keep = self.pinned_keys()
        entries = sorted(self._entries())
        excess = sum(size for _, size, _ in entries) - max_bytes
        removed = freed = 0
        kept: OSError | None = None
        for _, size, path in entries:
            if freed >= excess:
                break
            if path.name not in keep:
                try:
                    path.unlink(missing_ok=True)
                    removed, freed = removed + 1, freed + size
                except OSError as error:
                    kept = kept or error
        if kept and freed < excess:
            raise kept
        return CacheUsage(removed, freed)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Yield the last use (nanoseconds), the size and the path of every entry."""
        for path in self.folder.glob("??/*"):
            if path.suffix != ".tmp":
                with contextlib.suppress(OSError):  # another process may have pruned it
                    status = path.stat()
                    yield status.st_mtime_ns, status.st_size, path


def with_checksum(raw: bytes) -> bytes:
    """Return the bytes as they are stored: after their checksum."""
    return _MAGIC + hashlib.sha256(raw).digest() + raw


def without_checksum(stored: bytes) -> bytes | None:
    """Return the bytes that were stored, or None where they are damaged."""
    raw = stored[_HEADER_BYTES:]
    return raw if stored[:_HEADER_BYTES] == _MAGIC + hashlib.sha256(raw).digest() else None


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. An error is ignored."""
    with contextlib.suppress(OSError):
        atomic_write.write(path, data)
