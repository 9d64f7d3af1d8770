"""How many runs one machine can make at once."""

from __future__ import annotations

import os
from collections.abc import Iterable

from service.core import memory
from service.speech.engines import kokoro

RUN_BYTES = 350_000_000
"""Bytes of memory that are counted for a run with its processes, but for a neural voice's."""


def runs(parallel: int, engines: Iterable[str] = ()) -> int:
    """Return how many runs are made at once: `parallel`, or where it is 0 one a core, as far as the memory reaches.

    `engines` are those of the shows: kokoro may take over from any but espeak.
    """
    cores = os.cpu_count() or 1
    neural = kokoro.MODEL_BYTES + cores * kokoro.WORKER_BYTES if any(each != "espeak" for each in engines) else 0
    return parallel or max(1, min(cores, memory.free() // (RUN_BYTES + neural)))
