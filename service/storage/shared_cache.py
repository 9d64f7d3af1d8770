"""A cache of one machine in front of one in a bucket, which several machines share."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from service.core.messages import _
from service.errors import ConfigError, PublishError
from service.storage.disk_cache import DiskCache, with_checksum, without_checksum
from service.storage.storage import Storage

REQUEST_TIMEOUT = 5.0
"""Seconds that the bucket may be silent, and for which a failed request is tried again."""
RUN_TIMEOUT = 120.0
"""Seconds that all requests of a run may take together: an hour's clips, 50 ms each way, take 75."""

T = TypeVar("T")


class SharedCache(DiskCache):
    """Reads from the bucket what the folder lacks, and writes to both.

    Objects never change, because their keys depend on all that makes them. Nothing here removes old ones: that is the
    task of a lifecycle rule of the bucket. A bucket that fails or is too slow is not used again in this run, with one
    warning.
    """

    def __init__(self, folder: Path, address: str, warn: Callable[[str], None]) -> None:
        """`address` is the bucket's, `s3://bucket/prefix`; `warn` is called once if it fails. Make one for each run."""
        super().__init__(folder)
        self._address, self._warn = address, warn
        self._seconds_left = RUN_TIMEOUT
        self._absent: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Return an entry of the folder, else of the bucket, which is then stored in the folder too."""
        raw = super().get(key)
        if raw is not None or key in self._absent:
            return raw
        raw = without_checksum(self._call(lambda bucket: bucket.read(_object_key(key)) or b"") or b"")
        if raw is None:
            self._absent.add(key)
        else:
            super().put(key, raw)
        return raw

    def put(self, key: str, raw: bytes) -> None:
        """Store an entry in the folder and the bucket."""
        super().put(key, raw)
        self._call(lambda bucket: bucket.write(_object_key(key), with_checksum(raw)))

    def remove(self, key: str) -> None:
        """Remove an entry from the folder and the bucket."""
        super().remove(key)
        self._call(lambda bucket: bucket.delete(_object_key(key)))

    def _call(self, operation: Callable[[Storage], T]) -> T | None:
        """Return the result of the operation on the bucket, or None where the bucket is not used any more."""
        if self._seconds_left <= 0:
            return None
        begun = time.monotonic()
        try:
            result = operation(self._bucket)
        except (ConfigError, PublishError) as error:
            self._disable(str(error))
            return None
        self._seconds_left -= time.monotonic() - begun
        if self._seconds_left <= 0:
            self._disable(
                _("{address} is slow: it has taken {run_timeout:g} s.", address=self._address, run_timeout=RUN_TIMEOUT)
            )
        return result

    def _disable(self, why: str) -> None:
        self._seconds_left = 0
        self._warn(_("{why} The shared cache is left alone for the rest of this run.", why=why))

    @functools.cached_property
    def _bucket(self) -> Storage:
        from service.storage.s3 import S3Storage

        return S3Storage(self._address, REQUEST_TIMEOUT, REQUEST_TIMEOUT)


def _object_key(key: str) -> str:
    return f"{key[:2]}/{key}"
