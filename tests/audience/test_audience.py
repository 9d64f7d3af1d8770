"""Downloads counted from logs with known truth: exact, in any order, and once however often a log is read."""

import concurrent.futures
import datetime as dt
import os
import random
import signal
import subprocess
import sys

import pytest

from service import settings
from service.audience.audience import Audience
from tests.support.counted_shows import publish_shows
from tests.support.paths import ROOT
from tests.support.synthetic_access import SyntheticLog

NOW = dt.datetime(2026, 3, 28, 9, tzinfo=dt.UTC)


def counted(audience, now=NOW):
    return {row[:3] + row[4:5]: row.downloads for row in audience.counts(now).downloads}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_rotated_log_gives_the_truth_in_any_order_and_however_often_it_is_read(listened, sounds, tmp_path, seed):
    log = SyntheticLog(sounds, dt.date(2026, 3, 21), days=5, seed=seed).fill(6)
    paths, audience = log.rotated(tmp_path), Audience(listened)
    random.Random(seed).shuffle(paths)
    for path in (*paths, *reversed(paths)):
        report = audience.read_log(path, NOW)
        assert not report.unreadable
    assert counted(audience) == dict(log.truth.downloads)
    assert sum(log.truth.downloads.values()) > 50


def test_each_way_of_listening_counts_as_it_must(listened, sounds, tmp_path):
    for way in SyntheticLog.WAYS:
        log, folder = SyntheticLog(sounds, dt.date(2026, 3, 21), days=5, seed=7), tmp_path / way
        for _ in range(5):
            log.add(way)
        folder.mkdir()
        audience = Audience(
            listened.model_copy(update={"service": listened.service.model_copy(update={"state": str(folder)})})
        )
        for path in log.rotated(folder, parts=1):
            audience.read_log(path, NOW)
        assert counted(audience) == dict(log.truth.downloads), way


def test_a_log_without_ranges_counts_the_same_where_nothing_was_sent_twice(listened, sounds, tmp_path):
    log = SyntheticLog(sounds, dt.date(2026, 3, 21), days=5, seed=4, ranges=False)
    log.fill(6, without=SyntheticLog.OVERLAPS)
    audience = Audience(listened)
    for path in log.rotated(tmp_path):
        audience.read_log(path, NOW)
    assert counted(audience) == dict(log.truth.downloads)


@pytest.mark.slow
@pytest.mark.parametrize("kills", [1, 4])
def test_an_import_that_is_killed_is_made_good_by_the_next_one(listened, sounds, tmp_path, kills):
    """SQLite's journal is there from the first write to the commit."""
    folder = tmp_path / "service"
    publish_shows(folder.mkdir() or folder)
    log = SyntheticLog(sounds, dt.date.today() - dt.timedelta(days=6), days=5, seed=9).fill(120)
    log.rotated(folder, parts=1)
    command = [sys.executable, "-m", "service.cli", "stats", "import", "access.log"]
    where = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    journal, killed = folder / ".tingbao" / "audience" / "downloads.sqlite-journal", 0
    for _ in range(kills):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **where)
        while process.poll() is None and not journal.exists():
            pass
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        process.communicate()
    assert killed == kills
    subprocess.run(command, check=True, capture_output=True, **where)
    found = settings.load(folder / "tingbao.toml")
    assert counted(Audience(found), dt.datetime.now(dt.UTC)) == dict(log.truth.downloads)


def test_several_imports_at_once_count_what_one_would(listened, sounds, tmp_path):
    log = SyntheticLog(sounds, dt.date(2026, 3, 21), days=5, seed=8).fill(20)
    paths = log.rotated(tmp_path, parts=4, overlap=300)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda path: Audience(listened).read_log(path, NOW), [*paths, *paths]))
    assert counted(Audience(listened)) == dict(log.truth.downloads)
