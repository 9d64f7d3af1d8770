"""A Dask cluster that is there already: calls are sent to its workers through its scheduler.

A worker takes part when it runs the very code that runs here: each tells the scheduler so by a resource named after
the code's version, which every call asks for. What a worker was doing when it died is done again elsewhere; a
scheduler that went down is looked for again; and what a cluster cannot do is done here, with a warning.
"""

from __future__ import annotations

import itertools
import logging
import pickle
import queue
import socket
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar, cast

from service.core import resources
from service.errors import ConfigError
from service.executors import call
from service.executors.threads import Threads

CONNECT = 10.0
"""Seconds within which the scheduler must answer for the first time."""
PATIENCE = 20.0
"""Seconds without a worker that can take part, or without the scheduler's answer, after which the work is done here."""
FAREWELL = 1.0
"""Seconds for taking leave of the scheduler."""
BEAT = 0.5
"""Seconds between looks at whether it is still wanted, while no result comes."""
TRIES = 3
"""Times that the work is given to the cluster; each time only what is left of it."""
LOOK = 3.0
"""Seconds between looks at whether all that was sent has come to a worker."""
RESPITE = 60.0
"""Seconds for which a cluster that could not do its work is left alone."""
AHEAD = 2
"""Calls that are sent for each thread of the workers: one at work and one to follow. What a slow worker has in hand is
all that waits for it."""

T = TypeVar("T")
R = TypeVar("R")


class ClusterUnavailable(Exception):
    """The cluster cannot be reached or does not do the work; the message is a clause that follows its name."""


class SchedulerTimeout(ClusterUnavailable):
    """The scheduler does not answer: there is no use in trying again at once."""


class _Link:
    """A client of the scheduler, whose workers say which code they run, and how many share it."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401  (distributed has no types)
        self.client, self.users = client, 0


class Cluster:
    """The cluster whose scheduler listens at an address."""

    def __init__(self, address: str, width: int, warn: Callable[[str], None]) -> None:
        """`width`: how many calls are at work at once where they must be done here. Raises ConfigError without Dask."""
        try:
            import distributed  # noqa: F401  (the extra that may be missing)
        except ImportError:
            raise ConfigError("A cluster needs Dask here too: pip install 'tingbao[cluster]'.") from None
        for name in ("distributed", "distributed.client"):  # it is said here, in one sentence
            logging.getLogger(name).setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", module=r"distributed\.")  # of other packages' versions: ours is compared
        self._address, self._warn = address, warn
        self._here = Threads("", width, warn)
        self._refused: set[str] = set()
        self._lock, self._connecting, self._stopped = threading.Lock(), threading.Lock(), threading.Event()
        self._link: _Link | None = None
        self._rest, self._patience = 0.0, CONNECT

    @property
    def width(self) -> int:
        """See Executor."""
        try:
            with self._connected() as client:
                return self._threads(client, [_version()])
        except ClusterUnavailable as fault:
            self._give_up(f"{fault}: the work is done here")
            return self._here.width

    def workers(self) -> int:
        """How many workers have this version. Raises Lost where there is none, or no scheduler."""
        with self._connected() as client:
            return len(self._able(client, [_version()]))

    def run(
        self, function: Callable[[T], R], values: Sequence[T], needs: Sequence[str] = ()
    ) -> Iterator[tuple[int, R]]:
        """See Executor."""
        left, why = dict(enumerate(values)), ""
        for _ in range(TRIES):
            try:
                for index, result in self._on_workers(function, dict(left), [_version(), *needs]):
                    del left[index]
                    yield index, result
                return
            except SchedulerTimeout as fault:
                why = str(fault)
                break
            except ClusterUnavailable as fault:
                why = str(fault)
        self._give_up(f"{why}: what is left ({len(left)} of {len(values)}) is done here")
        places = list(left)
        for place, result in self._here.run(function, list(left.values())):
            yield places[place], result

    def stop(self) -> None:
        """See Executor."""
        self._stopped.set()
        self._here.stop()

    def _give_up(self, why: str) -> None:
        """For some time the work is done here; said once."""
        if self._stopped.is_set():
            return
        with self._lock:
            said = time.monotonic() < self._rest
            self._rest = self._rest if said else time.monotonic() + RESPITE
        if not said:
            self._warn(f"The cluster {self._address} {why}.")

    def _on_workers(
        self, function: Callable[[T], R], left: dict[int, T], needs: Sequence[str]
    ) -> Iterator[tuple[int, R]]:
        """The workers' results as they come. Raises Lost, and what the function raises."""
        with self._connected() as client:
            threads, waiting = self._threads(client, needs), iter(left)
            done: queue.Queue[Any] = queue.Queue()
            at_work: dict[Any, int] = {}
            looked = time.monotonic()

            def send(index: int) -> None:
                key = f"{function.__name__}-{uuid.uuid4().hex}"  # Dask learns how long those of one name take
                errand = pickle.dumps((function, left[index]))
                future = client.submit(_bearer(), errand, key=key, resources=dict.fromkeys(needs, 1))
                at_work[future] = index
                future.add_done_callback(done.put)

            try:
                for index in itertools.islice(waiting, AHEAD * threads):
                    send(index)
                while at_work and not self._stopped.is_set():
                    if time.monotonic() > looked + LOOK:
                        for future in _unassigned(self._asked(client.processing), at_work):
                            self._able(client, needs)
                            send(at_work.pop(future))
                            _farewell(future.cancel)
                        looked = time.monotonic()
                    with suppress(queue.Empty):
                        future = done.get(timeout=BEAT)
                        if future in at_work:
                            index, result = (
                                at_work.pop(future),
                                _answer(self._asked(partial(_fetched, future))),
                            )
                            for following in itertools.islice(waiting, 1):
                                send(following)
                            yield index, result
            finally:
                if client.status == "running":
                    _farewell(lambda: client.cancel(list(at_work)))

    def _asked(self, question: Callable[[], T], seconds: float | None = None) -> T:
        """The answer to a question to the scheduler, which Dask would wait for without limit. Raises Silent."""
        ends = time.monotonic() + (PATIENCE if seconds is None else seconds)
        answer = _begun(question)
        while not wait([answer], BEAT).done:
            if time.monotonic() > ends or self._stopped.is_set():
                raise SchedulerTimeout("does not answer")
        return answer.result()

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """A client of the scheduler, shared by all who use it at the same time; it must answer soon. Raises Lost."""
        with self._connecting:
            if time.monotonic() < self._rest or self._stopped.is_set():
                raise SchedulerTimeout("is left alone for a minute")
            if self._link is None:
                self._link = _Link(self._connect())
            link = self._link
            link.users += 1
        try:
            yield link.client
        except (ClusterUnavailable, OSError) as fault:
            with self._connecting:  # the next one tries anew
                self._link = None if self._link is link else self._link
            raise (
                fault
                if isinstance(fault, ClusterUnavailable)
                else ClusterUnavailable(f"broke off ({type(fault).__name__})")
            ) from None
        finally:
            with self._connecting:
                link.users -= 1
                last = not link.users
                self._link = None if last and self._link is link else self._link
            if last:
                _farewell(link.client.close)

    def _connect(self) -> Any:  # noqa: ANN401  (distributed has no types)
        from distributed import Client

        seconds = self._patience
        try:
            client = self._asked(lambda: Client(self._address, timeout=seconds, set_as_default=False), seconds)
        except Exception:  # whatever listens there
            self._give_up("does not answer: the work is done here")
            raise SchedulerTimeout("does not answer") from None
        try:
            self._asked(lambda: client.register_plugin(_badge(_version())))
        except (ClusterUnavailable, OSError) as fault:
            _farewell(client.close)
            raise (
                fault
                if isinstance(fault, ClusterUnavailable)
                else ClusterUnavailable(f"broke off ({type(fault).__name__})")
            ) from None
        self._patience = PATIENCE
        return client

    def _threads(self, client: Any, needs: Sequence[str]) -> int:  # noqa: ANN401  (distributed has no types)
        """The threads of the workers that have all that is needed. Raises Lost."""
        return sum(worker["nthreads"] for worker in self._able(client, needs))

    def _able(self, client: Any, needs: Sequence[str]) -> list[dict[str, Any]]:  # noqa: ANN401
        """The workers that have all that is needed; waits for one, and raises Lost when none comes."""
        patience = time.monotonic() + PATIENCE
        met: set[str] = set()
        while True:
            workers = self._asked(lambda: client.scheduler_info(n_workers=-1))["workers"]
            strange = {address for address, worker in workers.items() if _version() not in worker["resources"]}
            if strange - met - self._refused:  # it may have come this very moment
                met |= strange
                time.sleep(BEAT)
                continue
            for address in sorted(strange - self._refused):
                self._warn(
                    f"The worker {address} of the cluster is given nothing: it has another version of Tingbao, or"
                    " none. Install this one there."
                )
            self._refused |= strange
            able = [worker for worker in workers.values() if all(worker["resources"].get(need) for need in needs)]
            if able:
                return able
            if time.monotonic() > patience or client.status != "running" or self._stopped.is_set():
                lacking = ", ".join(need for need in needs if need != _version())
                raise ClusterUnavailable(
                    f"has no worker with {lacking}" if lacking else "has no worker with this version of Tingbao"
                )
            time.sleep(0.2)


def _begun(question: Callable[[], T]) -> Future[T]:
    """Asked in a thread of its own, which nobody need wait for."""
    answer: Future[T] = Future()

    def ask() -> None:
        try:
            answer.set_result(question())
        except BaseException as fault:
            answer.set_exception(fault)

    threading.Thread(target=ask, daemon=True).start()
    return answer


def _farewell(act: Callable[[], object]) -> None:
    """Something said to the scheduler that matters no more if it does not hear it."""
    wait([_begun(act)], FAREWELL)


def _unassigned(processing: Mapping[str, Iterable[str]], futures: Iterable[Any]) -> list[Any]:
    """Those that no worker has: Dask does not come back to them when a worker says what it has after it has joined."""
    assigned = {key for keys in processing.values() for key in keys}
    return [future for future in futures if future.key not in assigned and not future.done()]


def _fetched(future: Any) -> bytes:  # noqa: ANN401  (distributed has no types)
    """What the worker answered. Raises Lost where the cluster has no answer."""
    from distributed import CancelledError

    try:
        return cast(bytes, future.result())
    except (Exception, CancelledError) as fault:
        raise ClusterUnavailable(f"gave the work up ({type(fault).__name__})") from None


def _answer(fetched: bytes) -> Any:  # noqa: ANN401  (whatever the function returns)
    """What the function returned; what it raised is raised."""
    done, answer = pickle.loads(fetched)  # noqa: S301  (from the workers, who run our code)
    if not done:
        raise answer
    return answer


def _bearer() -> Callable[[bytes], bytes]:
    """What is sent with an errand. It travels by value, and the errand as bytes: the scheduler opens what it is sent,
    and need not have this package."""

    def bear(errand: bytes) -> bytes:
        from service.executors.dask import on_worker

        return on_worker(errand)

    return bear


def on_worker(errand: bytes) -> bytes:
    """Calls a function for a value (both in the bytes), on a worker: whether it returned, and what, or what it raised.

    It is given up when the sender is gone, or the worker is about to end.
    """
    from distributed import Status, get_worker

    function, value = pickle.loads(errand)  # noqa: S301  (a worker runs what it is sent)
    worker = get_worker()
    key = worker.get_current_task()

    def is_given_up() -> bool:
        task = worker.state.tasks.get(key)
        ends = worker.status not in (Status.running, Status.paused)
        return ends or task is None or task.state == "cancelled"

    try:
        return pickle.dumps((True, call(function, value, is_given_up, socket.gethostname())))
    except Exception as fault:
        return pickle.dumps((False, fault))


def _version() -> str:
    """The resource by which workers tell that they run this very code."""
    return f"tingbao-{resources.code_version()}"


def _badge(version: str) -> Any:  # noqa: ANN401  (distributed has no types)
    """What has each worker, those to come too, tell whether it runs that version.

    It travels by value (a class inside a function does), so that a worker without this module can load it.
    """
    from distributed import WorkerPlugin

    class Badge(WorkerPlugin):
        name = version

        async def setup(self, worker: Any) -> None:  # noqa: ANN401
            try:
                from service.core.resources import code_version
            except ImportError:
                return
            if version == f"tingbao-{code_version()}":
                await worker.set_resources(**{version: worker.state.nthreads})

    return Badge()
