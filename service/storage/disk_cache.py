"""A bounded cache in a folder, shared by shows and processes: engines' raw answers, encoded stretches of sound."""

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
_HEAD = len(_MAGIC) + hashlib.sha256().digest_size
HELD = 30 * 86_400.0
"""Seconds for which what a published episode was made of is not evicted."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the cache holds."""

    entries: int
    bytes: int


class DiskCache:
    """Files named by the hash of the request that they answer, each with its own checksum.

    A file appears whole or not at all, so any number of processes may read and write; its time of
    modification is that of its last use.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the entries in `folder`, made when first needed."""
        self.folder = folder
        self.claims = KeyLocks(folder / "claims")
        """Who is making which entry now."""
        self._holds = folder / "held"

    def get(self, key: str) -> bytes | None:
        """What was stored, now the most recently used; None where there is none or it is damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        raw = unpacked(stored)
        if raw is None:
            path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return raw

    def put(self, key: str, raw: bytes) -> None:
        """Store an answer, whole or not at all; a folder that cannot be written is no reason to fail."""
        _write(self._path(key), packed(raw))

    def once(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is stored under the key, or what `make` gives, stored: of several processes one makes it."""
        while (raw := self.get(key)) is None:
            with self.claims.take([key]) as mine:
                if mine:
                    raw = self.get(key)
                    if raw is None:
                        raw = make()
                        self.put(key, raw)
                    return raw
            self.claims.wait(key)
        return raw

    def hold(self, name: str, keys: Iterable[str]) -> None:
        """Keep these from being evicted for HELD seconds from now, instead of what was held under that name."""
        _write(self._holds / name, "\n".join(keys).encode())

    def remove(self, key: str) -> None:
        """Forget one answer."""
        self._path(key).unlink(missing_ok=True)

    def usage(self) -> Usage:
        """Count entries and bytes."""
        sizes = [size for _, size, _ in self._entries()]
        return Usage(len(sizes), sum(sizes))

    def held(self) -> set[str]:
        """The keys that are held now."""
        keys: set[str] = set()
        for path in self._holds.glob("*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime < HELD:
                    keys.update(path.read_text("utf-8").split())
                else:
                    path.unlink()
        return keys

    def prune(self, max_bytes: int) -> Usage:
        """Remove the least recently used until `max_bytes` are left, never one that is held.

        Returns what was removed.
        """
        keep = self.held()
        entries = sorted(self._entries())
        excess = sum(size for _, size, _ in entries) - max_bytes
        removed = freed = 0
        for _, size, path in entries:
            if freed >= excess:
                break
            if path.name not in keep:
                path.unlink(missing_ok=True)
                removed, freed = removed + 1, freed + size
        return Usage(removed, freed)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Last use (nanoseconds), size and path of every entry."""
        for path in self.folder.glob("??/*"):
            if path.suffix != ".tmp":
                with contextlib.suppress(OSError):  # another process may have pruned it
                    status = path.stat()
                    yield status.st_mtime_ns, status.st_size, path


def packed(raw: bytes) -> bytes:
    """An answer as it is kept: after its checksum."""
    return _MAGIC + hashlib.sha256(raw).digest() + raw


def unpacked(stored: bytes) -> bytes | None:
    """The answer that was kept; None where it is damaged."""
    raw = stored[_HEAD:]
    return raw if stored[:_HEAD] == _MAGIC + hashlib.sha256(raw).digest() else None


def _write(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; where it cannot be written it is not."""
    with contextlib.suppress(OSError):
        atomic_write.write(path, data)
