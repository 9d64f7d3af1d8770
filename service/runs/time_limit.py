"""End a run at its time limit, and at SIGTERM or SIGHUP, whatever it is doing."""

from __future__ import annotations

import faulthandler
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from service.core import log
from service.core.messages import _
from service.errors import TimeLimit
from service.runs.run_records import RunLog, RunStatus

EXIT_TIMEOUT = 3.0
"""Seconds between the exception that ends a run and the end of its process, if the run catches it or hangs."""
TERMINATED = 128 + signal.SIGTERM
"""The exit code of a run that SIGTERM has ended."""


def stop_signals() -> list[signal.Signals]:
    """Return the signals that ask for the end: SIGTERM and SIGHUP, but for one that is ignored, as by nohup."""
    return [each for each in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(each) is not signal.SIG_IGN]


class _Late(BaseException):
    """Raised in the main thread at the time limit; no handler of errors catches it."""


@contextmanager
def bounded(seconds: float, recorder: RunLog) -> Iterator[None]:
    """End what is done inside: after so many seconds by TimeLimit, at a stop signal by SystemExit (128 + its number).

    For the main thread only. Where the exception does not end the run, its record is written and the process exits.
    Where the interpreter itself hangs, faulthandler writes the traceback to the log and exits.
    """

    asked, code = False, TimeLimit.exit_code
    said = _(
        "The run took longer than the {seconds:g} s it may: its log says where it stood; `time_limit` is the limit.",
        seconds=seconds,
    )

    def let_go(*__: object) -> None:
        recorder.result(status=RunStatus.STOPPED if asked else RunStatus.FAILED, exit_code=code, error=said)
        recorder.end()
        os._exit(code)

    def interrupt() -> None:
        signal.signal(signal.SIGALRM, let_go)
        signal.setitimer(signal.ITIMER_REAL, EXIT_TIMEOUT)

    def late(__: int, frame: FrameType | None) -> None:
        if signal.getitimer(signal.ITIMER_REAL)[0]:
            return  # the time is not over: somebody has sent this alarm
        log.event("late", log.DEBUG, traceback="".join(traceback.format_stack(frame)))
        interrupt()
        raise _Late

    def ask(number: int, __: object) -> None:
        nonlocal asked, code, said
        if asked:
            return
        asked, code, said = True, 128 + number, _("It was stopped.")
        interrupt()
        raise SystemExit(code)

    handlers = {signal.SIGALRM: late, **dict.fromkeys(stop_signals(), ask)}
    before = {each: signal.signal(each, handler) for each, handler in handlers.items()}
    timer = signal.setitimer(signal.ITIMER_REAL, seconds)
    faulthandler.dump_traceback_later(seconds + 3 * EXIT_TIMEOUT, exit=True, file=recorder.stream)
    try:
        yield
    except _Late:
        raise TimeLimit(said) from None
    except SystemExit:
        raise  # the alarm stays set: what is still at work when the interpreter ends does not hold it up
    except BaseException:
        _loosen(before, timer)
        raise
    else:
        _loosen(before, timer)


def _loosen(before: dict[signal.Signals, Any], timer: tuple[float, float]) -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    faulthandler.cancel_dump_traceback_later()
    for number, handler in before.items():
        signal.signal(number, handler)
    signal.setitimer(signal.ITIMER_REAL, *timer)
