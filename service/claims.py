"""Claims: of several processes that want the same thing made, one makes it and the others wait for it.

A claim is a lock on one byte of a file, so it dies with its process. Threads of one process do not exclude each other.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class Claims:
    """The claims made in one file. Where it cannot be written or locked, everything can be had by everybody."""

    def __init__(self, path: Path) -> None:
        """`path` is made when first needed."""
        self._path = path

    @contextmanager
    def take(self, keys: Iterable[str]) -> Iterator[set[str]]:
        """Those of the keys that no other process has, claimed until the end of the block."""
        file, mine = _opened(self._path), set()
        try:
            for key in keys:
                try:
                    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place(key))
                except (BlockingIOError, PermissionError):
                    continue
                except (OSError, ValueError):  # no locks here: better made twice than not at all
                    pass
                mine.add(key)
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


def _give_back(file: int, key: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        fcntl.lockf(file, fcntl.LOCK_UN, 1, _place(key))
