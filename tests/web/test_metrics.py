"""What Prometheus is told of runs and shows, and what is left out where nothing is known."""

import datetime as dt
from dataclasses import replace

import pytest

from service import settings
from service.audience.download_store import DownloadCounts, DownloadRow
from service.runs.run_records import RunStatus, RunStore
from service.web import health, metrics

NOW = dt.datetime(2026, 3, 21, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def settled(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n[[show]]\nslug = "evening"\n', "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def run(settled, show, status, *stages, **counts):
    with RunStore(settled.state).recording(show) as recorder:
        for name, seconds in stages:
            recorder.staged(name, seconds)
        for name, number in counts.items():
            recorder.count(name, number)
        recorder.result(status=status)


def samples(settled, now=NOW):
    lines = metrics.Metrics().render(settled, now).splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_each_run_is_counted_under_its_show_and_status(settled):
    for show, status in (("daily", RunStatus.MADE), ("daily", RunStatus.MADE), ("evening", RunStatus.FAILED)):
        run(settled, show, status)
    told = samples(settled)
    assert told['tingbao_runs_total{show="daily",status="made"}'] == "2.0"
    assert told['tingbao_runs_total{show="evening",status="failed"}'] == "1.0"
    assert 'tingbao_runs_total{show="evening",status="made"}' not in told


def test_stages_have_their_seconds_and_how_often_they_were_done(settled):
    run(settled, "daily", RunStatus.MADE, ("read", 0.5), ("speak", 2.0))
    run(settled, "daily", RunStatus.MADE, ("speak", 1.25))
    told = samples(settled)
    assert told['tingbao_stage_seconds_sum{show="daily",stage="speak"}'] == "3.25"
    assert told['tingbao_stage_seconds_count{show="daily",stage="speak"}'] == "2.0"
    assert told['tingbao_stage_seconds_count{show="daily",stage="read"}'] == "1.0"


@pytest.mark.parametrize(
    ("counted", "name"),
    [
        ("articles", "articles_read"),
        ("clips_cached", "cache_hits"),
        ("clips_spoken", "cache_misses"),
        ("clips_refused", "engine_errors"),
        ("paid_characters", "paid_characters"),
        ("engine_failures", "engine_failures"),
        ("fallbacks", "engine_fallbacks"),
    ],
)
def test_what_a_run_counts_has_its_own_name(settled, counted, name):
    run(settled, "daily", RunStatus.MADE, **{counted: 3})
    told = samples(settled)
    assert told[f'tingbao_{name}_total{{show="daily"}}'] == "3.0"
    assert told[f'tingbao_{name}_total{{show="evening"}}'] == "0.0"


def test_what_is_not_known_is_left_out_with_its_family(settled):
    text = metrics.Metrics().render(settled, NOW)
    assert "tingbao_last_success_timestamp_seconds" not in text
    assert "tingbao_feed_age_seconds" not in text
    assert "tingbao_next_due_timestamp_seconds" in text
    run(settled, "daily", RunStatus.MADE)
    assert 'tingbao_last_success_timestamp_seconds{show="daily"}' in samples(settled)


def test_ready_and_the_ages_come_from_the_health(settled, monkeypatch):
    found = health.check_health(settled, NOW)
    daily, evening = (
        replace(each, feed_time=NOW - dt.timedelta(seconds=age))
        for each, age in zip(found.shows, (90, -5), strict=True)
    )
    for reasons, ready in (((), "1.0"), (("no room",), "0.0")):
        stand_in = health.Health((daily, evening), 5_000_000, reasons)
        monkeypatch.setattr(health, "check_health", lambda *_, found=stand_in: found)
        told = samples(settled)
        assert told["tingbao_ready"] == ready
        assert float(told["tingbao_disk_free_bytes"]) == 5_000_000
    assert told['tingbao_feed_age_seconds{show="daily"}'] == "90.0"
    assert told['tingbao_feed_age_seconds{show="evening"}'] == "0.0"  # a clock that was put back
    assert float(told['tingbao_next_due_timestamp_seconds{show="daily"}']) == daily.next_due.timestamp()


def test_the_memory_of_a_process_that_is_not_there_is_not_told():
    assert metrics.resident() > 1_000_000
    assert metrics.resident("no-such-process") == 0


def test_downloads_are_told_by_show_and_by_apps_that_are_known(settled):
    rows = [("daily", "小宇宙", 5), ("daily", "Made up", 2), ("daily", "Made up too", 1), ("gone", "小宇宙", 4)]
    counts = DownloadCounts(
        tuple(DownloadRow("2026-03-21", show, "2026-03-21", "一", app, number, 0, 0) for show, app, number in rows), ()
    )
    text = metrics.Metrics().render(settled, NOW, counts)
    told = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("tingbao_") and "ownloads" in line)
    assert told == {
        'tingbao_downloads_total{show="daily"}': "8.0",
        'tingbao_downloads_total{show="evening"}': "0.0",
        'tingbao_app_downloads_total{app="others"}': "3.0",
        'tingbao_app_downloads_total{app="小宇宙"}': "9.0",
    }
    assert "tingbao_downloads" not in metrics.Metrics().render(settled, NOW)
