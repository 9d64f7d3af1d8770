"""What feeds answered, kept from run to run: the next run asks whether anything has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, MutableMapping

from service.sources.fetching import Response
from service.storage.disk_cache import DiskCache


class FeedCache(MutableMapping[str, Response]):
    """Answers by the address that was asked for, in the bounded cache. They are not counted and not listed."""

    def __init__(self, cache: DiskCache) -> None:
        self._cache = cache

    def __getitem__(self, url: str) -> Response:
        """Return the kept answer; KeyError where there is none, or none that this version can read."""
        try:
            return Response.unpack(self._cache.get(_key(url)) or b"")
        except ValueError:
            raise KeyError(url) from None

    def __setitem__(self, url: str, answer: Response) -> None:
        """Keep the answer instead of an older one."""
        self._cache.put(_key(url), answer.pack())

    def __delitem__(self, url: str) -> None:
        """Forget the answer."""
        self._cache.remove(_key(url))

    def __iter__(self) -> Iterator[str]:
        """Return an empty iterator: the cache knows hashes of addresses only."""
        return iter(())

    def __len__(self) -> int:
        """Return 0, for the same reason."""
        return 0


def _key(url: str) -> str:
    return hashlib.sha256(f"feed {url}".encode("utf-8", "surrogateescape")).hexdigest()
