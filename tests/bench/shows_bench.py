"""1, 10 and 50 shows of five minutes, all due at once: time and memory; the page that they share is read once."""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from measuring import ROOT, tingbao

SHARED, OWN = "2026-03-21-A01.txt", "2026-03-21-A02.txt"


def rows() -> dict[str, float]:
    """The table's rows."""
    found = {count: made(count) for count in (1, 10, 50)}
    one, ten, fifty = (found[count] for count in (1, 10, 50))
    return {
        "one show of make --all, seconds": round(one[0], 2),
        "50 shows of make --all, seconds": round(fifty[0], 1),
        "ratio: 50 shows / five times 10 shows": round(fifty[0] / (5 * ten[0]), 2),
        "ratio: 50 shows / fifty times one show": round(fifty[0] / (50 * one[0]), 2),
        "memory of all processes of 50 shows, megabytes": round(fifty[1]),
        "ratio: memory of 50 shows / of 10 shows": round(fifty[1] / ten[1], 2),
    }


def made(count: int) -> tuple[float, float]:
    """Seconds for so many shows, and the most memory of all processes together, megabytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shows(folder, count)
        with watched() as peak:
            seconds = tingbao("make", "--all", "--quiet", cwd=folder)[0]
        assert len(list(folder.glob("output/*/feed.xml"))) == count
    return seconds, peak.megabytes


def write_shows(folder: Path, count: int) -> None:
    """A configuration of so many shows: each has a page of its own (the same but for its numbers) and a shared one."""
    (folder / "shared").mkdir()
    shutil.copy(ROOT / "seeds" / SHARED, folder / "shared")
    text, chance, config = (ROOT / "seeds" / OWN).read_text("utf-8"), random.Random(8), []
    for number in range(count):
        own = folder / f"county-{number}"
        own.mkdir()
        digits = re.sub(r"\d{2,}", lambda found: str(chance.randrange(11, 10 ** len(found[0]))), text)
        (own / OWN).write_text(digits, "utf-8")
        config.append(
            f'[[show]]\nslug = "county-{number}"\ntitle = "县报{number}"\nengine = "espeak"\n'
            f'sources = ["county-{number}", "shared"]\nlength = "5m"\n'
        )
    (folder / "tingbao.toml").write_text("\n".join(config), "utf-8")


class watched:
    """The most memory that this process's descendants have had together (proportional set size, /proc)."""

    def __enter__(self) -> watched:
        self.megabytes, self._end = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.2):
            self.megabytes = max(self.megabytes, sum(map(_megabytes, _descendants())))


def _descendants() -> list[Path]:
    import os

    parents = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parents[process] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, family = [], {os.getpid()}
    grown = True
    while grown:
        more = [process for process, parent in parents.items() if parent in family and process not in found]
        found += more
        family |= {int(process.name) for process in more}
        grown = bool(more)
    return found


def _megabytes(process: Path) -> float:
    try:
        text = (process / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(text.partition("Pss:")[2].split()[0]) / 1024


if __name__ == "__main__":
    count = int(sys.argv[1])
    start = time.perf_counter()
    print(count, made(count), time.perf_counter() - start)
