"""Threads that loops share, one loop inside another too: as many as can be had, and the caller's own always."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


class SharedThreads:
    """At most so many threads beside those of the callers."""

    def __init__(self, most: int) -> None:
        self._free = threading.BoundedSemaphore(most)

    def run(self, jobs: Sequence[Callable[[], None]]) -> None:
        """Call all of them, several at once, begun in their order; return when all have ended.

        Where the system gives no further thread, fewer do it. An error of one is raised here, and no other is begun;
        what stops the program (Ctrl-C, a time limit) waits for none.
        """
        waiting, taking, faults = iter(jobs), threading.Lock(), list[Exception]()

        def work() -> None:
            while not faults:
                with taking:
                    job = next(waiting, None)
                if job is None:
                    return
                try:
                    job()
                except Exception as fault:
                    faults.append(fault)

        def help_out() -> None:
            try:
                work()
            finally:
                self._free.release()

        helpers: list[threading.Thread] = []
        while len(helpers) < len(jobs) - 1 and self._free.acquire(blocking=False):
            helper = threading.Thread(target=help_out, daemon=True)
            try:
                helper.start()
            except RuntimeError:  # no further thread
                self._free.release()
                break
            helpers.append(helper)
        work()
        for helper in helpers:
            helper.join()
        if faults:
            raise faults[0]
