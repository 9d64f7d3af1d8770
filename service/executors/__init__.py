"""Where work is done: on this machine, or on a cluster. One protocol; nothing else in the code knows which.

What is handed over is a function of a module and a value for each call: both must be found, or fit, wherever it is
done.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Protocol, TypeVar, cast

from service.errors import ConfigError

EXECUTORS = {
    "": "service.executors.threads:Threads",
    "tcp": "service.executors.dask:Cluster",
    "tls": "service.executors.dask:Cluster",
}
"""Scheme of the cluster's address -> `module:Class`; none: this machine."""

T = TypeVar("T")
R = TypeVar("R")


class Executor(Protocol):
    """Calls a function for many values side by side; any thread may use it."""

    @property
    def width(self) -> int:
        """How many calls are at work at once, as far as is known."""
        ...

    def run(
        self, function: Callable[[T], R], values: Sequence[T], needs: Sequence[str] = ()
    ) -> Iterator[tuple[int, R]]:
        """Call the function for each value; yield each result once, with its value's index, as they come.

        `needs` names what a worker of a cluster must say that it has (the engine whose model lies there). What the
        function raises is raised here, and the rest is given up; so it is when the iterator is closed.
        """

    def stop(self) -> None:
        """Give up all that is at work and take nothing more: what is not done yet is not yielded."""


def open_executor(address: str, width: int, warn: Callable[[str], None]) -> Executor:
    """The executor at a cluster's address, or this machine's own of that width where it is empty.

    `warn` hears of everything that keeps the cluster from being used. Raises ConfigError for an address of no kind.
    """
    scheme = address.partition("://")[0] if address else ""
    if scheme not in EXECUTORS:
        raise ConfigError(f"There is no cluster at {address!r}: give its scheduler's address, tcp://host:8786.")
    module, _, name = EXECUTORS[scheme].partition(":")
    return cast(Executor, getattr(importlib.import_module(module), name)(address, width, warn))


def given_up() -> bool:
    """For a function that an executor calls and that takes long: whether nobody waits for it any more."""
    return _given_up.get()()


def worker() -> str:
    """For a function that an executor calls: the host of the worker that it is called on; empty: this machine."""
    return _worker.get()


def call(function: Callable[[T], R], value: T, is_given_up: Callable[[], bool], worker: str = "") -> R:
    """For executors: calls the function so that it can ask whether it is given up, and on which worker it is."""
    tokens = _given_up.set(is_given_up), _worker.set(worker)
    try:
        return function(value)
    finally:
        _given_up.reset(tokens[0])
        _worker.reset(tokens[1])


_given_up: ContextVar[Callable[[], bool]] = ContextVar("given_up", default=lambda: False)
_worker: ContextVar[str] = ContextVar("worker", default="")
