"""Locks by key between processes: of several that want the same thing made, one makes it and the others wait.

A lock covers one byte of a file, so it ends with its process. Threads of one process do not exclude each other.
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
    """The locks in one file. Where it cannot be written or locked, every key can be acquired by every process."""

    def __init__(self, path: Path) -> None:
        """`path` is made when first needed."""
        self._path = path.absolute()

    @contextmanager
    def acquire(self, keys: Iterable[str]) -> Iterator[set[str]]:
        """Yield those of the keys that no other process has. They are locked until the end of the block."""
        file, mine = _descriptor(self._path), set[str]()
        try:
            mine.update(key for key in keys if _try_lock(file, key))
            yield mine
        finally:
            for key in mine:
                _unlock(file, key)

    def release(self, key: str) -> None:
        """Release one key before the end of the block."""
        _unlock(_descriptor(self._path), key)

    def wait(self, key: str) -> None:
        """Return when no other process has the key.

        A process that holds keys itself must not wait: two could wait for each other.
        """
        file = _descriptor(self._path)
        with contextlib.suppress(OSError, ValueError):
            fcntl.lockf(file, fcntl.LOCK_EX, 1, _offset(key))
        _unlock(file, key)


class SharedSemaphore:
    """A number of slots that all processes of this machine share. A slot is free again when its process ends.

    Where the file cannot be written or locked, each process has that number of its own. Any thread may use them.
    """

    _acquired: ClassVar[set[tuple[Path | None, int]]] = set()
    """Slots of this process, whose own locks do not exclude it."""
    _lock = threading.Lock()

    def __init__(self, path: Path | None, count: int) -> None:
        """`path`: the file that they share, made when first needed; None: the slots of this process alone."""
        self._path, self._count = path and path.absolute(), count

    def acquire(self) -> int | None:
        """Acquire and return a free slot; None where there is none now."""
        file = _descriptor(self._path) if self._path else -1
        with self._lock:
            for slot in range(self._count):
                if (self._path, slot) not in self._acquired and _try_lock(file, _slot_key(slot)):
                    self._acquired.add((self._path, slot))
                    return slot
        return None

    def release(self, slot: int) -> None:
        """Release a slot."""
        with self._lock:
            self._acquired.discard((self._path, slot))
            if self._path:
                _unlock(_descriptor(self._path), _slot_key(slot))


def _slot_key(slot: int) -> str:
    return f"{platform.node()} {slot}"


@functools.cache
def _descriptor(path: Path) -> int:
    """Return the file's descriptor, or -1 where it cannot be opened.

    It is never closed: closing any descriptor of the file would release all locks of the process.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return -1


def _offset(key: str) -> int:
    """Return the byte that stands for a key."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:15], 16)


def _try_lock(file: int, key: str) -> bool:
    """Lock the key's byte and return True, unless another process has it. Return True where there are no locks."""
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _offset(key))
    except (BlockingIOError, PermissionError):
        return False
    except (OSError, ValueError):  # better made twice than not at all
        pass
    return True


def _unlock(file: int, key: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        fcntl.lockf(file, fcntl.LOCK_UN, 1, _offset(key))
