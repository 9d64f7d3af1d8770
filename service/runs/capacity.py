"""How many runs one machine can make at once."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

RUN_BYTES = 350_000_000
"""Bytes of memory that are counted for a run with its processes."""


def runs(parallel: int) -> int:
    """Return how many runs are made at once: `parallel`, or where it is 0 one a core, as far as the memory reaches."""
    return parallel or max(1, min(os.cpu_count() or 1, free_memory() // RUN_BYTES))


def free_memory(proc: Path = Path("/proc"), cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the bytes that new processes can have: the machine's, or the container's where that has less."""
    free = _fields(proc / "meminfo").get("MemAvailable:", RUN_BYTES // 1024 * 1024) * 1024
    with contextlib.suppress(OSError, ValueError):  # no limit is the word "max"
        used = int((cgroup / "memory.current").read_text()) - _fields(cgroup / "memory.stat").get("inactive_file", 0)
        free = min(free, int((cgroup / "memory.max").read_text()) - used)
    return max(free, 0)


def _fields(path: Path) -> dict[str, int]:
    """Return the names and numbers of a file that has one of each a line; nothing where it cannot be read."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return {line.split()[0]: int(line.split()[1]) for line in path.read_text().splitlines()}
    return {}
