"""What our own server has sent of audio: a line a request, appended to a file until the store takes it.

A line has no address, only its listener's key. It begins and ends with a line feed, so that one which was cut off
spoils no other. Several processes may append while another one takes the file away: a writer holds a
shared lock, and looks whether the file is still in its place.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from service.audience.audio_request import AudioRequest
from service.audience.download_store import KeptRequest
from service.audience.month_salts import ListenerKeys

FILE = "requests.tsv"
LARGE = 4_000_000
"""Bytes from which on the file is to be taken into the store: some 30,000 requests."""
_FIELDS = 9
_END = "."
"""The last field: a line without it was cut off."""


class OwnAccess:
    """The file in a folder of the state."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / FILE
        self._taken, self._lock = folder / f"{FILE}.taken", folder / f"{FILE}.lock"

    def append(self, each: AudioRequest, listener: ListenerKeys) -> int:
        """Add a request; return how many bytes wait. Raise OSError where it cannot be written."""
        month, key, before = listener
        keys = (month, key.hex(), before.hex() if before else "")
        told = (each.time, each.file, each.first, each.last, each.app, *keys, _END)
        line = ("\n" + "\t".join(map(str, told)) + "\n").encode("utf-8", "replace")
        self._folder.mkdir(parents=True, exist_ok=True)
        while True:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_SH)
                if _is_at(self._path, handle):
                    os.write(handle, line)
                    return os.fstat(handle).st_size
            finally:
                os.close(handle)

    def take(self, use: Callable[[Iterator[KeptRequest]], object]) -> None:
        """Give `use` what waits, and remove it; it stays where `use` raises. Raise OSError where it cannot be read.

        Processes do so one after the other. What one that was killed has taken comes first, and may come twice.
        """
        if not self._path.exists() and not self._taken.exists():
            return
        with self._lock.open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for path in (self._taken, self._path):
                with contextlib.suppress(FileNotFoundError):
                    path.rename(self._taken)
                    with self._taken.open("rb") as file:
                        fcntl.flock(file, fcntl.LOCK_EX)  # whoever has opened it may still be writing
                        use(_read(file))
                    self._taken.unlink()


def _is_at(path: Path, handle: int) -> bool:
    """Return whether the open file is still the one of that name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _read(file: IO[bytes]) -> Iterator[KeptRequest]:
    """Yield the requests; skip a line that is not whole."""
    for line in file:
        fields = line.decode("utf-8", "replace").rstrip("\n").split("\t")
        if len(fields) == _FIELDS and fields[-1] == _END:
            with contextlib.suppress(ValueError):
                time, key, first, last, app, month, listener, before, _ = fields
                keys = ListenerKeys(int(month), bytes.fromhex(listener), bytes.fromhex(before) if before else None)
                yield KeptRequest(int(time), key, int(first), int(last), app, keys)
