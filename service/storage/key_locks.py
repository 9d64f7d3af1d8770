"""Claims: of several processes that want the same thing made, one makes it and the others wait for it.

A claim is a lock on one byte of a file, so it dies with its process. Threads of one process do not exclude each other.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import platform
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar


class KeyLocks:
    """The claims made in one file. Where it cannot be written or locked, everything can be had by everybody."""

    def __init__(self, path: Path) -> None:
        """`path` is made when first needed."""
        self._path = path

    @contextmanager
    def take(self, keys: Iterable[str]) -> Iterator[set[str]]:
        """Those of the keys that no other process has, claimed until the end of the block."""
        file, mine = _opened(self._path), set[str]()
        try:
            mine.update(key for key in keys if _had(file, key))
            yield mine
        finally:
            for key in mine:
                _give_back(file, key)

    def release(self, key: str) -> None:
        """Gives one claim back before the end of the block: it is made."""
        _give_back(_opened(self._path), key)

    def wait(self, key: str) -> None:
        """Returns when no other process has the key.

        Not for those who have claims themselves: two could wait for each other.
        """
        file = _opened(self._path)
        with contextlib.suppress(OSError, ValueError):
            fcntl.lockf(file, fcntl.LOCK_EX, 1, _place(key))
        _give_back(file, key)


class SharedSemaphore:
    """So many slots that all processes of this machine share: each is one's at a time, and free when that one is gone.

    Where the file cannot be written or locked, each process has as many of its own. Any thread may use them.
    """

    _held: ClassVar[set[tuple[Path | None, int]]] = set()
    """By this process, which its own locks do not keep out."""
    _lock = threading.Lock()

    def __init__(self, path: Path | None, count: int) -> None:
        """`path`: the file that they share, made when first needed; None: those of this process alone."""
        self._path, self._count = path, count

    def take(self) -> int | None:
        """A free slot, held from now on; None where there is none now."""
        file = _opened(self._path) if self._path else -1
        with self._lock:
            for slot in range(self._count):
                if (self._path, slot) not in self._held and _had(file, _name(slot)):
                    self._held.add((self._path, slot))
                    return slot
        return None

    def give_back(self, slot: int) -> None:
        """Frees a slot that was taken."""
        with self._lock:
            self._held.discard((self._path, slot))
            if self._path:
                _give_back(_opened(self._path), _name(slot))


def _name(slot: int) -> str:
    return f"{platform.node()} {slot}"


@functools.cache
def _opened(path: Path) -> int:
    """The file's descriptor, never closed, for closing any of it would give up all claims; -1: it cannot be had."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return -1


def _place(key: str) -> int:
    """The byte that stands for a key."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:15], 16)


def _had(file: int, key: str) -> bool:
    """Locks the key's byte, unless another process has it; where there are no locks everything can be had."""
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place(key))
    except (BlockingIOError, PermissionError):
        return False
    except (OSError, ValueError):  # better made twice than not at all
        pass
    return True


def _give_back(file: int, key: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        fcntl.lockf(file, fcntl.LOCK_UN, 1, _place(key))
