"""What becomes of a run that is executed: elsewhere, twice, cancelled, or where no process can be had."""

import signal
import subprocess
import sys
import threading

import pytest

from service.errors import TingbaoError
from service.executors import call
from service.runs import run_process
from service.runs.request import new_request
from service.runs.run_records import RunStatus, RunStore
from tests.support.paths import ROOT

AT_WORK = """
import pathlib, sys
from service.runs.run_records import RunStore, RunStatus
with RunStore(pathlib.Path(sys.argv[1])).recording("daily", id_=sys.argv[2]) as recorder:
    print(flush=True)
    sys.stdin.readline()
    recorder.result(status=RunStatus.MADE, exit_code=0)
"""


@pytest.mark.slow
def test_the_environment_of_a_worker_does_not_change_a_run(settled, tmp_path, monkeypatch):
    """What its process is given are the settings of the request, and none of the machine's that makes it."""
    monkeypatch.setenv("TINGBAO_OUTPUT", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("TINGBAO_TIME_LIMIT", "nonsense")
    (tmp_path / "seeds").mkdir()
    run = run_process.execute(new_request(settled, "daily", "api"))
    assert (run.status, run.exit_code, run.trigger) == (RunStatus.NOTHING, 3, "api"), run.error
    assert not (tmp_path / "elsewhere").exists()


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


@pytest.mark.parametrize("number", ["TERM", "HUP"])
def test_one_that_a_signal_ends_before_it_can_record_anything_was_stopped(settled, tmp_path, monkeypatch, number):
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\nkill -{number} $$\n")
    python.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(python))
    which = signal.Signals[f"SIG{number}"]
    before = signal.signal(which, signal.SIG_DFL)  # nohup, for one, has it ignored
    try:
        ended = run_process.execute(new_request(settled, "daily", "schedule"))
    finally:
        signal.signal(which, before)
    assert (ended.status, ended.error) == (RunStatus.STOPPED, "It was stopped.")


def test_where_the_storage_is_not_shared_no_process_can_be_had(settled, tmp_path):
    request = new_request(settled, "daily", "schedule")
    tmp_path.rename(tmp_path.with_name("elsewhere"))
    with pytest.raises(TingbaoError, match="No process can be started in "):
        run_process.execute(request)
