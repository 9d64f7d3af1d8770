"""A Dask cluster on this machine: what sending shows there costs, over making them here."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from service.executors import open_executor
from tests.support.clusters import Cluster, cluster
from tests.support.executor_tasks import square
from tests.tools.measuring import SHOWS
from tests.tools.shows_bench import made

CALLS = 500


def rows() -> dict[str, float]:
    """The table's rows."""
    with tempfile.TemporaryDirectory() as name, cluster(Path(name), workers=1) as dask:
        here, one = made(SHOWS)[0], made(SHOWS, "--cluster", dask.address)[0]
        found = {"an empty call to a worker and back, milliseconds": round(1000 * _seconds_of_a_call(dask), 1)}
        dask.add_worker()
        two = made(SHOWS, "--cluster", dask.address)[0]
        return found | {
            f"{SHOWS} shows, 1 worker, seconds": round(one, 1),
            f"{SHOWS} shows, 2 workers, seconds": round(two, 1),
            f"ratio: {SHOWS} shows, 2 workers / here": round(two / here, 2),
            f"ratio: {SHOWS} shows, 2 workers / 1 worker": round(two / one, 2),
            "a show on 2 workers over one here, milliseconds": round(1000 * (two - here) / SHOWS),
        }


def _seconds_of_a_call(dask: Cluster) -> float:
    executor = open_executor(dask.address, 1, _warn)
    start = time.perf_counter()
    assert len(list(executor.run(square, range(CALLS)))) == CALLS
    return (time.perf_counter() - start) / CALLS


def _warn(text: str) -> None:
    print(text, file=sys.stderr)
