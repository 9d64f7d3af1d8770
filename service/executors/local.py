"""This machine: calls side by side in threads. What takes long in them waits for processes of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Local:
    """So many calls at once, here."""

    def __init__(self, address: str, width: int, warn: Callable[[str], None]) -> None:
        """`address` and `warn` are for executors elsewhere."""
        self.width = width

    def run(
        self, function: Callable[[T], R], values: Sequence[T], needs: Sequence[str] = ()
    ) -> Iterator[tuple[int, R]]:
        """See Executor."""
        with ThreadPoolExecutor(self.width) as pool:
            futures = {pool.submit(function, value): index for index, value in enumerate(values)}
            try:
                for future in as_completed(futures):
                    yield futures[future], future.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
