"""Starting runs: whoever wants a briefing, it is made by a `tingbao make` process of its own."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import service
from service.errors import TingbaoError
from service.executors import cancelled, worker
from service.runs import run_records
from service.runs.run_records import RunStatus, RunStore
from service.settings import ServiceSettings, Settings

ENV_RUN, ENV_TRIGGER, ENV_ROUND = "TINGBAO_RUN", "TINGBAO_TRIGGER", "TINGBAO_ROUND"
"""What a run learns of its starter: its id, who it is, and the round of runs that it belongs to."""
ENV_WORKER = "TINGBAO_WORKER"
"""Where a worker of a cluster makes the run: its host."""
GRACE = 30.0
"""Seconds after its time limit in which a run ends itself."""
PATIENCE = 4.0
"""Seconds in which a run that is asked to end does so."""
BEAT = 0.1
"""Seconds between looks at whether a run has ended, and is still wanted."""
_NOT_SENT = ("host", "port", "parallel", "cluster", "on_failure", "on_success", "on_approval")
"""Settings of the service that no run needs."""


@dataclass(frozen=True, slots=True)
class RunLaunch:
    """A run to be made, here or wherever the config, the state and what is published lie by the same paths.

    No secret is in it: a run has those of the environment in which it is made.
    """

    id: str
    show: str
    words: tuple[str, ...]
    """Of `tingbao`."""
    folder: str
    """Where it is run."""
    state: str
    environment: Mapping[str, str]
    """What the run learns of its starter, and the settings of the service."""
    seconds: float
    """It must have ended by then."""


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """How a run ended."""

    code: int
    out: bytes = b""
    """What it printed."""
    said: str = ""
    """The last line it has said on stderr."""
    late: bool = False
    """It did not end by itself."""


class RunProcess:
    """A run that was started here."""

    def __init__(self, launch: RunLaunch) -> None:
        """Starts `tingbao make` in a process group of its own. Raises OSError where no process can be had.

        It says what it does in its log (`runs`); what it prints and complains of is kept as long as this object.
        """
        self.id, self.show = launch.id, launch.show
        self._out, self._said = _kept(), _kept()
        known = {f"TINGBAO_{name.upper()}" for name in ServiceSettings.model_fields}
        inherited = {name: value for name, value in environment().items() if name.upper() not in known}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "service.cli", *launch.words],
            cwd=launch.folder,
            stdin=subprocess.DEVNULL,
            stdout=self._out or subprocess.DEVNULL,
            stderr=self._said or subprocess.DEVNULL,
            start_new_session=True,
            env={**inherited, **launch.environment, ENV_WORKER: worker()},
        )

    def code(self) -> int | None:
        """Its exit code; None while it is at work."""
        return self.process.poll()

    def end(self) -> None:
        """Ends the run and all that it started: asked first, after some seconds made to."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ending(self, *, late: bool = False) -> ProcessResult:
        """How it ended."""
        lines = _content(self._said)[-4096:].decode("utf-8", "replace").split("\n")
        said = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return ProcessResult(self.process.returncode, _content(self._out), said, late)


def prepared(settings: Settings, show: str, trigger: str, words: Sequence[str] = (), *, round_: str = "") -> RunLaunch:
    """A run of the show to be made; `words` are further options and inputs, `round_` names runs made together."""
    id_, state = run_records.new_id(dt.datetime.now(dt.UTC)), str(settings.state.absolute())
    told = settings.service.model_dump(mode="json", exclude=set(_NOT_SENT)) | {"state": state}
    sent = {
        f"TINGBAO_{name.upper()}": each if isinstance(each, str) else json.dumps(each) for name, each in told.items()
    }
    return RunLaunch(
        id=id_,
        show=show,
        words=(*_words(settings, "make"), "--show", show, "--quiet", *words),
        folder=str(settings.home.absolute()),
        state=state,
        environment={**sent, ENV_RUN: id_, ENV_TRIGGER: trigger, ENV_ROUND: round_},
        seconds=settings.service.time_limit + GRACE,
    )


def carry_out(launch: RunLaunch) -> ProcessResult:
    """Makes the run here and waits for its end; one that is cancelled is ended. For any executor.

    Where that very run is at work already, since not it was lost but the worker that had started it, its end is waited
    for. Raises TingbaoError where no process can be had.
    """
    past, ends = RunStore(Path(launch.state)), time.monotonic() + launch.seconds
    while (found := past.get(launch.show, launch.id)) and found.status is RunStatus.RUNNING:
        if cancelled() or time.monotonic() > ends:
            return ProcessResult(1, late=True)
        time.sleep(10 * BEAT)
    if found and found.status not in (RunStatus.LOST, RunStatus.STOPPED):
        return ProcessResult(found.exit_code or 0, said=found.error)
    try:
        started = RunProcess(launch)
    except OSError as error:
        raise TingbaoError(f"No process can be started in {launch.folder}: {error.strerror}.") from None
    while started.code() is None:
        time.sleep(BEAT)
        late = time.monotonic() > ends
        if late or cancelled():
            started.end()
            return started.ending(late=late)
    return started.ending()


@contextlib.contextmanager
def placed() -> Iterator[None]:
    """An error raised inside says on which worker of a cluster, where it is one: what is amiss may be its own."""
    try:
        yield
    except TingbaoError as error:
        if host := os.environ.get(ENV_WORKER):
            error.args = (f"On the worker {host}: {error}",)
        raise


def _kept() -> IO[bytes] | None:
    """A place for what a run says; None where there is no room: the run is worth more than its words."""
    with contextlib.suppress(OSError):
        return tempfile.TemporaryFile()
    return None


def _content(file: IO[bytes] | None) -> bytes:
    if file is None:
        return b""
    file.seek(0)
    return file.read()


def command(settings: Settings, name: str, *words: str) -> list[str]:
    """The words that run a command of ours with these settings' config file."""
    return [sys.executable, "-m", "service.cli", *_words(settings, name), *words]


def _words(settings: Settings, name: str) -> tuple[str, ...]:
    config = ("--config", str(settings.file.absolute())) if settings.file else ()
    return (*name.split(), *config)


def environment() -> dict[str, str]:
    """The environment in which `command` finds the program, wherever it is run."""
    paths = (str(Path(service.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
