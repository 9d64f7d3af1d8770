"""Runs that the web service starts, and never two of one show at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from service.runs.run_process import RunProcess, prepared
from service.runs.run_records import Run, RunStatus, RunStore
from service.settings import Settings


class Busy(Exception):
    """A run of the show is at work: its id."""


class Begun(Protocol):
    """A run that was begun."""

    id: str
    show: str

    def code(self) -> int | None:
        """Its exit code; None while it is at work."""


class Starter(Protocol):
    """Who starts runs for the web service."""

    def start(self, show: str, words: Sequence[str]) -> Begun:
        """A new run of the show; Busy when one is at work, OSError where no process can be had."""


class Launcher:
    """Starts runs itself; for a service without a scheduler."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings, self._lock = settings, threading.Lock()
        self._started: dict[str, RunProcess] = {}

    def start(self, show: str, words: Sequence[str]) -> RunProcess:
        """See Starter."""
        with self._lock:
            past, last = RunStore(self._settings().state), self._started.get(show)
            if last and last.code() is None and not past.get(show, last.id):  # it has hardly begun
                raise Busy(last.id)
            if run := at_work(past, show):
                raise Busy(run.id)
            self._started[show] = RunProcess(prepared(self._settings(), show, "api", words))
            return self._started[show]


def at_work(runs: RunStore, show: str) -> Run | None:
    """The show's run that is at work now, whoever started it."""
    return next((run for run in runs.list(show) if run.status is RunStatus.RUNNING), None)
