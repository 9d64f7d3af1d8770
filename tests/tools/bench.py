"""`./run bench`: what the project costs, as ratios to floors measured in the same run.

Seconds depend on the machine and on what else it does; the ratios are what is compared between versions. One table, and
the same as JSON: `--json` prints it, `--save` keeps it in `last.json` beside this file. Each run is compared with what
was kept there last: what has grown by more than a fifth is named, and makes the exit code 1.

    ./run bench            everything: half an hour
    ./run bench sound      one part: episode, kokoro, sound, pages, archive, shows, cluster, service
    TINGBAO_BENCH_SHOWS=5 ./run bench shows cluster      with fewer shows than 50, to try it
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
LAST = HERE / "last.json"
WORSE = 1.2
"""A ratio grown by more than this is named: ratios of one run vary by a tenth between runs."""

Rows = dict[str, float]


def episode() -> Rows:
    """A five-minute episode: cold, unchanged, with one story changed; against synthesis and encoding alone."""
    from tests.tools import episode_bench

    return episode_bench.rows()


def kokoro() -> Rows:
    """Five minutes by kokoro: cold, unchanged, a sentence changed; against the model alone, espeak and edge."""
    from tests.tools import kokoro_bench

    return kokoro_bench.rows()


def sound() -> Rows:
    """Ten minutes of sound mastered and encoded, against LAME alone."""
    from tests.tools import audio_bench

    result = audio_bench.measure(audio_bench.made_up(10))
    return {
        "ratio: ten minutes mastered and encoded / LAME": round(result.ratio, 2),
        "ratio: one part of it changed / all of it": round(result.one_changed / result.cold, 2),
    }


def pages() -> Rows:
    """A thousand newspaper pages on one core."""
    from tests.tools import pages_bench

    return pages_bench.rows()


def archive() -> Rows:
    """One more episode of a show that has 5,000, against one of a show that has 100."""
    from tests.tools import archive_bench

    return archive_bench.rows()


def shows() -> Rows:
    """One, some and many shows due at once on this machine."""
    from tests.tools import shows_bench

    return shows_bench.rows()


def service() -> Rows:
    """The service's memory, its end, and what a run that was killed costs the next one."""
    from tests.tools import service_bench

    return service_bench.rows()


def cluster() -> Rows:
    """The same shows made by the workers of a Dask cluster."""
    from tests.tools import cluster_bench

    return cluster_bench.rows()


PARTS: dict[str, Callable[[], Rows]] = {
    part.__name__: part for part in (episode, kokoro, sound, pages, archive, shows, cluster, service)
}


def main(words: list[str]) -> int:
    """Measures the parts that are named, or all; the exit code."""
    parser = argparse.ArgumentParser("./run bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what is measured: {', '.join(PARTS)}; none: all")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--save", action="store_true", help="keep the results for the next comparison")
    asked = parser.parse_args(words)
    if strange := [part for part in asked.parts if part not in PARTS]:
        parser.error(f"there is no part {strange[0]!r}; there are {', '.join(PARTS)}")
    wanted = asked.parts or list(PARTS)
    rows: Rows = {}
    for name in wanted:
        print(f"{name}: {(PARTS[name].__doc__ or '').splitlines()[0]}", file=sys.stderr)
        rows |= PARTS[name]()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    document = {"machine": machine, **{name.strip(): value for name, value in rows.items()}}
    last = json.loads(LAST.read_text("utf-8")) if LAST.is_file() else {}
    if asked.json:
        print(json.dumps(document, indent=1))
    else:
        print(machine)
        for name, value in rows.items():
            print(f"{name:58} {value:>8}  {_before(name, last)}".rstrip())
    worse = [name for name in rows if name.startswith("ratio") and rows[name] > WORSE * last.get(name, rows[name])]
    for name in worse:
        print(f"slower: {name}: {rows[name]}, last {last[name]}", file=sys.stderr)
    if asked.save:
        LAST.write_text(json.dumps(last | document, indent=1) + "\n", "utf-8")
    return 1 if worse else 0


def _before(name: str, last: dict[str, float]) -> str:
    return f"(last {last[name.strip()]})" if name.strip() in last else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
