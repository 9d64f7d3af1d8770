"""Starting runs: whoever wants a briefing, it is made by a `tingbao make` process of its own."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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

    def end(self, patience: float) -> None:
        """Ends the run and all that it started: asked first, after `patience` seconds made to."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(settings: Settings, show: str, trigger: str, words: Sequence[str] = ()) -> Started:
    """Starts `tingbao make` for the show, in a process group of its own; `words` are further options and inputs.

    It says what it does in its log (`runs`), not here. Raises OSError where no process can be had.
    """
    id_ = runs.new_id(dt.datetime.now(dt.UTC))
    config = ("--config", str(settings.file.absolute())) if settings.file else ()
    paths = (str(Path(service.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "make", "--show", show, "--quiet", *config, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={
            **os.environ,
            ENV_RUN: id_,
            ENV_TRIGGER: trigger,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        },
    )
    return Started(id_, show, process)
