"""Episodes as the command makes them of the seeds, made once for all tests and workers of a session."""

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
"""How one was made, in a folder that holds `seeds/`: the same command finds it unchanged."""
HELD = ("make", "--length", "2m", "--date", "2026-03-21", "--edition", "draft", "--json")
"""How one was made that waits for approval."""
HELD_ID = "2026-03-21-draft"
HELD_CONFIG = '[[show]]\nslug = "daily"\nengine = "espeak"\napprove = true\n'


@dataclass(frozen=True)
class MadeEpisode:
    """The folder in which the command ran, and what it said."""

    folder: Path
    report: dict[str, Any]
    err: str

    def copy_to(self, folder: Path) -> None:
        """Copy everything: `seeds/`, `output/` and the state with its cache."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)


def undated(folder: Path) -> None:
    """Have a page among the folder's seeds that is of no date: it is new whenever a test is run."""
    page = (SEEDS / "2026-03-21-A01.txt").read_text("utf-8").replace("2026年3月21日　星期六", "")
    (folder / "seeds" / "page.txt").write_text(page, "utf-8")


def make(shared: Path) -> MadeEpisode:
    """Make a published one below that folder, or take the one that another worker made there."""
    return _made(shared, "made-episode", MAKE, "")


def make_held(shared: Path) -> MadeEpisode:
    """Make one that waits for approval, likewise."""
    return _made(shared, "held-episode", HELD, HELD_CONFIG)


def _made(shared: Path, name: str, words: tuple[str, ...], config: str) -> MadeEpisode:
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder, said = shared / name, shared / f"{name}.json"
        if not said.exists():
            shutil.copytree(SEEDS, folder / "seeds")
            if config:
                (folder / "tingbao.toml").write_text(config, "utf-8")
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            command = [sys.executable, "-m", "service.cli", *words]
            done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
            said.write_text(json.dumps({"report": json.loads(done.stdout), "err": done.stderr}), "utf-8")
        return MadeEpisode(folder, **json.loads(said.read_text("utf-8")))
