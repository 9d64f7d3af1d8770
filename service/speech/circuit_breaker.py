"""A circuit breaker that is stored between runs: a service that just failed is not asked for a while."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path

from service.core import user_file
from service.errors import SpeechError
from service.storage import atomic_write

_MOST = 32
"""Failures that are counted: twice the longest pause lies far below so many doublings."""


class CircuitBreaker:
    """Open for `base` seconds after a failure, twice as long after each further one, at most `longest`."""

    def __init__(
        self,
        path: Path | None,
        base: float = 60.0,
        longest: float = 3600.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Store the state in the file `path`; None: store nothing."""
        self._path, self._base, self._longest, self._clock = path, base, longest, clock

    def wait(self) -> float:
        """Return the seconds until the service should be tried again; 0: now."""
        _, until = self._read()
        left = until - self._clock()
        return left if 0 < left <= self._longest else 0.0  # a clock set back must not shut it for good

    def failed(self) -> None:
        """Record a failure of the whole service."""
        failures, _ = self._read()
        pause = min(self._base * 2**failures, self._longest)
        self._write({"failures": min(failures + 1, _MOST), "until": self._clock() + pause})

    def succeeded(self) -> None:
        """Forget the failures."""
        if self._path and self._path.exists():
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        try:
            state = json.loads(user_file.read_text(self._path, SpeechError)) if self._path else {}
            return min(max(int(state.get("failures", 0)), 0), _MOST), float(state.get("until", 0.0))
        except (SpeechError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return 0, 0.0

    def _write(self, state: dict[str, float]) -> None:
        if not self._path:
            return
        with contextlib.suppress(OSError):  # a breaker that cannot be remembered is no reason to fail
            atomic_write.write(self._path, json.dumps(state).encode())
