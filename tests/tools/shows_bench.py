"""Many shows of five minutes, all due at once: time and memory; the page that they share is read once."""

from __future__ import annotations

import os
import random
import re
import tempfile
import threading
from pathlib import Path

from tests.support.paths import ROOT
from tests.tools.measuring import SHOWS, tingbao

SHARED, OWN = ((ROOT / "seeds" / f"2026-03-21-A0{page}.txt").read_text("utf-8") for page in (1, 2))


def rows() -> dict[str, float]:
    """The table's rows."""
    fewer = max(1, SHOWS // 5)
    one, some, many = made(1), made(fewer), made(SHOWS)
    return {
        "one show of make --all, seconds": round(one[0], 2),
        f"{SHOWS} shows of make --all, seconds": round(many[0], 1),
        f"ratio: {SHOWS} shows / {fewer}, by the show": round(many[0] / SHOWS / (some[0] / fewer), 2),
        f"ratio: {SHOWS} shows / one, by the show": round(many[0] / SHOWS / one[0], 2),
        f"memory of all processes of {SHOWS} shows, megabytes": round(many[1]),
        f"ratio: memory of {SHOWS} shows / of {fewer}": round(many[1] / some[1], 2),
    }


def made(count: int, *words: str) -> tuple[float, float]:
    """Seconds for so many shows, and the most memory of all processes of this one together, megabytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shows(folder, count)
        with watched() as peak:
            seconds = tingbao("make", "--all", "--quiet", *words, cwd=folder)[0]
        assert len(list(folder.glob("output/*/feed.xml"))) == count
    return seconds, peak.megabytes


def write_shows(folder: Path, count: int) -> None:
    """A configuration of so many shows: each has a page of its own (the same but for its numbers) and a shared one."""
    (folder / "shared").mkdir()
    (folder / "shared" / "page.txt").write_text(_undated(SHARED), "utf-8")
    chance, config = random.Random(8), []
    for number in range(count):
        own = folder / f"county-{number}"
        own.mkdir()
        digits = re.sub(r"\d{2,}", lambda found: str(chance.randrange(11, 10 ** len(found[0]))), _undated(OWN))
        (own / "page.txt").write_text(digits, "utf-8")
        config.append(
            f'[[show]]\nslug = "county-{number}"\ntitle = "县报{number}"\nengine = "espeak"\n'
            f'sources = ["county-{number}", "shared"]\nlength = "5m"\n'
        )
    (folder / "tingbao.toml").write_text("\n".join(config), "utf-8")


def _undated(page: str) -> str:
    """The page without its date, so that it is never too old."""
    return re.sub(r"2026年\d+月\d+日.*", "", page)


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
