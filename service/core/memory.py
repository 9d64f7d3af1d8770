"""How much memory is free; and that of arrays taken before the work begins, or a word that there is too little."""

from __future__ import annotations

import contextlib
import functools
import mmap
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

NEEDED = 600_000_000
"""Bytes of address space that a short run takes beyond what it has at its beginning: measured 580 MB.

480 MB are enough where the C library gives each thread no heap of its own. A run that has less than it would take can
wait for ever for a thread that found no memory to begin.
"""
_AT_ONCE = 2
"""Threads that multiply matrices at the same time: `audio.render` has as many."""
_SIDE = 512
"""Rows of a matrix whose product takes OpenBLAS's buffer, that of 64 does not, and a few milliseconds meanwhile."""


def reserve() -> None:
    """Check the memory and take the buffers of matrices, for a command that surely needs them."""
    check()
    take_buffers()


def check() -> None:
    """Raise MemoryError where there is less memory than a run needs; call it before numpy is loaded.

    OpenBLAS gets no threads of its own: each takes a buffer, and the products of a run are too small to gain by them.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        mmap.mmap(-1, NEEDED).close()
    except OSError:
        raise MemoryError from None


@functools.cache
def take_buffers() -> None:
    """Have numpy's OpenBLAS take its buffers, which it keeps as long as the process lives.

    It ends the process with words of its own where it gets none later. Raise MemoryError where there is no room for
    them, and RuntimeError where the system gives too few threads.
    """
    import numpy as np

    square = np.zeros((_SIDE, _SIDE), np.float32)
    together = threading.Barrier(_AT_ONCE)

    def multiply(_: int) -> None:
        together.wait()
        np.matmul(square, square)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        try:
            list(threads.map(multiply, range(_AT_ONCE)))
        except BaseException:
            together.abort()  # one that has started would wait for ever for one that cannot
            raise


def free(proc: Path = Path("/proc"), cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the bytes that new processes can have: the machine's, or the container's where that has less."""
    available = _fields(proc / "meminfo").get("MemAvailable:", NEEDED // 1024) * 1024
    with contextlib.suppress(OSError, ValueError):  # no limit is the word "max"
        used = int((cgroup / "memory.current").read_text()) - _fields(cgroup / "memory.stat").get("inactive_file", 0)
        available = min(available, int((cgroup / "memory.max").read_text()) - used)
    return max(available, 0)


def _fields(path: Path) -> dict[str, int]:
    """Return the names and numbers of a file that has one of each a line; nothing where it cannot be read."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return {line.split()[0]: int(line.split()[1]) for line in path.read_text().splitlines()}
    return {}
