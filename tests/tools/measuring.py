"""What the parts of the bench share: commands run and timed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.paths import ROOT

ROUNDS = 3
SHOWS = int(os.environ.get("TINGBAO_BENCH_SHOWS", "50"))
"""How many are many; fewer make the parts `shows` and `cluster` quicker, and their rows other rows."""


def tingbao(*words: str, cwd: Path) -> tuple[float, str, float]:
    """Runs a command: seconds, what it printed, the peak memory of the largest process so far in megabytes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "service.cli", *words]
    done = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    return seconds, done.stdout, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def python(code: str) -> float:
    """Seconds of a fresh Python with that code, the best of some."""
    return best(
        lambda: subprocess.run([sys.executable, "-c", code], env=environment(), check=True, capture_output=True)
    )


def environment() -> dict[str, str]:
    """This one, with the checkout's code."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def best(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of some runs, seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)
