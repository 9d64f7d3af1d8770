"""A Dask cluster on this machine: what sending shows and clips there costs, over making them here."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from service.executors import open_executor
from service.speech import engines
from service.speech.engines import SpeechRequest
from service.speech.spread import Spread
from service.speech.voice_profiles import Voice
from tests.support.clusters import Cluster, cluster
from tests.support.executor_tasks import square, wait_a_second_a_clip
from tests.tools.measuring import SHOWS
from tests.tools.shows_bench import made

CALLS = 500
CLIPS = 64
WORKERS = (1, 2, 4, 8, 16)


def rows() -> dict[str, float]:
    """The table's rows."""
    with tempfile.TemporaryDirectory() as name, cluster(Path(name), workers=1) as dask:
        here, one = made(SHOWS)[0], made(SHOWS, "--cluster", dask.address)[0]
        found = {"an empty call to a worker and back, milliseconds": round(1000 * _seconds_of_a_call(dask), 1)}
        dask.add_worker()
        two = made(SHOWS, "--cluster", dask.address)[0]
        found |= {
            f"{SHOWS} shows, 1 worker, seconds": round(one, 1),
            f"{SHOWS} shows, 2 workers, seconds": round(two, 1),
            f"ratio: {SHOWS} shows, 2 workers / here": round(two / here, 2),
            f"ratio: {SHOWS} shows, 2 workers / 1 worker": round(two / one, 2),
            "a show on 2 workers over one here, milliseconds": round(1000 * (two - here) / SHOWS),
        }
    return found | _waiting()


def _seconds_of_a_call(dask: Cluster) -> float:
    executor = open_executor(dask.address, 1, _warn)
    start = time.perf_counter()
    assert len(list(executor.run(square, range(CALLS)))) == CALLS
    return (time.perf_counter() - start) / CALLS


def _waiting() -> dict[str, float]:
    """Clips of a voice that only waits a second for each: what lasts longer than that is the scheduling itself."""
    found = {}
    with tempfile.TemporaryDirectory() as name, cluster(Path(name), workers=0) as dask:
        for workers in WORKERS:
            while len(dask.workers) < workers:
                dask.add_worker()
            share = _seconds_of_clips(dask) / (CLIPS / workers)
            found[f"ratio: a voice that only waits, workers: {workers} / its waiting"] = round(share, 2)
    return found


def _seconds_of_clips(dask: Cluster) -> float:
    executor, voice = open_executor(dask.address, 1, _warn), Voice("waiting", "espeak", "")

    def run(function: Callable[..., Any], *others: Any) -> Iterator[tuple[int, list[tuple[int, bytes]]]]:
        return executor.run(wait_a_second_a_clip, *others)

    spread = Spread(engines.load("espeak"), run, executor.width)
    start = time.perf_counter()
    spoken = [index for index, _ in spread.speak([SpeechRequest(f"{number}", voice) for number in range(CLIPS)])]
    seconds = time.perf_counter() - start
    assert sorted(spoken) == list(range(CLIPS))
    return seconds


def _warn(text: str) -> None:
    print(text, file=sys.stderr)
