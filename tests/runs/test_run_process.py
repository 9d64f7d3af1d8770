"""What a run is told by who starts it, and what becomes of one that is carried out twice."""

import datetime as dt
import pickle
import subprocess
import sys
import threading
from typing import Any

import pytest

from service import settings
from service.core import json_codec
from service.errors import TingbaoError
from service.executors import call
from service.runs import run_process
from service.runs.request import RunRequest, new_request
from service.runs.run_records import RunStatus, RunStore
from tests.support.paths import ROOT

CONFIG = """
[service]
cache = "500M"
time_limit = "90s"
allowed_hosts = ["127.0.0.1", "news.example.org"]
output = "published"
state = "state"
cluster = "tcp://127.0.0.1:8786"
on_failure = "mail editor"

[[show]]
slug = "daily"
engine = "espeak"
"""
AT_WORK = """
import pathlib, sys
from service.runs.run_records import RunStore, RunStatus
with RunStore(pathlib.Path(sys.argv[1])).recording("daily", id_=sys.argv[2]) as recorder:
    print(flush=True)
    sys.stdin.readline()
    recorder.result(status=RunStatus.MADE, exit_code=0)
"""


@pytest.fixture
def settled(tmp_path):
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def test_a_run_elsewhere_has_the_settings_of_its_starter(settled, tmp_path, monkeypatch):
    """Whatever the file says there; but the cluster and the hooks are for who looks after the run."""
    request = json_codec.load(RunRequest, json_codec.dump(new_request(settled, "daily", "schedule")), "the request")
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    found, wanted = settings.load(tmp_path / "tingbao.toml", request.service), settled.service
    own = {"state", "on_failure", "cluster"}
    assert found.service.model_dump(exclude=own) == wanted.model_dump(exclude=own)
    assert (found.state, found.service.on_failure) == (settled.state, "")
    assert found.service.cluster == ""  # a run is made where it is started
    assert (request.state, request.time_limit) == (settled.state, 90.0)


def test_a_request_comes_back_from_json_as_it_was(settled):
    options: dict[str, Any] = {
        "edition": "e",
        "inputs": ("https://news.example.org/",),
        "length": 90.0,
        "engine": "espeak",
    }
    request = new_request(settled, "daily", "api", date=dt.date(2026, 3, 21), force=True, report=True, **options)
    assert json_codec.load(RunRequest, json_codec.dump(request), "the request") == request


def test_the_environment_of_a_worker_does_not_change_a_run(settled, tmp_path, monkeypatch):
    """What its process is given are the settings of the request, and none of the machine's that makes it."""
    monkeypatch.setenv("TINGBAO_OUTPUT", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("TINGBAO_TIME_LIMIT", "nonsense")
    (tmp_path / "seeds").mkdir()
    run = run_process.execute(new_request(settled, "daily", "api"))
    assert (run.status, run.exit_code, run.trigger) == (RunStatus.NOTHING, 3, "api"), run.error
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("text", ["", "{}", '{"id": 1}', "[" * 9])
def test_what_is_no_request_is_refused(text, settled):
    command = [sys.executable, "-m", "service.cli", "make", "--request", "-"]
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("tingbao: the request: ")


def test_a_request_goes_with_no_other_option(tingbao):
    refused = tingbao("make", "--request", "-", "--force")
    assert refused.code == 2
    assert "leave force out" in refused.err


def test_no_secret_is_sent(settled, monkeypatch):
    for name in ("TINGBAO_TOKEN", "TINGBAO_LLM_KEY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "correct horse")
    assert b"correct horse" not in pickle.dumps(new_request(settled, "daily", "schedule"))


def test_a_run_that_is_at_work_already_is_waited_for(settled, monkeypatch):
    def asked():
        """Whether it is given up: asked at each look at the run."""
        looks.release()
        return False

    monkeypatch.setattr(run_process, "RECORD_POLL_INTERVAL", 0.1)
    looks = threading.Semaphore(0)
    request = new_request(settled, "daily", "schedule")
    command = [sys.executable, "-c", AT_WORK, str(settled.state), request.id]
    first = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout.readline() == "\n"
        endings = []
        second = threading.Thread(target=lambda: endings.append(call(run_process.execute, request, asked)))
        second.start()
        for _ in range(2):
            assert looks.acquire(timeout=60)
        first.communicate("\n")
        second.join(60)
    finally:
        first.kill()
    made = RunStore(settled.state).get("daily", request.id)
    assert endings == [made]
    assert (made.status, made.exit_code) == (RunStatus.MADE, 0)


def test_one_that_is_given_up_is_ended(settled):
    """At once: as soon as its process is there."""
    request = new_request(settled, "daily", "schedule")
    ended = call(run_process.execute, request, lambda: True)
    assert (ended.status, ended.exit_code == 0) == (RunStatus.STOPPED, False)
    run = RunStore(settled.state).get("daily", request.id)
    assert run is None or run.status is RunStatus.STOPPED


def test_where_the_storage_is_not_shared_no_process_can_be_had(settled, tmp_path):
    request = new_request(settled, "daily", "schedule")
    tmp_path.rename(tmp_path.with_name("elsewhere"))
    with pytest.raises(TingbaoError, match="No process can be started in "):
        run_process.execute(request)
