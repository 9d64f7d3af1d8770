"""A stop signal, once or several times, at any moment of any command: one sentence at most, and no traceback."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from service.commands import program
from tests.support.paths import ROOT
from tests.support.tables import thinned
from tests.support.web_service import free_port, seeds

CONFIG = '[[show]]\nengine = "espeak"\nlength = "45s"\nschedule = "0 0 1 1 *"\n'
INTERRUPTED = """
import os, signal, sys
at, times, number, sys.argv = *map(int, sys.argv[1:4]), ["tingbao", *sys.argv[4:]]
calls = 0

def count(frame, event, argument):
    global calls
    calls += 1
    if at <= calls < at + times:
        os.kill(os.getpid(), number)

from service.commands import program
sys.setprofile(count)
program.main()
"""
"""Sends itself a signal at the call of that number, and at those that follow it."""


def said(folder, at, times, *words, number=signal.SIGINT):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(at), str(times), str(int(number)), *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=heed,
    )
    return done.returncode, done.stderr


def heed():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background ignores it


@pytest.fixture
def folder(tmp_path):
    seeds(tmp_path)
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")
    return tmp_path


AT_ONCE = """
import os, signal
take = signal.signal

def take_and_meet(number, handler):
    take(number, handler)
    os.kill(os.getpid(), number)

signal.signal = take_and_meet
from service.commands import program
program.main()
"""
"""Is sent each signal as soon as it is taken."""


def test_the_first_moment_in_which_ctrl_c_is_taken_has_no_traceback(folder):
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        preexec_fn=heed,
    )
    assert (done.returncode, done.stderr) == (130, "\ntingbao: stopped; what is published is whole.\n")


@pytest.mark.parametrize("number", thinned([signal.SIGTERM, signal.SIGHUP], 2))
@pytest.mark.parametrize("at", thinned([3000, 100, 100_000], 3))
def test_a_stop_signal_while_it_is_set_up_is_one_sentence(folder, at, number):
    told = said(folder, at, 3, "check", number=number)
    assert told == (128 + number, "\ntingbao: stopped; what is published is whole.\n")


@pytest.mark.parametrize("at", thinned([100, 3000], 2))
def test_ctrl_c_while_it_is_set_up_is_one_sentence(folder, at):
    assert said(folder, at, 3, "check") == (130, "\ntingbao: stopped; what is published is whole.\n")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("words", ["make seeds", "make --all", "check", "episodes list"])
def test_a_stop_signal_at_any_moment_has_no_traceback(folder, words, number):
    for at in (200, 30_000, 100_000, 200_000, 400_000):
        code, told = said(folder, at, 5, *words.split(), number=number)
        assert "Traceback" not in told
        assert "ignored" not in told
        assert "fault" not in told
        assert code in (0, 1, 128 + number), told  # 0 and 1: it had ended before


@pytest.mark.slow
@pytest.mark.parametrize("words", ["make seeds", "make --all", "check", "inspect picks seeds", "voices list", "serve"])
def test_ctrl_c_at_any_moment_has_no_traceback(folder, words):
    for at in (200, 30_000, 100_000, 200_000, 400_000):
        port = ["--port", str(free_port())] if words == "serve" else []
        code, told = said(folder, at, 5, *words.split(), *port)
        assert "Traceback" not in told
        assert "ignored" not in told
        assert "fault" not in told
        assert code in (0, 1, 130), told  # 0 and 1: it had ended before


@pytest.mark.parametrize("number", thinned([signal.SIGINT, signal.SIGHUP], 2))
def test_a_job_in_the_background_goes_on(folder, number):
    code = f"import signal; signal.signal({int(number)}, signal.SIG_IGN)\n" + INTERRUPTED
    done = subprocess.run(
        [sys.executable, "-c", code, "100", "1", str(int(number)), "--help"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (OverflowError("timestamp too large to convert to C _PyTime_t"), "a year that no program can work with"),
        (1e18, "a year that no program can work with"),
        (-1.0, "the year 1969"),
        (253_402_300_799.0, "the year 9999"),
        (4_102_444_800.0, "the year 2100"),
    ],
)
def test_a_clock_that_cannot_be_is_named_before_anything_is_done(seconds, said, monkeypatch, capsys):
    def clock():
        if isinstance(seconds, Exception):
            raise seconds
        return seconds

    monkeypatch.setattr(time, "time", clock)
    monkeypatch.setattr("sys.argv", ["tingbao", "episodes", "list"])
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith(f"tingbao: The clock says {said}")


@pytest.mark.parametrize("most", [8, program.OPEN_FILES - 1])
def test_a_limit_of_open_files_that_no_command_can_work_with_is_named(most):
    done = subprocess.run(
        [sys.executable, "-m", "service.commands.program", "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"tingbao: Only {most} files may be open at once")
    assert done.stderr.count("\n") == 1


def test_the_first_and_the_last_second_of_a_clock_that_can_be_are_no_fault(monkeypatch):
    for seconds in (0.0, 4_102_444_799.0):
        monkeypatch.setattr(time, "time", lambda seconds=seconds: seconds)
        program._check_clock()
