"""The program as a process: Ctrl-C, SIGTERM and SIGHUP end it in one sentence, from its first moment to its last.

It does not matter how often they come. A command may handle them in its own way; these are for all the time before.

What the command line needs is imported under that protection; so nothing heavy may be imported here.
"""

import errno
import os
import resource
import signal
import sys
import time
from types import FrameType
from typing import NoReturn

from service.core import messages
from service.core.messages import _

YEARS = range(1970, 2100)
"""Of a clock with which the program works: dates of episodes end with 2099."""
OPEN_FILES = 64
"""Files that a command may have to have open at once: a run was measured to need 14, beside what it inherits."""
GRACE_SECONDS = 10.0
"""Seconds from the first stop signal on in which further ones are ignored, so that what is at work can be ended in
order; later ones end the process at once."""


class _StopSignals:
    """Handles SIGINT, SIGTERM and SIGHUP: the first stops the program, which exits with 128 + its number."""

    def __init__(self) -> None:
        self._first = 0.0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if not self._first:
            self._first = now
            raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)
        if now > self._first + GRACE_SECONDS:
            os._exit(128 + number)


def main() -> None:
    """Run a command of the command line."""
    _check_clock()
    _check_open_files()
    try:
        try:
            _take_signals()
            from service import cli
        except SystemExit as stop:
            _stopped(stop.code)
        cli.main()
    except KeyboardInterrupt:
        _stopped(128 + signal.SIGINT)
    except (MemoryError, OSError, SystemError) as error:  # before the command line could say it
        if isinstance(error, OSError) and error.errno != errno.ENOMEM:
            raise  # (a SystemError is Python's own when memory ends in the middle of an import)
        _refuse(_("There is not enough memory to start: free some, or raise its limit."))


def _take_signals() -> None:
    handler = _StopSignals()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(each) is not signal.SIG_IGN:  # as for a job in the background, or under nohup
            signal.signal(each, handler)


def _stopped(code: object) -> NoReturn:
    told = messages.in_language(_("stopped; what is published is whole."), messages.terminal_language())
    sys.stderr.write(f"\ntingbao: {told}\n")
    raise SystemExit(code)


def _check_clock() -> None:
    """End the command where the clock is so wrong that Python or a calendar cannot work with it."""
    try:
        year = time.gmtime(time.time()).tm_year
    except (OverflowError, OSError, ValueError):
        _refuse(_("The clock says a year that no program can work with: set it."))
    if year not in YEARS:
        _refuse(_("The clock says the year {year}, which cannot be: set it.", year=year))


def _check_open_files() -> None:
    """End the command where so few files may be open that Python or a library fails with words of its own."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if 0 <= most < OPEN_FILES:
        _refuse(
            _(
                "Only {most} files may be open at once, and a command may need {least}: raise the limit"
                " (`ulimit -n`, LimitNOFILE).",
                most=most,
                least=OPEN_FILES,
            )
        )


def _refuse(text: str) -> NoReturn:
    sys.stderr.write(f"tingbao: {messages.in_language(text, messages.terminal_language())}\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
