"""This machine's executor: threads, since a function that takes long waits for processes of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed, wait
from typing import TypeVar

from service.executors.executor import call

T = TypeVar("T")
R = TypeVar("R")


class Threads:
    """An `Executor` that makes a fixed number of calls at once, in threads of this process."""

    def __init__(self, address: str, width: int, warn: Callable[[str], None]) -> None:
        """`width`: how many calls at once; `address` and `warn` are for a cluster."""
        self._pool = ThreadPoolExecutor(width)
        self._stopped = threading.Event()

    def run(self, function: Callable[[T], R], values: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Call the function for each value; yield each result with its value's index, as they come."""
        closed = threading.Event()

        def is_cancelled() -> bool:
            return closed.is_set() or self._stopped.is_set()

        def call_unless_cancelled(value: T) -> R:
            if is_cancelled():
                raise CancelledError
            return call(function, value, is_cancelled)

        futures: dict[Future[R], int] = {
            self._pool.submit(call_unless_cancelled, value): i for i, value in enumerate(values)
        }
        try:
            for future in as_completed(futures):
                if not isinstance(future.exception(), CancelledError):
                    yield futures[future], future.result()
        finally:
            closed.set()
            wait([future for future in futures if not future.cancel()])

    def stop(self) -> None:
        """Cancel all calls and accept no more."""
        self._stopped.set()
