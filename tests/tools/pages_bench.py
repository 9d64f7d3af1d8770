"""A thousand newspaper pages on one core: how long, and whether memory grows."""

from __future__ import annotations

import subprocess
import sys

from tests.support.paths import ROOT
from tests.tools.measuring import environment

PAGES = """
import resource, sys, time
from pathlib import Path
from service.sources import local_pages, newspaper
pages = [page for path in sorted(Path(sys.argv[1]).iterdir()) for page in local_pages.read(str(path)).pages]
start, peaks = time.perf_counter(), []
for round in range(1000 // len(pages)):
    for page in pages:
        newspaper.read(page)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(time.perf_counter() - start, peaks[len(peaks) // 10] / 1024, peaks[-1] / 1024)
"""


def rows() -> dict[str, float]:
    """The table's rows."""
    command = [sys.executable, "-c", PAGES, str(ROOT / "seeds")]
    out = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout
    seconds, early, late = map(float, out.split())
    return {
        "newspaper pages a second": round(1000 / seconds, 1),
        "ratio: memory after a thousand pages / after a hundred": round(late / early, 2),
    }
