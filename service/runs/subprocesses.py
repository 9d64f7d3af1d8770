"""Errands: short commands beside the runs, hooks and decisions; none outlives its limit, or the service."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence


class SubprocessPool:
    """The errands of one service."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work: set[subprocess.Popen[bytes]] = set()
        self._stopping = False

    def run(self, words: Sequence[str], limit: float, environment: Mapping[str, str], body: bytes = b"") -> None:
        """Runs the command, with `body` on its stdin, for `limit` seconds at most.

        Raises OSError, which says how, where it cannot be started, fails or has to be ended with all that it started.
        """
        with self._lock:
            if self._stopping:
                raise OSError("the service is about to end")
            process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
            self._at_work.add(process)
        try:
            said = process.communicate(body, limit)[1].decode("utf-8", "replace").strip().rpartition("\n")[2]
        except subprocess.TimeoutExpired:
            _kill(process)
            raise TimeoutError(f"it took longer than {limit:g} s and was ended") from None
        finally:
            with self._lock:
                self._at_work.discard(process)
        if process.returncode:
            raise OSError(f"it ended with code {process.returncode}" + (f": {said}" if said else ""))

    def stop(self) -> None:
        """Ends all of them; no further one is begun."""
        with self._lock:
            self._stopping = True
            for process in self._at_work:
                _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
