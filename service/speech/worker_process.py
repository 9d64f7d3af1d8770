"""A child process that answers jobs one by one, so that a library's faults stay in it."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import weakref
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import service
from service.core.anonymous_file import anonymous_file
from service.core.messages import _, clause
from service.errors import EngineUnavailable
from service.speech.framed_answers import HEADER


class WorkerProcess:
    """One of our Python modules in a process of its own: a line of JSON an order on stdin, framed answers on stdout."""

    def __init__(
        self,
        module: str,
        *arguments: str,
        what: str,
        answer_timeout: float,
        bare: bool = False,
        inherit: Sequence[int] = (),
    ) -> None:
        """Start `python -m module` with the arguments.

        `what` names it in messages, `answer_timeout` is the seconds that one answer may take, `bare` leaves
        site-packages out (a faster start), `inherit` are file descriptors that it shares.
        """
        self._what, self._answer_timeout = what, answer_timeout
        paths = [str(Path(service.__file__).parents[1]), *([] if bare else sys.path)]
        self._complaints = anonymous_file()
        self._process = subprocess.Popen(
            [sys.executable, *(["-s", "-S"] if bare else []), "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            pass_fds=inherit,
        )

    def order(self, order: object) -> None:
        """Send it an order; whether it still lives, its answers tell."""
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()

    def answers(self, count: int) -> Iterator[tuple[int, bytes]]:
        """Yield the next `count` answers as they come, each with its job's number.

        Raise EngineUnavailable where the process ends early, where an answer takes too long, or where one is damaged.
        """
        for _attempt in range(count):
            number, size, check = HEADER.unpack(self._exactly(HEADER.size))
            answer = self._exactly(size)
            if zlib.crc32(answer) != check:
                raise self._failed(_("{what} gave a damaged answer.", what=self._what))
            yield number, answer

    @property
    def lives(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):  # of what was not sent
            self._process.stdin.close()
        self._process.stdout.close()
        self._complaints.close()

    def _exactly(self, size: int) -> bytes:
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        parts = []
        with selectors.DefaultSelector() as coming:
            coming.register(descriptor, selectors.EVENT_READ)
            while size:
                if not coming.select(self._answer_timeout):
                    raise EngineUnavailable(
                        _(
                            "{what} gave no answer within {seconds:g} s.",
                            what=self._what,
                            seconds=self._answer_timeout,
                        )
                    )
                part = os.read(descriptor, size)
                if not part:
                    raise self._failed(_("{what} ended before it had spoken everything.", what=self._what))
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def _failed(self, fault: str) -> EngineUnavailable:
        """End the process; return what failed, with the last line that it wrote on stderr."""
        self._process.kill()
        self._process.wait()
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        if not last:
            return EngineUnavailable(fault)
        return EngineUnavailable(_("{fault}: {words}.", fault=clause(fault), words=last[-200:].rstrip(".")))


class KeptWorkers:
    """Processes of one kind that wait, when they have done an order, for the next, as long as this object lives."""

    def __init__(self, start: Callable[[], WorkerProcess]) -> None:
        """`start` is asked for a process where none waits."""
        self._start = start
        self._idle: list[WorkerProcess] = []
        weakref.finalize(self, _close_all, self._idle)

    def answers(self, order: object, count: int) -> Generator[tuple[int, bytes]]:
        """Yield the answers to one order as they come, as `WorkerProcess` does; a process that fails is ended."""
        worker = self._waiting() or self._start()
        try:
            worker.order(order)
            yield from worker.answers(count)
        except BaseException:
            worker.close()
            raise
        self._idle.append(worker)

    def _waiting(self) -> WorkerProcess | None:
        """Return a process that waits; one that was killed meanwhile is passed over."""
        while self._idle:
            worker = self._idle.pop()
            if worker.lives:
                return worker
            worker.close()
        return None


def _close_all(workers: Sequence[WorkerProcess]) -> None:
    for worker in workers:
        worker.close()
