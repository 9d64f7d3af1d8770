"""Execute a run: each is a `tingbao make` process of its own, whoever asked for it and wherever it is made."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import service
from service.core import json_codec
from service.core.messages import _
from service.errors import TingbaoError
from service.executors import cancelled, worker
from service.runs.request import RunRequest
from service.runs.run_records import Run, RunStatus, RunStore
from service.settings import ServiceSettings, Settings

EXIT_GRACE = 30.0
"""Seconds after its time limit in which a run ends itself."""
TERM_TIMEOUT = 4.0
"""Seconds between SIGTERM and SIGKILL."""
POLL_INTERVAL = 0.1
"""Seconds between looks at whether a process has ended, and is still wanted."""
RECORD_POLL_INTERVAL = 1.0
"""The same for a run that another process follows."""
STOPPED = {code for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM) for code in (-number, 128 + number)}
"""Return codes of a process that a stop signal has ended before the run could say so itself."""


class RunProcess:
    """The process of a run."""

    def __init__(self, request: RunRequest) -> None:
        """Start it in a process group of its own. Raise OSError where no process can be had.

        What it does is in its log (`run_records`); its stderr is kept as long as this object.
        """
        self._stderr: IO[bytes] | None = None
        with contextlib.suppress(OSError):  # where there is no room, the run is worth more than its words
            self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  (kept open)
        overridden = {f"TINGBAO_{name.upper()}" for name in ServiceSettings.model_fields}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "service.commands.program", "make", "--request", "-"],
            cwd=request.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr or subprocess.DEVNULL,
            start_new_session=True,
            env={name: value for name, value in environment().items() if name.upper() not in overridden},
        )
        assert self.process.stdin
        with contextlib.suppress(OSError), self.process.stdin as stdin:  # it has ended already: its record says why
            stdin.write(json_codec.dump(request).encode())

    def wait(self, seconds: float) -> bool:
        """Wait for the end; return False where it was cancelled (`executors`) or took longer, and had to be ended."""
        ends, never = time.monotonic() + seconds, threading.Event()
        while self.process.poll() is None:
            never.wait(POLL_INTERVAL)  # time.sleep fails where the clock is set meanwhile (under faketime)
            if time.monotonic() > ends or cancelled():
                self.end()
                return False
        return True

    def end(self) -> None:
        """End the run and all that it started: ask first, then kill."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(TERM_TIMEOUT)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @property
    def last_line(self) -> str:
        """The last line of its stderr."""
        if self._stderr is None:
            return ""
        self._stderr.seek(0)
        lines = self._stderr.read()[-4096:].decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def execute(request: RunRequest) -> Run:
    """Make the run in a process of its own and return how it ended, within its time limit. For any executor.

    A run that has no record at its end gets one here, which is returned and not written. Where this very run is at work
    already (not it was lost, but the worker that had started it), its end is waited for. Raise TingbaoError where no
    process can be had.
    """
    runs, ends = RunStore(request.state), time.monotonic() + request.time_limit + EXIT_GRACE
    while (found := runs.get(request.show, request.id)) and found.status is RunStatus.RUNNING:
        if cancelled() or time.monotonic() > ends:
            return _cut_short(request, found, 1)
        time.sleep(RECORD_POLL_INTERVAL)
    if found and found.status not in (RunStatus.LOST, RunStatus.STOPPED):
        return found
    try:
        process = RunProcess(replace(request, worker=worker()))
    except OSError as error:
        raise TingbaoError(
            _("No process can be started in {folder}: {strerror}.", folder=request.folder, strerror=error.strerror)
        ) from None
    ended_itself = process.wait(ends - time.monotonic())
    found = runs.get(request.show, request.id)
    if found and found.has_ended:
        return found
    code = process.process.returncode
    if not ended_itself:
        return _cut_short(request, found, code, process.last_line)
    if code in STOPPED:
        return stopped(request, code, found=found)
    if not code:
        return left_nothing(request)
    silent = _(
        "The process ended with code {code} without a word: it was killed, or there is no memory left.", code=code
    )
    return unrecorded(request, code, process.last_line or silent, found)


def not_yet_recorded(request: RunRequest) -> Run:
    """Return the record of a run that has been submitted and has written none yet."""
    submitted = dt.datetime.strptime(request.id.split("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    return Run(request.id, request.show, request.trigger, submitted, request.edition)


def unrecorded(request: RunRequest, code: int, error: str, found: Run | None = None) -> Run:
    """Return the record of a run that failed and could not write it; `found`: what it had written so far."""
    return replace(
        found or not_yet_recorded(request),
        status=RunStatus.FAILED,
        exit_code=code if code > 0 else 1,
        ended=dt.datetime.now(dt.UTC),
        error=error.removeprefix("tingbao: "),
    )


def left_nothing(request: RunRequest) -> Run:
    """Return the record of a run that ended well and left none here."""
    where = _(
        "It ended well, but left nothing in {state}: a worker must see that folder by this path.", state=request.state
    )
    return unrecorded(request, 1, where)


def stopped(request: RunRequest, code: int, error: str = "", found: Run | None = None) -> Run:
    """Return the record of a run that was stopped and could not write it."""
    return replace(unrecorded(request, code, error or _("It was stopped."), found), status=RunStatus.STOPPED)


def _cut_short(request: RunRequest, found: Run | None, code: int, error: str = "") -> Run:
    if cancelled():
        return stopped(request, code, error, found)
    late = _(
        "It ran longer than the {time_limit:g} s it may, did not end by itself, and was ended.",
        time_limit=request.time_limit,
    )
    return unrecorded(request, code, late, found)


@contextlib.contextmanager
def naming_worker(host: str) -> Iterator[None]:
    """Have an error raised inside say on which worker of a cluster: what is wrong may be its own."""
    try:
        yield
    except TingbaoError as error:
        if host:
            error.args = (_("On the worker {host}: {error}", host=host, error=error),)
        raise


def command(settings: Settings, name: str, *arguments: str) -> list[str]:
    """Return the argv of a command of ours with these settings' config file."""
    config = ("--config", str(settings.file.absolute())) if settings.file else ()
    return [sys.executable, "-m", "service.commands.program", *name.split(), *config, *arguments]


def environment() -> dict[str, str]:
    """Return the environment in which `command` finds the program, wherever it is run."""
    paths = (str(Path(service.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
