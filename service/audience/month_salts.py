"""Listeners without addresses: an address and a user agent become a key by a salt that lives for a month.

While a month is open its requests can be told apart by listener; once its salt is thrown away, nobody can say any more
which address a key stood for, not by trying all of them either. A salt is a file of mode 600 in a folder that a backup
leaves out: it has the tag of a cache (https://bford.info/cachedir/), which tar, borg and restic know.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from service.audience.audio_request import network

WINDOW = 86_400
"""Seconds in which a listener's requests for a file are one download: 24 hours."""
FOLDER = "salts"
_SALT_BYTES = 32
_KEY_BYTES = 12
"""Bytes of a key: among 10 million listeners of a month two are taken for one with a chance of 1 in 10^15."""
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Salts of listeners' keys: keep them out of every backup.\n"


class ListenerKeys(NamedTuple):
    """What stands for a listener at one moment."""

    month: int
    """Months since the year 0, in UTC."""
    key: bytes
    before: bytes | None
    """In the first 24 hours of a month the key of the month before, in which a download may have begun."""


def month_of(time: int) -> int:
    """Return the month of a moment, in UTC."""
    moment = dt.datetime.fromtimestamp(time, dt.UTC)
    return moment.year * 12 + moment.month - 1


@functools.lru_cache(maxsize=100)
def start_of(month: int) -> int:
    """Return the moment at which a month begins."""
    return int(dt.datetime(month // 12, month % 12 + 1, 1, tzinfo=dt.UTC).timestamp())


def name_of(month: int) -> str:
    """Return a month as `2026-03`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


class MonthSalts:
    """The salts of the open months, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._days: dict[int, tuple[int, bytes, bytes | None]] = {}

    def keys(self, time: int, address: str, agent: str) -> ListenerKeys:
        """Return the keys of who asks at that time. Raise OSError where no salt can be read or written."""
        month, salt, before = self._of_day(time // WINDOW)
        who = f"{network(address)}\0{agent}".encode("utf-8", "surrogateescape")
        return ListenerKeys(month, _key(salt, who), _key(before, who) if before else None)

    def throw_away(self, month: int) -> None:
        """Delete a month's salt, for good."""
        self._path(month).unlink(missing_ok=True)
        self._days.clear()

    def forget(self) -> None:
        """Read the salts anew when they are needed next: another process may have thrown some away."""
        self._days.clear()

    def _of_day(self, day: int) -> tuple[int, bytes, bytes | None]:
        """Return the month of a day, its salt, and on its first day the salt of the month before."""
        if day not in self._days:
            month = month_of(day * WINDOW)
            first = day * WINDOW == start_of(month)
            self._days[day] = month, self._salt(month), self._salt(month - 1) if first else None
        return self._days[day]

    def _salt(self, month: int) -> bytes:
        """Return the month's salt; make it where there is none."""
        path = self._path(month)
        with contextlib.suppress(FileNotFoundError):
            if len(salt := path.read_bytes()) == _SALT_BYTES:
                return salt
        self._folder.mkdir(parents=True, exist_ok=True)
        _put_in_place(self._folder / "CACHEDIR.TAG", _TAG)
        _put_in_place(path, secrets.token_bytes(_SALT_BYTES))
        return path.read_bytes()

    def _path(self, month: int) -> Path:
        return self._folder / name_of(month)


def _key(salt: bytes, who: bytes) -> bytes:
    return hashlib.blake2b(who, digest_size=_KEY_BYTES, key=salt).digest()


def _put_in_place(path: Path, data: bytes) -> None:
    """Write a whole file that only its owner may read, unless another process was faster."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
