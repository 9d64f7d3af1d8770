"""The executor that sends calls to the workers of a Dask cluster, through its scheduler. It starts no cluster itself.

A worker takes part when it runs the very code that runs here: each tells the scheduler so by a resource that is named
after the code's version, and every call asks for that resource. What a worker was doing when it died is done again by
another. A scheduler that went down is looked for again. What the cluster cannot do is done here, with a warning.
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

from service.core import own_pip, shipped_files
from service.core.messages import _
from service.errors import ConfigError
from service.executors.executor import call
from service.executors.threads import Threads

CONNECT_TIMEOUT = 10.0
"""Seconds within which the scheduler must answer for the first time."""
CLUSTER_TIMEOUT = 20.0
"""Seconds to wait for a worker that can take part, or for the scheduler's answer, before the work is done here."""
GOODBYE_TIMEOUT = 1.0
"""Seconds for what is told the scheduler at the end, and matters no more if it does not hear it."""
POLL_INTERVAL = 0.5
"""Seconds between checks whether this executor was stopped, while no result comes."""
ATTEMPTS = 3
"""Times that the work is given to the cluster; each time only what is left of it."""
ASSIGNMENT_CHECK_INTERVAL = 3.0
"""Seconds between checks whether the scheduler has assigned all that was sent to a worker."""
RETRY_DELAY = 60.0
"""Seconds for which a cluster that could not do its work is left alone."""
CALLS_PER_THREAD = 2
"""Calls that are sent for each thread of the workers: one at work and one to follow. No more than these wait for a
slow worker."""

T = TypeVar("T")
R = TypeVar("R")


class ClusterUnavailable(Exception):
    """The cluster cannot be reached or does not do the work; the message is a clause that follows its name."""


class SchedulerTimeout(ClusterUnavailable):
    """The scheduler does not answer: there is no use in trying again at once."""


class _SharedClient:
    """A client of the scheduler, and how many calls of `run` use it now."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401  (distributed has no types)
        self.client, self.users = client, 0


class Cluster:
    """An `Executor`: the cluster whose scheduler listens at an address."""

    def __init__(self, address: str, width: int, warn: Callable[[str], None]) -> None:
        """`width`: how many calls this machine makes at once. Raise ConfigError where Dask is not installed."""
        try:
            import distributed  # noqa: F401  (the extra that may be missing)
        except ImportError:
            raise ConfigError(
                _("A cluster needs Dask here too: {install}.", install=own_pip.install("cluster"))
            ) from None
        for name in ("distributed", "distributed.client"):  # this class warns itself, in one sentence
            logging.getLogger(name).setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", module=r"distributed\.")  # of other packages' versions: ours is compared
        self._address, self._warn = address, warn
        self._here = Threads("", width, warn)
        self._refused: set[str] = set()
        """Addresses of the workers with another version that a warning has named."""
        self._lock, self._connecting, self._stopped = threading.Lock(), threading.Lock(), threading.Event()
        self._shared: _SharedClient | None = None
        self._retry_at, self._connect_timeout = 0.0, CONNECT_TIMEOUT

    def workers(self) -> int:
        """Count the workers with this version. Raise ClusterUnavailable where there is none, or no scheduler."""
        with self._connected() as client:
            return len(self._workers_of_this_version(client))

    def run(self, function: Callable[[T], R], values: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Call the function for each value; yield each result with its value's index, as they come."""
        left, reason = dict(enumerate(values)), ""
        for __ in range(ATTEMPTS):
            try:
                for index, result in self._run_on_workers(function, dict(left)):
                    del left[index]
                    yield index, result
                return
            except SchedulerTimeout as error:
                reason = str(error)
                break
            except ClusterUnavailable as error:
                reason = str(error)
        self._leave_alone(
            _(
                "{reason}: what is left ({count} of {count_2}) is done here",
                reason=reason,
                count=len(left),
                count_2=len(values),
            )
        )
        indexes = list(left)
        for position, result in self._here.run(function, list(left.values())):
            yield indexes[position], result

    def stop(self) -> None:
        """Cancel all calls and accept no more."""
        self._stopped.set()
        self._here.stop()

    def _leave_alone(self, reason: str) -> None:
        """Do the work here for RETRY_DELAY seconds; warn once in that time."""
        if self._stopped.is_set():
            return
        with self._lock:
            warned = time.monotonic() < self._retry_at
            self._retry_at = self._retry_at if warned else time.monotonic() + RETRY_DELAY
        if not warned:
            self._warn(_("The cluster {address} {reason}.", address=self._address, reason=reason))

    def _run_on_workers(self, function: Callable[[T], R], left: dict[int, T]) -> Iterator[tuple[int, R]]:
        """Yield the workers' results as they come. Raise ClusterUnavailable, and what the function raises."""
        with self._connected() as client:
            threads = sum(worker["nthreads"] for worker in self._workers_of_this_version(client))
            waiting = iter(left)
            finished: queue.Queue[Any] = queue.Queue()
            at_work: dict[Any, int] = {}
            checked = time.monotonic()

            def send(index: int) -> None:
                key = f"{function.__name__}-{uuid.uuid4().hex}"  # Dask learns how long those of one name take
                pickled_call = pickle.dumps((function, left[index]))
                future = client.submit(_task(), pickled_call, key=key, resources={_version(): 1})
                at_work[future] = index
                future.add_done_callback(finished.put)

            try:
                for index in itertools.islice(waiting, CALLS_PER_THREAD * threads):
                    send(index)
                while at_work and not self._stopped.is_set():
                    if time.monotonic() > checked + ASSIGNMENT_CHECK_INTERVAL:
                        for future in _unassigned(self._ask(client.processing), at_work):
                            self._workers_of_this_version(client)
                            send(at_work.pop(future))
                            _say_goodbye(future.cancel)
                        checked = time.monotonic()
                    with suppress(queue.Empty):
                        future = finished.get(timeout=POLL_INTERVAL)
                        if future in at_work:
                            index, result = at_work.pop(future), _unpickled(self._ask(partial(_fetched, future)))
                            for following in itertools.islice(waiting, 1):
                                send(following)
                            yield index, result
            finally:
                if client.status == "running":
                    _say_goodbye(lambda: client.cancel(list(at_work)))

    def _ask(self, question: Callable[[], T], seconds: float | None = None) -> T:
        """Return the scheduler's answer, for which Dask would wait without limit. Raise SchedulerTimeout."""
        deadline = time.monotonic() + (CLUSTER_TIMEOUT if seconds is None else seconds)
        answer = _in_thread(question)
        while not wait([answer], POLL_INTERVAL).done:
            if time.monotonic() > deadline or self._stopped.is_set():
                raise SchedulerTimeout(_("does not answer"))
        return answer.result()

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """Provide a client of the scheduler, shared by all who use it at the same time.

        Raise ClusterUnavailable where the scheduler does not answer soon, or the connection breaks inside.
        """
        with self._connecting:
            if time.monotonic() < self._retry_at or self._stopped.is_set():
                raise SchedulerTimeout(_("is left alone for a minute"))
            if self._shared is None:
                self._shared = _SharedClient(self._connect())
            shared = self._shared
            shared.users += 1
        try:
            yield shared.client
        except (ClusterUnavailable, OSError) as error:
            with self._connecting:  # the next one connects anew
                self._shared = None if self._shared is shared else self._shared
            raise _unavailable(error) from None
        finally:
            with self._connecting:
                shared.users -= 1
                last = not shared.users
                self._shared = None if last and self._shared is shared else self._shared
            if last:
                _say_goodbye(shared.client.close)

    def _connect(self) -> Any:  # noqa: ANN401  (distributed has no types)
        from distributed import Client

        seconds = self._connect_timeout
        try:
            client = self._ask(lambda: Client(self._address, timeout=seconds, set_as_default=False), seconds)
        except Exception:  # whatever listens there
            self._leave_alone(_("does not answer: the work is done here"))
            raise SchedulerTimeout(_("does not answer")) from None
        try:
            self._ask(lambda: client.register_plugin(_version_plugin(_version())))
        except (ClusterUnavailable, OSError) as error:
            _say_goodbye(client.close)
            raise _unavailable(error) from None
        self._connect_timeout = CLUSTER_TIMEOUT
        return client

    def _workers_of_this_version(self, client: Any) -> list[dict[str, Any]]:  # noqa: ANN401
        """Return the workers with this version; wait for one, and raise ClusterUnavailable when none comes."""
        deadline = time.monotonic() + CLUSTER_TIMEOUT
        seen: set[str] = set()
        while True:
            workers = self._ask(lambda: client.scheduler_info(n_workers=-1))["workers"]
            others = {address for address, worker in workers.items() if _version() not in worker["resources"]}
            if others - seen - self._refused:  # it may have joined this very moment, and not have told its version yet
                seen |= others
                time.sleep(POLL_INTERVAL)
                continue
            with self._lock:
                named = sorted(others - self._refused)
                self._refused |= others
            for address in named:
                self._warn(
                    _(
                        "The worker {address} of the cluster is given nothing: it has another version of"
                        " Tingbao, or none. Install this one there.",
                        address=address,
                    )
                )
            if same := [worker for worker in workers.values() if worker["resources"].get(_version())]:
                return same
            if time.monotonic() > deadline or client.status != "running" or self._stopped.is_set():
                raise ClusterUnavailable(_("has no worker with this version of Tingbao"))
            time.sleep(0.2)


def _unavailable(error: ClusterUnavailable | OSError) -> ClusterUnavailable:
    """Return the error as one of the cluster."""
    return (
        error
        if isinstance(error, ClusterUnavailable)
        else ClusterUnavailable(_("broke off ({name})", name=type(error).__name__))
    )


def _in_thread(question: Callable[[], T]) -> Future[T]:
    """Ask in a thread of its own, which nobody need wait for."""
    answer: Future[T] = Future()

    def ask() -> None:
        try:
            answer.set_result(question())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=ask, daemon=True).start()
    return answer


def _say_goodbye(act: Callable[[], object]) -> None:
    """Tell the scheduler something that matters no more if it does not hear it."""
    wait([_in_thread(act)], GOODBYE_TIMEOUT)


def _unassigned(processing: Mapping[str, Iterable[str]], futures: Iterable[Any]) -> list[Any]:
    """Return the futures that no worker has.

    Dask does not come back to them when a worker tells its version after it has joined.
    """
    assigned = {key for keys in processing.values() for key in keys}
    return [future for future in futures if future.key not in assigned and not future.done()]


def _fetched(future: Any) -> bytes:  # noqa: ANN401  (distributed has no types)
    """Return what the worker answered. Raise ClusterUnavailable where the cluster has no answer."""
    from distributed import CancelledError

    try:
        return cast(bytes, future.result())
    except (Exception, CancelledError) as error:
        raise ClusterUnavailable(_("gave the work up ({kind})", kind=type(error).__name__)) from None


def _unpickled(answer: bytes) -> Any:  # noqa: ANN401  (whatever the function returns)
    """Return what the function returned, or raise what it raised."""
    returned, value = pickle.loads(answer)  # noqa: S301  (from the workers, who run our code)
    if not returned:
        raise value
    return value


def _task() -> Callable[[bytes], bytes]:
    """Return the function that Dask sends with each call.

    It travels by value, and the call as bytes: the scheduler opens what it is sent, and need not have this package.
    """

    def task(pickled_call: bytes) -> bytes:
        from service.executors.dask import call_on_worker

        return call_on_worker(pickled_call)

    return task


def call_on_worker(pickled_call: bytes) -> bytes:
    """Call a pickled function for its value, on a worker; return, pickled, whether it returned, and its value or error.

    The call is cancelled when the sender is gone, or the worker is about to end.
    """
    from distributed import Status, get_worker

    function, value = pickle.loads(pickled_call)  # noqa: S301  (a worker runs what it is sent)
    worker = get_worker()
    key = worker.get_current_task()

    def is_cancelled() -> bool:
        task = worker.state.tasks.get(key)
        ending = worker.status not in (Status.running, Status.paused)
        return ending or task is None or task.state == "cancelled"

    try:
        return pickle.dumps((True, call(function, value, is_cancelled, socket.gethostname())))
    except Exception as error:
        return pickle.dumps((False, error))


def _version() -> str:
    """Return the name of the resource by which workers tell that they run this very code."""
    return f"tingbao-{shipped_files.code_version()}"


def _version_plugin(version: str) -> Any:  # noqa: ANN401  (distributed has no types)
    """Return a plugin that has each worker, those to come too, tell whether it runs that version.

    It travels by value, as a class inside a function does, so that a worker without this module can load it.
    """
    from distributed import WorkerPlugin

    class VersionPlugin(WorkerPlugin):
        name = version

        async def setup(self, worker: Any) -> None:  # noqa: ANN401
            try:
                from service.core.shipped_files import code_version
            except ImportError:
                return
            if version == f"tingbao-{code_version()}":
                await worker.set_resources(**{version: worker.state.nthreads})

    return VersionPlugin()
