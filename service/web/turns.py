"""Turns for what takes the processor: one at a time, and few that wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.web.problems import Problem


class Turns:
    """Let one request in at a time, so that who sends many takes neither memory nor threads."""

    def __init__(self, most: int, full: str, seconds: int) -> None:
        """`most` requests may wait; any more are told `full`, a sentence, and to come back after that many seconds."""
        self._most, self._full, self._seconds = most, full, seconds
        self._lock, self._waiting = asyncio.Lock(), 0

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Wait for the turn, and have it. Raise Problem 503 where too many wait."""
        if self._waiting >= self._most:
            raise Problem(503, self._full, {"retry-after": str(self._seconds)})
        self._waiting += 1
        try:
            async with self._lock:
                yield
        finally:
            self._waiting -= 1
