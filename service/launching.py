"""Starting runs: whoever wants a briefing, it is made by a `tingbao make` process of its own."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import service
from service import runs
from service.settings import Settings

ENV_RUN, ENV_TRIGGER, ENV_ROUND = "TINGBAO_RUN", "TINGBAO_TRIGGER", "TINGBAO_ROUND"
"""What a run learns of its starter: its id, who it is, and the round of runs that it belongs to."""


@dataclass(frozen=True, slots=True)
class Started:
    """A run that was started here."""

    id: str
    show: str
    process: subprocess.Popen[bytes]
    said: IO[bytes] | None = None
    """What it says on stderr; None where there is no room to keep it."""

    def end(self, patience: float) -> None:
        """Ends the run and all that it started: asked first, after `patience` seconds made to."""
        self.ask()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self) -> None:
        """Asks the run to end."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)

    def last_words(self) -> str:
        """The last line it has said on stderr."""
        if self.said is None:
            return ""
        self.said.seek(0)
        lines = self.said.read()[-4096:].decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def start(
    settings: Settings,
    show: str,
    trigger: str,
    words: Sequence[str] = (),
    *,
    round_: str = "",
    out: IO[bytes] | None = None,
) -> Started:
    """Starts `tingbao make` for the show, in a process group of its own; `words` are further options and inputs.

    It says what it does in its log (`runs`), not here; what it prints goes to `out`. `round_` names the runs that are
    made together. Raises OSError where no process can be had.
    """
    id_ = runs.new_id(dt.datetime.now(dt.UTC))
    said: IO[bytes] | None = None
    with contextlib.suppress(OSError):  # there is nowhere to keep it: the run is worth more than its words
        said = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the run's object)
    process = subprocess.Popen(
        command(settings, "make", "--show", show, "--quiet", *words),
        stdin=subprocess.DEVNULL,
        stdout=out or subprocess.DEVNULL,
        stderr=said or subprocess.DEVNULL,
        start_new_session=True,
        env={**environment(), ENV_RUN: id_, ENV_TRIGGER: trigger, ENV_ROUND: round_},
    )
    return Started(id_, show, process, said)


def command(settings: Settings, name: str, *words: str) -> list[str]:
    """The words that run a command of ours with these settings' config file."""
    config = ("--config", str(settings.file.absolute())) if settings.file else ()
    return [sys.executable, "-m", "service.cli", *name.split(), *config, *words]


def environment() -> dict[str, str]:
    """The environment in which `command` finds the program, wherever it is run."""
    paths = (str(Path(service.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
