"""A run ends at its limit, at SIGTERM and SIGHUP, whatever it is doing; in time, nothing of it is left behind."""

import contextlib
import faulthandler
import os
import signal
import threading

import pytest

from service.errors import TimeLimit
from service.runs import time_limit
from service.runs.run_records import RunStatus, RunStore

HANDLED = (signal.SIGALRM, signal.SIGTERM, signal.SIGHUP)
LONG, SHORT = 600.0, 0.5
EXIT = 60.0


class Exited(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The records; the process that would end raises Exited, and the signals are as before at the end."""

    def leave(code):
        raise Exited(code)

    monkeypatch.setattr("os._exit", leave)
    monkeypatch.setattr(time_limit, "EXIT_TIMEOUT", EXIT)
    before = {number: signal.getsignal(number) for number in HANDLED}
    yield RunStore(tmp_path)
    signal.setitimer(signal.ITIMER_REAL, 0)
    faulthandler.cancel_dump_traceback_later()
    for number, handler in before.items():
        signal.signal(number, handler)


def wait():
    threading.Event().wait(60)


def strike(number):
    os.kill(os.getpid(), number)
    wait()


def handlers():
    return [signal.getsignal(number) for number in HANDLED]


@pytest.mark.parametrize("fault", [None, ValueError("a bug")])
def test_what_ends_in_time_leaves_handlers_and_alarm_as_they_were(store, fault):
    before = handlers()
    signal.setitimer(signal.ITIMER_REAL, 10 * LONG)  # an alarm of whoever called
    with store.recording("daily") as recorder, contextlib.suppress(ValueError), time_limit.bounded(LONG, recorder):
        assert LONG / 2 < signal.getitimer(signal.ITIMER_REAL)[0] <= LONG
        assert handlers() != before
        if fault:
            raise fault
    assert signal.getitimer(signal.ITIMER_REAL)[0] > 9 * LONG
    assert handlers() == before


@pytest.mark.slow
def test_at_the_limit_it_is_ended_by_an_error_that_names_the_setting(store, events):
    with store.recording("daily") as recorder:
        with pytest.raises(TimeLimit, match=r"0\.5 s.*`time_limit`"), time_limit.bounded(SHORT, recorder):  # noqa: PT012
            with contextlib.suppress(Exception):
                wait()
            pytest.fail("an error's handler caught it")
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert any("in wait" in fields.get("traceback", "") for event, fields in events() if event == "late")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_at_a_stop_signal_it_is_ended_with_its_code(store, number):
    signal.signal(number, signal.SIG_DFL)  # nohup has SIGHUP ignored
    with store.recording("daily") as recorder:
        with pytest.raises(SystemExit) as stop, time_limit.bounded(LONG, recorder):
            strike(number)
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= EXIT  # what is still at work then is not waited for
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert stop.value.code == 128 + number
    assert time_limit.TERMINATED == 128 + signal.SIGTERM


def test_a_signal_that_is_ignored_stays_ignored(store):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with store.recording("daily") as recorder, time_limit.bounded(LONG, recorder):
        os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_an_alarm_that_somebody_sends_is_not_the_limit(store):
    with store.recording("daily") as recorder, time_limit.bounded(LONG, recorder):
        os.kill(os.getpid(), signal.SIGALRM)
        assert signal.getitimer(signal.ITIMER_REAL)[0] > LONG / 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seconds", "status", "code"),
    [(SHORT, RunStatus.FAILED, TimeLimit.exit_code), (LONG, RunStatus.STOPPED, time_limit.TERMINATED)],
    ids=["limit", "SIGTERM"],
)
def test_what_goes_on_regardless_is_recorded_and_its_process_ended(store, seconds, status, code, monkeypatch):
    monkeypatch.setattr(time_limit, "EXIT_TIMEOUT", SHORT)
    with store.recording("daily") as recorder, pytest.raises(Exited) as ended:  # noqa: PT012
        with time_limit.bounded(seconds, recorder):
            try:
                if seconds == LONG:
                    os.kill(os.getpid(), signal.SIGTERM)
                wait()
            except BaseException:
                pass
            if seconds == LONG:
                os.kill(os.getpid(), signal.SIGTERM)  # a second one asks for nothing more
            wait()
        pytest.fail("it went on")
    assert ended.value.args == (code,)
    if status is RunStatus.STOPPED:
        assert recorder.run.error == "It was stopped."
    assert (recorder.run.status, recorder.run.exit_code) == (status, code)
