"""Downloads counted from logs with known truth: exact, in any order, and once however often a log is read."""

import datetime as dt
import random

import pytest

from service.audience.audience import Audience
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
