"""Probes, metrics and the status page tell how it is, and no more than everybody may know."""

import contextlib
import datetime as dt
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from publishing_samples import episode, mp3
from web_service import ROOT, TOKEN, Service, seeds

from service import settings
from service.errors import TingbaoError
from service.publishing.publish import publish
from service.publishing.storage import open_storage
from service.runs import Runs, Status, Totals
from service.web import health, metrics

PRIVATE = "k3Jd9sLq0PzX"
NOW = dt.datetime(2026, 3, 21, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_the_process_answers(service):
    got = service.get("/healthz")
    assert (got.status, got.json) == (200, {"status": "ok"})
    assert service.ask("HEAD", "/healthz").status == 200
    assert service.post("/healthz").status == 405


def test_readiness_tells_last_and_next_runs(service):
    got = service.get("/readyz")
    assert got.status == 200, got.body
    assert got.json["ready"] is True
    daily, quiet = got.json["shows"]
    assert (daily["show"], daily["last_run"]["status"], daily["last_run"]["engine"]) == ("daily", "made", "espeak")
    assert dt.datetime.fromisoformat(daily["next_due"]) > dt.datetime.now(dt.UTC)
    assert got.json["disk_free_bytes"] > 0
    assert quiet["show"] == "quiet"


LINE = re.compile(r'[a-z_:]+(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9.e+]+')


def test_metrics_are_what_prometheus_reads(service):
    got = service.get("/metrics")
    assert got.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = got.text.splitlines()
    assert got.text.endswith("\n")
    for line in lines:
        assert line.startswith(("# HELP ", "# TYPE ")) or LINE.fullmatch(line), line
    families = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(families) == len(set(families))
    for sample in (
        'tingbao_runs_total{show="daily",status="made"} 1',
        'tingbao_stage_seconds_sum{show="daily",stage="speak"} 1.5',
        'tingbao_stage_seconds_count{show="daily",stage="speak"} 1',
        'tingbao_cache_misses_total{show="daily"} 7',
        'tingbao_engine_fallbacks_total{show="daily"} 0',
        "tingbao_ready 1",
    ):
        assert sample in lines
    assert any(line.startswith('tingbao_feed_age_seconds{show="quiet"} ') for line in lines)


def test_a_private_path_is_listed_nowhere(service):
    for address in ("/", "/healthz", "/readyz", "/metrics", "/daily/", "/daily/feed.xml", "/daily/show.json"):
        assert PRIVATE.encode() not in service.get(address).body
    feed = service.get(f"/{PRIVATE}/feed.xml")
    assert feed.status == 200
    assert feed.headers["cache-control"].startswith("private")
    assert "noindex" in feed.headers["x-robots-tag"]


def test_a_former_path_is_not_there(tmp_path):
    """The folder that a show was published in before its path was changed is served no more, the new one is."""
    config = '[[show]]\nslug = "quiet"\npath = "{}"\n'
    served = Service(seeds(tmp_path), config=config.format("old-token"))
    paths = ("old-token", "new-token")
    for path in paths:
        (tmp_path / "tingbao.toml").write_text(config.format(path), "utf-8")
        settled = settings.load(tmp_path / "tingbao.toml")
        publish(
            open_storage(settled.destination), settled.publication(settled.show[0]), episode(1, show="quiet"), mp3()
        )
    served.start()
    try:
        assert [served.get(f"/{path}/feed.xml").status for path in paths] == [404, 200]
        [sound] = (tmp_path / "output").glob("old-token/episodes/*/*.mp3")
        assert served.get(f"/{sound.relative_to(tmp_path / 'output')}").status == 404
    finally:
        served.stop()


def test_the_status_page_is_for_who_has_the_token(service):
    closed = service.get("/status", bearer=False)
    assert (closed.status, "form" in closed.text, PRIVATE in closed.text) == (401, True, False)
    page = service.get("/status")
    assert page.status == 200
    for text in ("made", "schedule", "speak", "云州新增三条公交线路", "7 / 0", "Disk free", f"{PRIVATE}/"):
        assert text in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_a_browser_gives_the_token_once(service):
    form = {"Content_Type": "application/x-www-form-urlencoded", "bearer": False}
    assert service.ask("POST", "/status", "token=wrong", **form).status == 401
    entered = service.ask("POST", "/status", f"token={TOKEN.replace(' ', '+')}", **form)
    assert (entered.status, entered.headers["location"]) == (303, "/status")
    cookie = entered.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/status"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert service.get("/status", Cookie=cookie.partition(";")[0], bearer=False).status == 200
    assert service.get("/api/shows/daily/briefings", Cookie=cookie.partition(";")[0], bearer=False).status == 401
    left = service.ask("POST", "/status", "", **form)
    assert (left.status, "Max-Age=0" in left.headers["set-cookie"]) == (303, True)
    assert service.ask("POST", "/status", "token=" + "x" * 5000, **form).status == 413


@pytest.fixture
def settled(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def record(settled, status, day, **fields):
    """A run that ended so at 06:31 of that day of March 2026."""
    at = dt.datetime(2026, 3, day, 6, 30, tzinfo=NOW.tzinfo)
    with Runs(settled.state).recording("daily", id_=f"202603{day:02}T063000-abcdef") as recorder:
        recorder.run = replace(recorder.run, started=at, status=status, **fields)
    return at


def test_a_new_installation_is_ready(settled):
    assert health.look(settled, NOW).reasons == ()


@pytest.mark.parametrize("status", [Status.FAILED, Status.LOST])
def test_a_failed_morning_is_a_reason_until_one_goes_well(settled, status):
    record(settled, status, 21, error="/home/secret/path is full")
    [reason] = health.look(settled, NOW).reasons
    assert "daily: the last run" in reason
    assert "secret" not in reason
    record(settled, Status.MADE, 22)
    assert health.look(settled, NOW).reasons == ()


@pytest.mark.parametrize("status", [Status.LOCKED, Status.STOPPED])
def test_what_did_not_come_to_anything_does_not_count(settled, status):
    record(settled, Status.FAILED, 21)
    record(settled, status, 22)
    assert len(health.look(settled, NOW).reasons) == 1


def test_a_missing_day_is_a_reason_an_hour_after_it_was_due(settled):
    record(settled, Status.MADE, 20)
    due = NOW.replace(hour=6, minute=30)
    assert health.look(settled, due + dt.timedelta(minutes=59)).reasons == ()
    [reason] = health.look(settled, due + dt.timedelta(minutes=61)).reasons
    assert "2026-03-21 06:30" in reason


def test_a_full_disk_is_a_reason(settled, monkeypatch):
    monkeypatch.setattr(health, "ROOM", 10**18)
    assert any("free" in reason for reason in health.look(settled, NOW).reasons)


def test_totals_outlive_the_runs_that_are_forgotten(settled, monkeypatch):
    from service import runs

    monkeypatch.setattr(runs, "KEPT", 3)
    past = Runs(settled.state)
    for day in range(1, 12):
        status = Status.FAILED if day % 4 == 0 else Status.MADE
        record(settled, status, day, timings={"speak": 2.0}, counts={"clips_spoken": day})
    assert len(past.list("daily")) == 3
    assert past.totals("daily") == Totals(
        {Status.MADE: 9, Status.FAILED: 2}, {"speak": 11}, {"speak": 22.0}, {"clips_spoken": 66}
    )
    assert past.totals("nobody") == Totals()


def test_a_failed_run_keeps_its_stages_and_counts(settled):
    past = Runs(settled.state)
    with contextlib.suppress(TingbaoError), past.recording("daily") as recorder:
        recorder.staged("read", 0.5)
        recorder.count("articles", 2)
        recorder.count("articles", 3)
        assert past.list("daily")[0].timings == {"read": 0.5}
        raise TingbaoError("no")
    [run] = past.list("daily")
    assert (run.status, run.timings, run.counts) == (Status.FAILED, {"read": 0.5}, {"articles": 5})


def test_the_memory_of_a_process_is_told_in_bytes():
    assert 5_000_000 < metrics.resident(os.getpid()) < 4_000_000_000


def test_labels_are_escaped():
    assert metrics._line("a", {"b": 'x"\\\n'}, 1) == 'a{b="x\\"\\\\\\n"} 1\n'


def test_the_service_holds_no_pipeline():
    """What a run needs is loaded by the run's own process."""
    heavy = ("numpy", "lxml", "trafilatura", "feedgen", "feedparser", "PIL", "pydub", "soxr", "miniaudio", "edge_tts")
    code = (
        "import sys, service.web.server, service.web.app, service.web.patience, service.settings as s\n"
        "from service.web import status\nstatus._environment()\n"
        "app = service.web.app.build(s.load)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
