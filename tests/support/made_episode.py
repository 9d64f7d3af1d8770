"""An episode of one minute as the command makes it of the seeds, made once for all tests and workers of a session."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT, SEEDS

MAKE = ("make", "--length", "1m", "--date", "2026-03-21", "--engine", "espeak", "--json")
"""How it was made, in a folder that holds `seeds/`: the same command finds it unchanged."""


@dataclass(frozen=True)
class MadeEpisode:
    """The folder in which the command ran, and what it said."""

    folder: Path
    report: dict[str, Any]
    err: str

    def copy_to(self, folder: Path) -> None:
        """Copy everything: `seeds/`, `output/` and the state with its cache."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)


def make(shared: Path) -> MadeEpisode:
    """Make the episode below that folder, or take the one that another worker made there."""
    with (shared / "made-episode.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder, said = shared / "made-episode", shared / "made-episode.json"
        if not said.exists():
            shutil.copytree(SEEDS, folder / "seeds")
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            command = [sys.executable, "-m", "service.cli", *MAKE]
            done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
            said.write_text(json.dumps({"report": json.loads(done.stdout), "err": done.stderr}), "utf-8")
        return MadeEpisode(folder, **json.loads(said.read_text("utf-8")))
