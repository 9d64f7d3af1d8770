"""Every run leaves a record and a log, however it ends."""

import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys

import pytest

from service import settings
from service.core import log
from service.errors import Locked, NothingToBrief, TingbaoError
from service.runs import run_process, run_records
from service.runs.request import new_request
from service.runs.run_records import ID, RunStatus, RunStore, new_id
from tests.support.paths import ROOT


def test_a_briefing_is_recorded(made_episode):
    store, report = RunStore(made_episode.folder / ".tingbao"), made_episode.report
    [run] = store.list("tingbao")
    assert (run.status, run.exit_code, run.trigger) == (RunStatus.MADE, 0, "cli")
    assert (run.episode, run.engine, run.timings) == (report["episode"], "espeak", report["timings"])
    lines = [json.loads(line) for line in store.log("tingbao", run.id).splitlines()]
    assert {line["run"] for line in lines} == {run.id}
    assert [line["stage"] for line in lines if line["event"] == "stage"] == list(run.timings)
    assert re.findall(r"(?m)^\S+  tingbao: stage (\w+): seconds ", made_episode.err) == list(run.timings)


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (NothingToBrief("nothing"), RunStatus.NOTHING, 3),
        (Locked("busy"), RunStatus.LOCKED, 4),
        (TingbaoError("no room on http://me:secret@host/"), RunStatus.FAILED, 1),
        (KeyboardInterrupt(), RunStatus.STOPPED, None),
        (ValueError("a bug"), RunStatus.FAILED, 1),
    ],
    ids=repr,
)
def test_how_a_run_ends_is_recorded(fault, status, code, tmp_path):
    past = RunStore(tmp_path)
    seen = []

    def fail():
        with past.recording("daily") as recorder:
            seen.append(past.get("daily", recorder.run.id))
            raise fault

    with pytest.raises(type(fault)):
        fail()
    assert seen[0].status is RunStatus.RUNNING
    run = past.get("daily", seen[0].id)
    assert (run.status, run.exit_code) == (status, code)
    assert run.ended >= run.started
    assert "secret" not in run.error + past.log("daily", run.id)


def test_a_run_that_was_killed_is_lost(tmp_path):
    code = f"""
import sys, pathlib
from service.runs.run_records import RunStore
with RunStore(pathlib.Path({str(tmp_path)!r})).recording("daily", id_="20260321T063000-abcdef"):
    print("at work", flush=True)
    sys.stdin.read()
"""
    run = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout.readline() == "at work\n"
    assert RunStore(tmp_path).get("daily", "20260321T063000-abcdef").status is RunStatus.RUNNING
    run.kill()
    run.communicate()
    assert RunStore(tmp_path).get("daily", "20260321T063000-abcdef").status is RunStatus.LOST


def test_old_runs_are_forgotten_and_strange_names_are_not_looked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(run_records, "KEPT_RUNS", 3)
    past = RunStore(tmp_path)
    ids = [f"2026032{day}T063000-00000{day}" for day in range(1, 6)]
    for id_ in ids:
        with past.recording("daily", id_=id_) as recorder:
            recorder.result(status=RunStatus.MADE)
    assert [run.id for run in past.list("daily")] == ids[:1:-1]
    assert len(list((tmp_path / "runs" / "daily").iterdir())) == 6
    assert past.get("daily", "../../etc/passwd") is None
    assert past.log("daily", "../../etc/passwd") == ""


def test_a_log_that_finds_no_room_ends_no_run(tmp_path):
    folder, id_ = tmp_path / "runs" / "daily", "20260321T063000-abcdef"
    folder.mkdir(parents=True)
    (folder / f"{id_}.log").symlink_to("/dev/full")
    with RunStore(tmp_path).recording("daily", id_=id_) as recorder:
        recorder.result(status=RunStatus.MADE)
    assert RunStore(tmp_path).get("daily", id_).status is RunStatus.MADE


def test_secrets_do_not_reach_the_log(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGBAO_TOKEN", 'tok"en')
    past = RunStore(tmp_path)
    with past.recording("daily") as recorder:
        log.note('the token is tok"en')
    assert 'tok\\"en' not in past.log("daily", recorder.run.id)
    assert "***" in past.log("daily", recorder.run.id)


@pytest.mark.slow
def test_a_started_run_is_ended_with_all_that_it_started(tmp_path):
    (tmp_path / "tingbao.toml").write_text(
        f'[service]\nstate = "state"\n[[show]]\nslug = "daily"\nengine = "espeak"\nsources = ["{ROOT}/seeds"]\n'
        'length = "15m"\n',
        "utf-8",
    )
    settled = settings.load(tmp_path / "tingbao.toml")
    past = RunStore(settled.state)
    request = new_request(settled, "daily", "api", date=dt.date(2026, 3, 21))
    run = run_process.RunProcess(request)
    deadline = dt.datetime.now() + dt.timedelta(seconds=60)
    while '"edit"' not in past.log("daily", request.id):
        assert run.process.poll() is None
        assert dt.datetime.now() < deadline
    assert past.get("daily", request.id).trigger == "api"
    run.end()
    assert past.get("daily", request.id).status in (RunStatus.STOPPED, RunStatus.LOST)
    with pytest.raises(ProcessLookupError):
        os.killpg(run.process.pid, signal.SIGKILL)


def test_ids_sort_by_time_also_within_a_second():
    begin = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
    ids = [new_id(begin + dt.timedelta(milliseconds=number)) for number in range(1500)]
    assert ids == sorted(ids)
    assert all(ID.fullmatch(each) for each in ids)
