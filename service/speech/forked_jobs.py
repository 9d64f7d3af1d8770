"""Many jobs in one process that forks for each: what a job leaves behind in memory goes with its fork.

For the processes of engines: a library that is slow to load is loaded once, its memory is shared, and a job that
crashes or is killed has no answer while the others go on. This module uses the standard library only, so that it can
run without site-packages.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import mmap
import os
import select
import signal
import struct
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Job = Mapping[str, Any]

_PR_SET_PDEATHSIG = 1
_BEGUN, _WRITTEN = 1, 2
"""How far a job's answer has got."""


def serve(answer: Callable[[Job], bytes], turn: int, output: int = 1) -> None:
    """Carry out the orders on stdin until that ends, each a line of JSON: `workers` (how many at once) and `jobs`.

    Writes each job's answer to the descriptor `output` as it is done, as `WorkerProcess` reads it. A job that failed
    has an empty one. `turn` is the descriptor of a file to lock while an answer is written. Where stdin ends while jobs
    are at work, they are given up: nobody waits for their answers.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for line in sys.stdin.buffer:
        order = json.loads(line)
        run(order["jobs"], answer, order["workers"], turn, output)


def run(jobs: list[Job], answer: Callable[[Job], bytes], workers: int, turn: int, output: int) -> None:
    """Answer all jobs of one order."""
    running: dict[int, int] = {}
    answers = _Answers(turn, output, len(jobs))
    for number, job in enumerate(jobs):
        while len(running) >= workers:
            _reap(running, answers)
        parent, child = os.getpid(), _fork(running, answers)
        if not child:
            failed = 1
            try:
                _end_with(parent)
                answers.write(number, answer(job))
                failed = 0
            finally:
                os._exit(failed)
        running[child] = number
    while running:
        _reap(running, answers)


def _fork(running: dict[int, int], answers: _Answers) -> int:
    """Return what `os.fork` does; where the system gives no further process, let one of ours end first."""
    while True:
        try:
            return os.fork()
        except BlockingIOError as error:
            if not running:
                from service.core import system_limits

                sys.exit(system_limits.refusal(error))
            _reap(running, answers)


def _end_with(parent: int) -> None:
    """Let this process be killed when its parent ends, where the system can: nobody would read its answer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _reap(running: dict[int, int], answers: _Answers) -> None:
    """Wait for a child to end; answer in its place if it failed. Exit where nobody waits for the answers any more."""
    if hasattr(os, "pidfd_open"):  # Linux
        _wait_or_exit(running)
    child, status = os.wait()
    number = running.pop(child)
    if status:
        answers.write_for(number)


def _wait_or_exit(running: Iterable[int]) -> None:
    """Wait until a child has ended; exit when stdin ends, since who gave the orders is gone then."""
    poll = select.poll()
    poll.register(0, 0)  # of its end only
    ends = [os.pidfd_open(child) for child in running]
    for end in ends:
        poll.register(end, select.POLLIN)
    ended = {descriptor for descriptor, _ in poll.poll()}
    for end in ends:
        os.close(end)
    if ended == {0}:
        os._exit(1)  # and the children with it, by `_end_with`


class _Answers:
    """The answers to one order, each written whole and once, however a process that writes one ends."""

    def __init__(self, turn: int, output: int, count: int) -> None:
        self._turn, self._output = turn, output
        self._written = mmap.mmap(-1, max(1, count))  # shared with the forks
        """A byte a job."""

    def write(self, number: int, answer: bytes) -> None:
        """Write one answer; the lock goes with its process."""
        fcntl.lockf(self._turn, fcntl.LOCK_EX)
        self._written[number] = _BEGUN
        rest = memoryview(struct.pack("<III", number, len(answer), zlib.crc32(answer)) + answer)
        while rest:
            rest = rest[os.write(self._output, rest) :]
        self._written[number] = _WRITTEN
        fcntl.lockf(self._turn, fcntl.LOCK_UN)

    def write_for(self, number: int) -> None:
        """Write an empty answer in the place of a job that failed, if it has not answered before it ended.

        Exit where it ended amid its answer: where the next one would begin, nobody could tell.
        """
        if self._written[number] == _BEGUN:
            os._exit(1)
        if self._written[number] != _WRITTEN:
            self.write(number, b"")
