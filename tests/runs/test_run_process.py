"""What a run is told by who starts it, and what becomes of one that is carried out twice."""

import pickle
import subprocess
import sys
import threading

import pytest

from service import settings
from service.errors import TingbaoError
from service.executors import call
from service.runs import run_process
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
    """Whatever the environment there and the file say."""
    launch = run_process.prepared(settled, "daily", "schedule", ("--edition", "e"))
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    for name, value in launch.environment.items():
        monkeypatch.setenv(name, value)
    found, wanted = settings.load(tmp_path / "tingbao.toml"), settled.service
    assert found.service.model_dump(exclude={"state", "cluster", "on_failure"}) == wanted.model_dump(
        exclude={"state", "cluster", "on_failure"}
    )
    assert (found.state, found.service.on_failure) == (settled.state, "")
    assert found.service.cluster == ""  # a run is made where it is started


def test_no_secret_is_sent(settled, monkeypatch):
    for name in ("TINGBAO_TOKEN", "TINGBAO_LLM_KEY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "correct horse")
    assert b"correct horse" not in pickle.dumps(run_process.prepared(settled, "daily", "schedule"))


def test_a_run_that_is_at_work_already_is_waited_for(settled, monkeypatch):
    def asked():
        """Whether it is given up: asked at each look at the run."""
        looks.release()
        return False

    monkeypatch.setattr(run_process, "BEAT", 0.01)
    looks = threading.Semaphore(0)
    launch = run_process.prepared(settled, "daily", "schedule")
    command = [sys.executable, "-c", AT_WORK, str(settled.state), launch.id]
    first = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout.readline() == "\n"
        endings = []
        second = threading.Thread(target=lambda: endings.append(call(run_process.carry_out, launch, asked)))
        second.start()
        for _ in range(2):
            assert looks.acquire(timeout=60)
        first.communicate("\n")
        second.join(60)
    finally:
        first.kill()
    assert endings == [run_process.ProcessResult(0)]
    assert RunStore(settled.state).get("daily", launch.id).status is RunStatus.MADE


def test_one_that_is_given_up_is_ended(settled):
    """At once: as soon as its process is there."""
    launch = run_process.prepared(settled, "daily", "schedule")
    ending = call(run_process.carry_out, launch, lambda: True)
    assert ending.code != 0
    run = RunStore(settled.state).get("daily", launch.id)
    assert run is None or run.status is RunStatus.STOPPED


def test_where_the_storage_is_not_shared_no_process_can_be_had(settled, tmp_path):
    launch = run_process.prepared(settled, "daily", "schedule")
    tmp_path.rename(tmp_path.with_name("elsewhere"))
    with pytest.raises(TingbaoError, match="No process can be started in "):
        run_process.carry_out(launch)
