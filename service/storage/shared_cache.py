"""The clip cache of one machine before one in a bucket, which several machines have in common."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from service.errors import ConfigError, PublishError
from service.storage.disk_cache import DiskCache, packed, unpacked
from service.storage.storage import Storage

TIMEOUT = 5.0
"""Seconds that the bucket may be silent, and for which a request that fails is tried again."""
BUDGET = 120.0
"""Seconds that all requests of a run together may take: an hour's clips, 50 ms each way, take 75."""

T = TypeVar("T")


class SharedCache(DiskCache):
    """What is not in the folder is looked for in the bucket, and what is put into the folder is put there too.

    Objects never change, for their keys tell all that they depend on, and nothing here removes old ones: that is for a
    lifecycle rule of the bucket. A bucket that fails, or takes too long, is left alone from then on, with one warning.
    """

    def __init__(self, folder: Path, address: str, warn: Callable[[str], None]) -> None:
        """`address` is the bucket's, `s3://bucket/prefix`; `warn` is told when it is given up. For one run."""
        super().__init__(folder)
        self._address, self._warn = address, warn
        self._left = BUDGET
        self._absent: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """See Cache."""
        raw = super().get(key)
        if raw is not None or key in self._absent:
            return raw
        raw = unpacked(self._use(lambda bucket: bucket.read(_name(key)) or b"") or b"")
        if raw is None:
            self._absent.add(key)
        else:
            super().put(key, raw)
        return raw

    def put(self, key: str, raw: bytes) -> None:
        """See Cache."""
        super().put(key, raw)
        self._use(lambda bucket: bucket.write(_name(key), packed(raw)))

    def remove(self, key: str) -> None:
        """See Cache."""
        super().remove(key)
        self._use(lambda bucket: bucket.delete(_name(key)))

    def _use(self, act: Callable[[Storage], T]) -> T | None:
        """What the act on the bucket gives; None where the bucket has been given up."""
        if self._left <= 0:
            return None
        begun = time.monotonic()
        try:
            found = act(self._bucket)
        except (ConfigError, PublishError) as error:
            self._give_up(str(error))
            return None
        self._left -= time.monotonic() - begun
        if self._left <= 0:
            self._give_up(f"{self._address} is slow: it has taken {BUDGET:g} s.")
        return found

    def _give_up(self, why: str) -> None:
        self._left = 0
        self._warn(f"{why} The shared cache is left alone for the rest of this run.")

    @functools.cached_property
    def _bucket(self) -> Storage:
        from service.storage.s3 import S3Storage

        return S3Storage(self._address, TIMEOUT, TIMEOUT)


def _name(key: str) -> str:
    return f"{key[:2]}/{key}"
