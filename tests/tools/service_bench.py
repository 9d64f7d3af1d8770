"""The service: its memory idle and beside a run, how soon it ends; and what a killed run costs the next one."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.paths import ROOT
from tests.tools.measuring import ROUNDS, environment, tingbao

MAKE = ("make", "--length", "15m", "--date", "2026-03-21", "--engine", "espeak", "--quiet")
CONFIG = """
[[show]]
engine = "espeak"
length = "15m"
timezone = "UTC"
schedule = "{due.minute} {due.hour} * * *"
"""


def rows() -> dict[str, float]:
    """The table's rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        colds, agains, kept = zip(*(_killed(folder) for _ in range(ROUNDS)), strict=True)
        idle, beside, ends = _served(folder)
    return {
        "cold quarter of an hour, seconds": round(min(colds), 2),
        "the same after a kill with half of it spoken, seconds": round(min(agains), 2),
        "  of its clips were kept, hundredths": round(100 * min(kept)),
        "ratio: after the kill / cold": round(min(agains) / min(colds), 2),
        "service idle, megabytes": round(idle),
        "service beside a run, megabytes": round(beside),
        "ratio: service beside a run / idle": round(beside / idle, 2),
        "service from SIGTERM to its end, seconds": round(ends, 2),
    }


def _killed(folder: Path) -> tuple[float, float, float]:
    """Seconds of a cold run, of one after a kill, and the part of the clips that the killed one left."""
    _clear(folder)
    cold, *_ = tingbao(*MAKE, cwd=folder)
    clips = len(_clips(folder))
    _clear(folder)
    command = [sys.executable, "-m", "service.cli", *MAKE]
    with subprocess.Popen(command, cwd=folder, env=environment(), start_new_session=True) as run:
        _until(lambda: len(_clips(folder)) >= clips / 2)
        os.killpg(run.pid, signal.SIGKILL)
    left = len(_clips(folder))
    again, *_ = tingbao(*MAKE, cwd=folder)
    return cold, again, left / clips


def _served(folder: Path) -> tuple[float, float, float]:
    """Megabytes of the service idle and at most beside a run, and the seconds that it takes to end."""
    _clear(folder)
    for page in tuple((folder / "seeds").iterdir()):  # without a date, in text or name, they are never too old
        page.write_text(page.read_text("utf-8").replace("2026年3月21日　星期六", ""), "utf-8")
        page.rename(page.with_name(page.name[-7:]))
    due = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    (folder / "tingbao.toml").write_text(CONFIG.format(due=due), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.DEVNULL) as service:
        try:
            beside: list[float] = []
            _until(lambda: beside.append(_megabytes(service.pid)) or (folder / "output/tingbao/feed.xml").exists())
            time.sleep(2)
            idle, start = _megabytes(service.pid), time.perf_counter()
            service.terminate()
            service.wait(60)
            return idle, max(beside), time.perf_counter() - start
        finally:
            service.kill()


def _clear(folder: Path) -> None:
    for name in (".tingbao", "output"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _clips(folder: Path) -> list[Path]:
    return [path for path in (folder / ".tingbao" / "clips").glob("??/*") if len(path.name) == 40]


def _until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + 300
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _megabytes(pid: int) -> float:
    """What the process has in memory."""
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024
