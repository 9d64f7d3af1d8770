"""Probes, metrics and the status page tell how it is, and no more than everybody may know."""

import contextlib
import datetime as dt
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from service import settings
from service.audience.download_store import DownloadCounts
from service.errors import TingbaoError, UsageError
from service.publishing import relocate
from service.publishing.publish import publish
from service.runs.run_records import RunStatus, RunStore, Totals
from service.runs.schedule_state import ScheduleStateStore
from service.storage.storage import open_storage
from service.web import health, metrics, status
from tests.support.paths import ROOT
from tests.support.publishing_samples import episode, mp3
from tests.support.web_service import TOKEN, Service, seeds

PRIVATE = "k3Jd9sLq0PzX"
NOW = dt.datetime(2026, 3, 21, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_the_process_answers(service):
    got = service.get("/healthz")
    assert (got.status, got.json) == (200, {"status": "ok"})
    assert service.ask("HEAD", "/healthz").status == 200
    refused = service.post("/healthz")
    assert (refused.status, refused.json["detail"]) == (405, "This address takes GET, HEAD alone.")


def test_readiness_tells_last_and_next_runs(service):
    got = service.get("/readyz")
    assert got.status == 200, got.body
    assert got.json["ready"] is True
    daily, quiet = got.json["shows"]
    assert (daily["show"], daily["last_run"]["status"], daily["last_run"]["engine"]) == ("daily", "made", "espeak")
    assert dt.datetime.fromisoformat(daily["next_due"]) > dt.datetime.now(dt.UTC)
    assert got.json["disk_free_bytes"] > 0
    assert (quiet["show"], quiet["engine"]) == ("quiet", "espeak")
    assert (quiet["last_run"]["engine_failures"], quiet["last_run"]["fallbacks"]) == (0, 0)
    assert dt.datetime.fromisoformat(quiet["last_success"]) <= dt.datetime.now(dt.UTC)


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
        'tingbao_runs_total{show="daily",status="made"} 1.0',
        'tingbao_stage_seconds_sum{show="daily",stage="speak"} 1.5',
        'tingbao_stage_seconds_count{show="daily",stage="speak"} 1.0',
        'tingbao_cache_misses_total{show="daily"} 7.0',
        'tingbao_engine_fallbacks_total{show="daily"} 0.0',
        "tingbao_ready 1.0",
    ):
        assert sample in lines
    assert any(line.startswith('tingbao_feed_age_seconds{show="quiet"} ') for line in lines)
    assert any(line.startswith('tingbao_last_success_timestamp_seconds{show="daily"} ') for line in lines)
    told = [line.split()[2] for line in lines if line.startswith("# HELP")]
    assert told == families
    samples = [re.split(r"[{ ]", line)[0] for line in lines if not line.startswith("#")]
    of = [next(name for name in (each, re.sub("_(sum|count)$", "", each)) if name in families) for each in samples]
    assert of == sorted(of, key=families.index)  # a family's samples stand together


@pytest.mark.slow
def test_counters_outlive_the_service(tmp_path):
    served = Service(seeds(tmp_path))
    state = tmp_path / ".tingbao"
    counted = lambda: {line for line in served.get("/metrics").text.splitlines() if "_total{" in line}  # noqa: E731
    with RunStore(state).recording("daily") as recorder:
        recorder.count("fallbacks", 3)
        recorder.result(status=RunStatus.MADE)
    try:
        served.start()
        first = counted()
        assert 'tingbao_engine_fallbacks_total{show="daily"} 3.0' in first
        served.stop()
        served.start()
        assert counted() == first
        with RunStore(state).recording("daily") as recorder:
            recorder.count("fallbacks", 1)
        assert 'tingbao_engine_fallbacks_total{show="daily"} 4.0' in counted()
    finally:
        served.stop()


def test_metrics_are_read_again_only_where_a_run_has_ended(settled, monkeypatch):
    record(settled, RunStatus.MADE, 20, counts={"articles": 2})
    os.utime(settled.state / "runs" / "daily", (NOW.timestamp(),) * 2)
    reads, totals = [], RunStore.totals
    monkeypatch.setattr(RunStore, "totals", lambda self, show: reads.append(show) or totals(self, show))
    told = metrics.Metrics()
    for _ in range(2):
        assert 'tingbao_articles_read_total{show="daily"} 2.0' in told.render(settled, NOW)
    assert reads == ["daily"]
    record(settled, RunStatus.MADE, 21, counts={"articles": 3})
    assert 'tingbao_articles_read_total{show="daily"} 5.0' in told.render(settled, NOW)
    with RunStore(settled.state).recording("daily"):
        os.utime(settled.state / "runs" / "daily", (NOW.timestamp(),) * 2)
        told.render(settled, NOW)
        told.render(settled, NOW)
    assert len(reads) == 4  # one is at work: it may be killed, which changes no file


OPEN = (
    *("/", "/index.html", "/shows.opml", "/healthz", "/readyz", "/metrics", "/status", "/status.css", "/api"),
    *(
        "/api/shows/quiet/briefings",
        "/robots.txt",
        "/sitemap.xml",
        "/quiet/",
        "/quiet/feed.xml",
        f"/{PRIVATE.lower()}/",
    ),
    *("/daily/", "/daily/feed.xml", "/daily/show.json", "/daily", "/k3", "/k3Jd9sLq0PzX1/"),
)


def test_a_private_path_is_listed_nowhere(service):
    assert service.get("/").status == service.get("/shows.opml").status == 200
    for address in OPEN:
        got = service.get(address, bearer=False)
        assert PRIVATE not in f"{got.headers} {got.text}", address
    for path in (service.folder / "output").rglob("*"):
        if path.is_file() and PRIVATE not in path.parts:
            assert PRIVATE.encode() not in path.read_bytes(), path
    assert PRIVATE not in service.said
    for address in (f"/{PRIVATE}/feed.xml", f"/{PRIVATE}/"):
        got = service.get(address)
        again = service.get(address, If_None_Match=got.headers["etag"])
        assert (got.status, again.status) == (200, 304)
        for each in (got, again):
            assert each.headers["cache-control"].startswith("private")
            assert "noindex" in each.headers["x-robots-tag"]


@pytest.mark.slow
def test_a_former_path_is_not_there(tmp_path):
    """Once the show was moved, the folder that it was published in before is served no more, the new one is."""
    config = '[[show]]\nslug = "quiet"\npath = "{}"\n'
    served = Service(seeds(tmp_path), config=config.format("old-token"))
    paths = ("old-token", "new-token")
    settled = settings.load(tmp_path / "tingbao.toml")
    storage = open_storage(settled.destination)
    publish(storage, settled.publication(settled.show[0]), episode(1, show="quiet"), mp3())
    [sound] = (tmp_path / "output").glob("old-token/episodes/*/*.mp3")
    (tmp_path / "tingbao.toml").write_text(config.format("new-token"), "utf-8")
    settled = settings.load(tmp_path / "tingbao.toml")
    served.start()
    try:
        assert [served.get(f"/{path}/feed.xml").status for path in paths] == [200, 404]
        relocate.move(storage, settled.publications, settled.publications[0], "old-token")
        assert [served.get(f"/{path}/feed.xml").status for path in paths] == [404, 200]
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
    with RunStore(settled.state).recording("daily", id_=f"202603{day:02}T063000-abcdef") as recorder:
        recorder.run = replace(recorder.run, started=at, status=status, **fields)
    return at


def test_a_new_installation_is_ready(settled):
    assert health.check_health(settled, NOW).reasons == ()


@pytest.mark.parametrize("status", [RunStatus.FAILED, RunStatus.LOST])
def test_a_failed_morning_is_a_reason_until_one_goes_well(settled, status):
    record(settled, status, 21, error="/home/secret/path is full")
    [reason] = health.check_health(settled, NOW).reasons
    assert "daily: the last run" in reason
    assert "secret" not in reason
    record(settled, RunStatus.MADE, 22)
    assert health.check_health(settled, NOW).reasons == ()


@pytest.mark.parametrize(("ended", "colour"), [(RunStatus.NOTHING, "nothing"), (RunStatus.FAILED, "failed")])
def test_a_quiet_day_is_no_reason_and_not_red_on_the_page(settled, ended, colour):
    record(settled, ended, 21, error="There is nothing new since yesterday.")
    nobody: Any = SimpleNamespace(recent_counts=lambda now: DownloadCounts((), ()))
    values = status._page_values(settled, nobody, NOW)
    assert bool(values["reasons"]) == (ended is RunStatus.FAILED)
    page = status._environment("en").get_template("status.html").render(**values)
    assert f'<p class="{colour}">There is nothing new since yesterday.</p>' in page
    reds = re.findall(r"^[^{}]*\{ color: var\(--bad\); \}", status._style().decode(), re.MULTILINE)
    assert any(f".{colour}" in red for red in reds) == (ended is RunStatus.FAILED)


ENGLISH = re.compile(r"[A-Za-z]{3,}")
NO_WORDS = re.compile(r"<(?:style|code|time)\b.*?</(?:style|code|time)>|<[^>]*>", re.DOTALL)


def test_the_page_is_chinese_whole(settled):
    record(settled, RunStatus.FAILED, 20, error="There is no show 云州.", timings={"read": 1.0, "speak": 2.0})
    record(settled, RunStatus.MADE, 21, engine="espeak", warnings=("There is no show 云州.",) * 2)
    counts = DownloadCounts((), ())
    nobody: Any = SimpleNamespace(recent_counts=lambda now: counts)
    values = status._page_values(settled, nobody, NOW)
    values["rest"] = 1800.0
    page = status._environment("zh").get_template("status.html").render(**values)
    words = set(ENGLISH.findall(NO_WORDS.sub(" ", page)))
    assert words <= {"daily", "espeak", "edge", "auto", "Asia", "Shanghai"}
    door = status._environment("zh").get_template("token.html").render(wrong=True)
    assert not ENGLISH.search(NO_WORDS.sub(" ", door))


def test_a_feed_that_is_elsewhere_without_its_address_is_a_reason(settled):
    show = settled.publication(settled.show[0])
    publish(open_storage(settled.destination), replace(show, base_url="https://pods.example.org"), episode(), mp3())
    assert health.check_health(settled, NOW).reasons == (
        "daily: base_url is not set, and the feed is published elsewhere",
    )
    publish(open_storage(settled.destination), replace(show, base_url="http://localhost"), episode(), mp3())
    assert health.check_health(settled, NOW).reasons == ()


@pytest.mark.parametrize("status", [RunStatus.LOCKED, RunStatus.STOPPED])
def test_what_did_not_come_to_anything_does_not_count(settled, status):
    record(settled, RunStatus.FAILED, 21)
    record(settled, status, 22)
    assert len(health.check_health(settled, NOW).reasons) == 1


def test_a_missing_day_is_a_reason_an_hour_after_it_was_due(settled):
    record(settled, RunStatus.MADE, 20)
    due = NOW.replace(hour=6, minute=30)
    assert health.check_health(settled, due + dt.timedelta(minutes=59)).reasons == ()
    [reason] = health.check_health(settled, due + dt.timedelta(minutes=61)).reasons
    assert "2026-03-21 06:30" in reason


def test_a_full_disk_is_a_reason(settled, monkeypatch):
    monkeypatch.setattr(health, "MIN_FREE_BYTES", 10**18)
    assert any("free" in reason for reason in health.check_health(settled, NOW).reasons)


@pytest.mark.parametrize("name", ["output", "state"])
def test_a_folder_that_cannot_be_written_is_a_reason(name, settled, monkeypatch):
    folder = getattr(settled, name)
    folder.mkdir(exist_ok=True)
    assert health.check_health(settled, NOW).reasons == ()
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder and access(path, mode))  # as on a closed disk
    assert health.check_health(settled, NOW).reasons == (f"the {name} folder cannot be written",)
    monkeypatch.undo()
    folder.rmdir()
    folder.write_text("")
    assert health.check_health(settled, NOW).reasons == (f"the {name} folder cannot be written",)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root's rights")
@pytest.mark.slow
def test_a_disk_that_is_read_only_is_a_reason(settled):
    settled.output.mkdir()
    code = (
        "import datetime as dt; from service import settings; from service.web import health\n"
        "print(health.check_health(settings.load(), dt.datetime.now(dt.UTC)).reasons)"
    )
    script = 'mount --bind output output && mount -o remount,ro,bind output && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=settled.home, env=environment, capture_output=True, text=True)
    if "Operation not permitted" in done.stderr:
        pytest.skip("mount namespaces are not allowed here")
    assert "the output folder cannot be written" in done.stdout, done.stderr


@pytest.mark.slow
def test_readiness_turns_and_says_why(tmp_path):
    served = Service(seeds(tmp_path)).start()
    try:
        assert served.get("/readyz").status == 200
        with contextlib.suppress(TingbaoError), RunStore(tmp_path / ".tingbao").recording("daily"):
            raise TingbaoError("no")
        got = served.get("/readyz")
        assert (got.status, got.json["ready"]) == (503, False)
        assert got.json["reasons"] == ["daily: the last run has failed"]
        assert "tingbao_ready 0.0" in served.get("/metrics").text.splitlines()
        assert served.get("/healthz").status == 200
    finally:
        served.stop()


def test_a_new_show_without_any_run_is_a_reason_once_it_was_due(settled):
    due = NOW.replace(hour=6, minute=30)
    for configured, missed in ((due + dt.timedelta(minutes=1), False), (due - dt.timedelta(minutes=1), True)):
        os.utime(settled.file, (configured.timestamp(),) * 2)
        assert bool(health.check_health(settled, NOW).reasons) is missed
    with RunStore(settled.state).recording("daily", id_="20260321T080000-abcdef") as recorder:
        recorder.run = replace(recorder.run, started=NOW)
        recorder.save()
        assert health.check_health(settled, NOW).reasons == ()  # it is at work


def test_a_slip_of_the_keyboard_is_no_failure_of_the_show(settled):
    record(settled, RunStatus.MADE, 21)
    before = health.check_health(settled, NOW).reasons
    with pytest.raises(UsageError), RunStore(settled.state).recording("daily"):
        raise UsageError("no such file")
    assert health.check_health(settled, NOW).reasons == before == ()
    with pytest.raises(UsageError), RunStore(settled.state).recording("daily", trigger="schedule"):
        raise UsageError("no such voice")
    assert health.check_health(settled, NOW).reasons == ("daily: the last run has failed",)


def test_a_schedule_that_was_changed_since_has_missed_nothing(settled):
    record(settled, RunStatus.MADE, 20)
    assert health.check_health(settled, NOW).reasons != ()
    memories, moved = ScheduleStateStore(settled.state), NOW.replace(hour=7)
    memories.of("daily", "0 9 * * *", "Asia/Shanghai", NOW.replace(day=19))
    memories.of("daily", "30 6 * * *", "Asia/Shanghai", moved)
    assert health.check_health(settled, NOW).reasons == ()
    assert health.check_health(settled, NOW + dt.timedelta(days=1)).reasons != ()


def test_a_show_that_was_published_by_other_means_is_not_missed(settled):
    record(settled, RunStatus.MADE, 20)
    feed = settled.output / "daily" / "feed.xml"
    feed.parent.mkdir(parents=True)
    feed.touch()
    os.utime(feed, (NOW.timestamp(),) * 2)
    assert health.check_health(settled, NOW).reasons == ()


def test_totals_outlive_the_runs_that_are_forgotten(settled, monkeypatch):
    from service.runs import run_records

    monkeypatch.setattr(run_records, "KEPT_RUNS", 3)
    past = RunStore(settled.state)
    for day in range(1, 12):
        status = RunStatus.FAILED if day % 4 == 0 else RunStatus.MADE
        record(settled, status, day, timings={"speak": 2.0}, counts={"clips_spoken": day})
    assert len(past.list("daily")) == 3
    assert past.totals("daily") == Totals(
        {RunStatus.MADE: 9, RunStatus.FAILED: 2}, {"speak": 11}, {"speak": 22.0}, {"clips_spoken": 66}
    )
    assert past.totals("nobody") == Totals()


def test_totals_never_dip_and_count_nothing_twice(settled, monkeypatch):
    from service.runs import run_records

    monkeypatch.setattr(run_records, "KEPT_RUNS", 3)
    past, seen, counted = RunStore(settled.state), [], Totals()
    unlink = Path.unlink

    def look(path, **options):
        seen.append(past.totals("daily").runs[RunStatus.MADE])
        if len(seen) % 3:  # some files stay for a while: the process was killed
            unlink(path, **options)

    for day in range(1, 12):
        record(settled, RunStatus.MADE, day)
        counted = past.totals("daily")
        assert counted.runs == {RunStatus.MADE: day}
        monkeypatch.setattr(Path, "unlink", look)
    assert len(seen) > 8
    assert seen == sorted(seen)


def test_a_failed_run_keeps_its_stages_and_counts(settled):
    past = RunStore(settled.state)
    with contextlib.suppress(TingbaoError), past.recording("daily") as recorder:
        recorder.staged("read", 0.5)
        recorder.count("articles", 2)
        recorder.count("articles", 3)
        assert past.list("daily")[0].timings == {"read": 0.5}
        raise TingbaoError("no")
    [run] = past.list("daily")
    assert (run.status, run.timings, run.counts) == (RunStatus.FAILED, {"read": 0.5}, {"articles": 5})


def test_the_memory_of_a_process_is_told_in_bytes():
    assert 5_000_000 < metrics.resident(os.getpid()) < 4_000_000_000


def test_labels_are_escaped(settled):
    registry = CollectorRegistry()
    totals = {'x"\\\n': Totals(counts={"articles": 1})}
    registry.register(metrics._Collector(totals, health.check_health(settled, NOW), NOW))
    assert 'tingbao_articles_read_total{show="x\\"\\\\\\n"} 1.0\n' in generate_latest(registry).decode()


def test_the_command_line_loads_no_prometheus_client():
    code = "import sys, service.cli; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.slow
def test_the_service_holds_no_pipeline():
    """What a run needs is loaded by the run's own process."""
    libraries = [
        "numpy",
        "lxml",
        "trafilatura",
        "feedgen",
        "feedparser",
        "PIL",
        "pydub",
        "soxr",
        "miniaudio",
        "edge_tts",
    ]
    heavy = (*libraries, "service.editing.draft", "service.pipeline.draft_desk")
    code = (
        "import sys, service.web.server, service.web.app, service.web.slow_clients, service.settings as s\n"
        "from service.web import status\nstatus._environment('en')\n"
        "app = service.web.app.build(s.load, None)\n"
        "from service.web import openapi\nopenapi.description()\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
