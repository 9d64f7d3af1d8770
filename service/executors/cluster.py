"""A Dask cluster that is there already: calls are sent to its workers through its scheduler.

A worker takes part when it runs the very code that runs here: each tells the scheduler so by a resource named after
the code's version, which every call asks for. What a worker was doing when it died is done again elsewhere; a
scheduler that went down is looked for again; and what a cluster cannot do is done here, with a warning.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from service import shipped
from service.errors import ConfigError
from service.executors.local import Local

CONNECT = 10.0
"""Seconds within which the scheduler must answer."""
PATIENCE = 20.0
"""Seconds without a worker that can take part, after which the work is done here."""
TRIES = 3
"""Times that the work is given to the cluster; each time only what is left of it."""
AHEAD = 2
"""Calls that are sent for each thread of the workers: one at work and one to follow. What a slow worker has in hand is
all that waits for it."""

T = TypeVar("T")
R = TypeVar("R")


class Lost(Exception):
    """The cluster cannot be reached or does not do the work; the message is a clause that follows its name."""


class Cluster:
    """The cluster whose scheduler listens at an address."""

    def __init__(self, address: str, width: int, warn: Callable[[str], None]) -> None:
        """`width`: how many calls are at work at once where they must be done here. Raises ConfigError without Dask."""
        try:
            import distributed  # noqa: F401  (the extra that may be missing)
        except ImportError:
            raise ConfigError("A cluster needs Dask here too: pip install 'tingbao[cluster]'.") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it is said here, in one sentence
        self._address, self._warn = address, warn
        self._here = Local("", width, warn)
        self._refused: set[str] = set()
        self._gone = False
        self.width = width
        try:
            with self._connected() as client:
                self.width = self._threads(client, [_version()])
        except Lost as fault:
            self._give_up(f"{fault}: the work is done here")

    def run(
        self, function: Callable[[T], R], values: Sequence[T], needs: Sequence[str] = ()
    ) -> Iterator[tuple[int, R]]:
        """See Executor."""
        left, why = dict(enumerate(values)), ""
        for _ in range(0 if self._gone else TRIES):
            try:
                for index, result in self._on_workers(function, dict(left), [_version(), *needs]):
                    del left[index]
                    yield index, result
                return
            except Lost as fault:
                why = str(fault)
        if not self._gone:
            self._give_up(f"{why}: what is left ({len(left)} of {len(values)}) is done here")
        places = list(left)
        for place, result in self._here.run(function, list(left.values())):
            yield places[place], result

    def _give_up(self, why: str) -> None:
        """From now on the work is done here."""
        self._gone = True
        self._warn(f"The cluster {self._address} {why}.")

    def _on_workers(
        self, function: Callable[[T], R], left: dict[int, T], needs: Sequence[str]
    ) -> Iterator[tuple[int, R]]:
        """The workers' results as they come. Raises Lost, and what the function raises."""
        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        with self._connected() as client:
            threads, waiting = self._threads(client, needs), iter(left.items())
            done: queue.Queue[Any] = queue.Queue()
            at_work: dict[Any, int] = {}

            def send() -> None:
                for index, value in waiting:
                    future = client.submit(function, value, pure=False, resources=dict.fromkeys(needs, 1))
                    at_work[future] = index
                    future.add_done_callback(done.put)
                    return

            try:
                for _ in range(AHEAD * threads):
                    send()
                while at_work:
                    try:
                        future = done.get(timeout=PATIENCE)
                    except queue.Empty:
                        self._threads(client, needs)
                        continue
                    index, result = at_work.pop(future), future.result()
                    send()
                    yield index, result
            except (CancelledError, KilledWorker, CommClosedError) as fault:
                raise Lost(f"gave the work up ({type(fault).__name__})") from None
            finally:
                if client.status == "running":
                    client.cancel(list(at_work))

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """A client of the scheduler, whose workers say which code they run. Raises Lost."""
        from distributed import Client

        try:
            client = Client(self._address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as fault:
            raise Lost(f"does not answer ({type(fault).__name__})") from None
        try:
            client.register_plugin(_badge(_version()))
            yield client
        except OSError as fault:
            raise Lost(f"broke off ({type(fault).__name__})") from None
        finally:
            client.close(timeout=1)

    def _threads(self, client: Any, needs: Sequence[str]) -> int:  # noqa: ANN401  (distributed has no types)
        """The threads of the workers that have all that is needed; waits for one, and raises Lost when none comes."""
        patience = time.monotonic() + PATIENCE
        while True:
            workers = client.scheduler_info(n_workers=-1)["workers"]
            strange = sorted(address for address, worker in workers.items() if _version() not in worker["resources"])
            for address in strange:
                if address not in self._refused:
                    self._warn(
                        f"The worker {address} of the cluster is given nothing: it has another version of Tingbao, or"
                        " none. Install this one there."
                    )
            self._refused.update(strange)
            able = [worker for worker in workers.values() if all(worker["resources"].get(need) for need in needs)]
            if able:
                return sum(worker["nthreads"] for worker in able)
            if time.monotonic() > patience or client.status != "running":
                lacking = ", ".join(need for need in needs if need != _version())
                raise Lost(f"has no worker with {lacking}" if lacking else "has no worker with this version of Tingbao")
            time.sleep(0.2)


def _version() -> str:
    """The resource by which workers tell that they run this very code."""
    return f"tingbao-{shipped.code_version()}"


def _badge(version: str) -> Any:  # noqa: ANN401  (distributed has no types)
    """What has each worker, those to come too, tell whether it runs that version.

    It travels by value (a class inside a function does), so that a worker without this module can load it.
    """
    from distributed import WorkerPlugin

    class Badge(WorkerPlugin):
        name = version

        async def setup(self, worker: Any) -> None:  # noqa: ANN401
            try:
                from service.shipped import code_version
            except ImportError:
                return
            if version == f"tingbao-{code_version()}":
                await worker.set_resources(**{version: worker.state.nthreads})

    return Badge()
