"""Pauses between the attempts of something that may fail for a while."""

from __future__ import annotations

import datetime as dt
import email.utils
import random
import re
import time
from collections.abc import Callable


def seconds_asked(retry_after: str) -> float:
    """Return the seconds for which a `Retry-After` asks (RFC 9110, 10.2.3): a number or a date; 0 for anything else."""
    if re.fullmatch("[0-9]{1,9}", retry_after):
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
        return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0


class Backoff:
    """Says whether to try again, and after how many seconds; the caller sleeps, so that it may do so as it likes.

    Each pause is twice the one before, with jitter, unless a server asks for a longer one. None goes past the deadline.
    """

    def __init__(
        self,
        attempts: int,
        base: float,
        *,
        longest: float = float("inf"),
        deadline: float = float("inf"),
        jitter: tuple[float, float] = (1.0, 1.0),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`base`: seconds before the second attempt; `deadline`: on the clock; `jitter`: factors of each pause."""
        self._left, self._next, self._longest = attempts - 1, base, longest
        self._deadline, self._jitter, self._clock = deadline, jitter, clock

    def pause(self, asked: float = 0.0) -> float | None:
        """Return the seconds to wait before the next attempt; None when there is none. `asked`: `Retry-After`."""
        wait = min(max(self._next, asked), self._longest)
        self._left, self._next = self._left - 1, self._next * 2
        if self._left < 0 or self._clock() + wait >= self._deadline:
            return None
        return wait * random.uniform(*self._jitter)  # noqa: S311
