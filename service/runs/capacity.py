"""How much may go on at once on one machine."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

RUN = 350_000_000
"""Bytes of memory that a run with its processes is allowed for."""


def runs(parallel: int) -> int:
    """How many runs are made at once: so many where that is set, else one a core, and what fits into the memory."""
    return parallel or max(1, min(os.cpu_count() or 1, free_memory() // RUN))


def free_memory(proc: Path = Path("/proc"), cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Bytes that processes started now can have: of the machine, and of the container where that has less."""
    free = _fields(proc / "meminfo").get("MemAvailable:", RUN // 1024 * 1024) * 1024
    with contextlib.suppress(OSError, ValueError):  # no limit is the word "max"
        used = int((cgroup / "memory.current").read_text()) - _fields(cgroup / "memory.stat").get("inactive_file", 0)
        free = min(free, int((cgroup / "memory.max").read_text()) - used)
    return max(free, 0)


def _fields(path: Path) -> dict[str, int]:
    """Names and numbers of a file that has one of each a line."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return {line.split()[0]: int(line.split()[1]) for line in path.read_text().splitlines()}
    return {}
