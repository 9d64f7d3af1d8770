"""This machine: calls side by side in threads. What takes long in them waits for processes of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed, wait
from typing import TypeVar

from service.executors import call

T = TypeVar("T")
R = TypeVar("R")


class Threads:
    """So many calls at once, here, whoever asks for them."""

    def __init__(self, address: str, width: int, warn: Callable[[str], None]) -> None:
        """`address` and `warn` are for executors elsewhere."""
        self.width = width
        self._pool = ThreadPoolExecutor(width)
        self._stopped = threading.Event()

    def run(
        self, function: Callable[[T], R], values: Sequence[T], needs: Sequence[str] = ()
    ) -> Iterator[tuple[int, R]]:
        """See Executor."""
        closed = threading.Event()

        def is_given_up() -> bool:
            return closed.is_set() or self._stopped.is_set()

        def make(value: T) -> R:
            if is_given_up():
                raise CancelledError
            return call(function, value, is_given_up)

        futures: dict[Future[R], int] = {self._pool.submit(make, value): i for i, value in enumerate(values)}
        try:
            for future in as_completed(futures):
                if not isinstance(future.exception(), CancelledError):
                    yield futures[future], future.result()
        finally:
            closed.set()
            wait([future for future in futures if not future.cancel()])

    def stop(self) -> None:
        """See Executor."""
        self._stopped.set()
