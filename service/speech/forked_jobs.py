"""Many jobs in one process that forks for each: what a job leaves behind in memory goes with its fork.

For the processes of engines: a library that is slow to load is loaded once, its memory is shared, and a job that
crashes or is killed has no answer while the others go on. This module uses the standard library only, so that it can
run without site-packages.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from service.core.anonymous_file import anonymous_file
from service.speech.framed_answers import put, write_whole

Job = Mapping[str, Any]
Running = dict[int, tuple[int, BinaryIO]]
"""By the process of a job at work: the job's number, and the file that its answer is written to."""

_PR_SET_PDEATHSIG = 1


def serve(answer: Callable[[Job], bytes], output: int = 1) -> None:
    """Carry out the orders on stdin until that ends, each a line of JSON: `workers` (how many at once) and `jobs`.

    Writes each job's answer to the descriptor `output` as it is done, as `WorkerProcess` reads it. A job that failed
    has an empty one. Where stdin ends while jobs are at work, they are given up: nobody waits for their answers.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for line in sys.stdin.buffer:
        order = json.loads(line)
        run(order["jobs"], answer, order["workers"], output)


def run(jobs: list[Job], answer: Callable[[Job], bytes], workers: int, output: int) -> None:
    """Answer all jobs of one order.

    A fork leaves its answer in a file of its own, and this process passes it on when the fork has ended well. So a fork
    that is killed at any moment, amid its answer too, costs no more than its own.
    """
    running: Running = {}
    for number, job in enumerate(jobs):
        while len(running) >= workers:
            _reap(running, output)
        file = anonymous_file()
        parent, child = os.getpid(), _fork(running, output)
        if not child:
            failed = 1
            try:
                _end_with(parent)
                write_whole(file.fileno(), answer(job))
                failed = 0
            finally:
                os._exit(failed)
        running[child] = number, file
    while running:
        _reap(running, output)


def _fork(running: Running, output: int) -> int:
    """Return what `os.fork` does; where the system gives no further process, let one of ours end first."""
    while True:
        try:
            return os.fork()
        except BlockingIOError as error:
            if not running:
                from service.core import system_limits

                sys.exit(system_limits.refusal(error))
            _reap(running, output)


def _end_with(parent: int) -> None:
    """Let this process be killed when its parent ends, where the system can: nobody would read its answer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _reap(running: Running, output: int) -> None:
    """Wait for a child to end and pass its answer on. Exit where nobody waits for the answers any more."""
    if hasattr(os, "pidfd_open"):  # Linux
        _wait_or_exit(running)
    child, status = os.wait()
    number, file = running.pop(child)
    with file:
        answer = b"" if status else os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0)
    put(output, number, answer)


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
