"""The protocol that every executor keeps, and what a function that it calls can ask.

An executor is given a function of a module and a value for each call. A cluster sends both to its workers, so the
function must be found there by its name, and the value must be one that can be pickled.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Protocol, TypeVar, cast

from service.core.messages import _
from service.errors import ConfigError

EXECUTORS = {
    "": "service.executors.threads:Threads",
    "tcp": "service.executors.dask:Cluster",
    "tls": "service.executors.dask:Cluster",
}
"""Scheme of the cluster's address -> `module:Class`; an empty one: this machine."""

T = TypeVar("T")
R = TypeVar("R")


class Executor(Protocol):
    """Call a function for many values side by side; any thread may use it."""

    def run(self, function: Callable[[T], R], values: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Call the function for each value; yield each result once, with its value's index, as they come.

        What the function raises is raised here, and the calls that are left are cancelled. They are cancelled too when
        the iterator is closed.
        """

    def stop(self) -> None:
        """Cancel all calls and accept no more; a call that was cancelled yields no result."""


def open_executor(address: str, width: int, warn: Callable[[str], None]) -> Executor:
    """Return the executor of the cluster at that address, or this machine's own where the address is empty.

    `width` is how many calls this machine makes at once. `warn` is told everything that keeps the cluster from being
    used. Raise ConfigError for an address of an unknown kind, and where Dask is not installed.
    """
    scheme = address.partition("://")[0] if address else ""
    if scheme not in EXECUTORS:
        raise ConfigError(
            _("There is no cluster at {address!r}: give its scheduler's address, tcp://host:8786.", address=address)
        )
    module, __, name = EXECUTORS[scheme].partition(":")
    return cast(Executor, getattr(importlib.import_module(module), name)(address, width, warn))


def cancelled() -> bool:
    """Return whether the call at work in this thread was cancelled: a long function must ask and end itself."""
    return _is_cancelled.get()()


def worker() -> str:
    """Return the host of the worker that makes the call at work in this thread; empty: this machine."""
    return _worker.get()


def call(function: Callable[[T], R], value: T, is_cancelled: Callable[[], bool], worker: str = "") -> R:
    """Call the function, which can then ask `cancelled` and `worker`. For executors."""
    tokens = _is_cancelled.set(is_cancelled), _worker.set(worker)
    try:
        return function(value)
    finally:
        _is_cancelled.reset(tokens[0])
        _worker.reset(tokens[1])


_is_cancelled: ContextVar[Callable[[], bool]] = ContextVar("is_cancelled", default=lambda: False)
_worker: ContextVar[str] = ContextVar("worker", default="")
