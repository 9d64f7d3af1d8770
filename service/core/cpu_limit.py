"""A limit on the processor time that one piece of work may take, asked for between its steps.

Python code cannot be stopped from outside its thread. So the work asks itself, in its loops, whether its time is over.
Processor time of the thread counts: on a busy machine, or beside other work, a page does not run out of it sooner.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar

_end: ContextVar[tuple[float, float] | None] = ContextVar("end", default=None)
"""When the time is over: on the clock at the earliest, and by the thread's processor time."""


class OverTime(Exception):
    """The work has taken longer than it may."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Let the work inside take at most so much processor time: `check` raises OverTime after that."""
    token = _end.set((time.monotonic() + seconds, time.thread_time() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def check() -> None:
    """Raise OverTime when the time of the work that is being done here is over. Without a limit, do nothing.

    The clock is looked at first: no thread works longer than the clock goes, and its own time costs a system call.
    """
    end = _end.get()
    if end and time.monotonic() > end[0] and time.thread_time() > end[1]:
        raise OverTime
