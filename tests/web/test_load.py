"""Two hundred listeners at once while a briefing is made: no error, no byte lost, memory flat, the briefing in time."""

import shutil
import subprocess
import sys
import threading
import time

import pytest

from service.web.metrics import resident
from tests.support.examples import SOAK
from tests.support.listeners import Crowd
from tests.support.web_service import Service, seeds

LISTENERS = 200
SECONDS = 60 if SOAK else 6
GROWTH = 30_000_000
"""Bytes that the service may grow by while it is listened to: 200 connections with 64 KB each on their way, twice."""

pytestmark = [pytest.mark.slow, pytest.mark.alone]


@pytest.fixture
def busy(tmp_path):
    (tmp_path / "served").mkdir()
    found = Service(seeds(tmp_path / "served"))
    found.make("seeds", "--show", "daily", "--date", "2026-03-21", "--edition", "first", "--length", "90s", "--quiet")
    yield found.start()
    found.stop()


def briefing(folder, environment):
    """Seconds that a whole briefing takes, from nothing."""
    words = ["make", "seeds", "--show", "daily", "--date", "2026-03-21", "--edition", "second", "--length", "2m"]
    shutil.rmtree(folder / ".tingbao" / "clips", ignore_errors=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "service.cli", *words, "--quiet"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.monotonic() - began


def crowd(service, pause=0.5):
    output = service.folder / "output"
    [sound] = output.glob("daily/episodes/2026-03-21-first/*.mp3")
    return Crowd(service.port, "/daily/feed.xml", f"/{sound.relative_to(output)}", sound.read_bytes(), pause=pause)


def test_a_crowd_is_served_while_a_briefing_is_made(busy, tmp_path, capsys):
    alone = tmp_path / "alone"
    shutil.copytree(busy.folder, alone)
    apart = briefing(alone, busy.environment)
    assert crowd(busy).listen(LISTENERS, 1).errors == []
    before = resident(busy.process.pid)
    made, took = threading.Event(), []

    def make():
        try:
            took.append(briefing(busy.folder, busy.environment))
        finally:
            made.set()

    worker = threading.Thread(target=make)
    worker.start()
    tally = crowd(busy).listen(LISTENERS, SECONDS, made)
    worker.join()
    after = resident(busy.process.pid)
    ratio = took[0] / apart
    with capsys.disabled():
        sys.stderr.write(
            f"\n{LISTENERS} listeners, {SECONDS} s: {tally}; memory {before / 1e6:.1f} -> {after / 1e6:.1f} MB; "
        )
        sys.stderr.write(f"briefing {apart:.1f} s alone, {took[0]:.1f} s among listeners: {ratio:.2f} times\n")
    assert tally.errors == []
    assert len(tally.seconds) > 4 * LISTENERS  # each was answered again and again
    assert after - before < GROWTH
    assert ratio < 6  # a bound against standing still: the machine may have other work
    assert b"2026-03-21-second" in busy.get("/daily/feed.xml").body
    assert "Traceback" not in busy.said
