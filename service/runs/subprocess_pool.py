"""Short commands beside the runs (hooks, decisions on approval); none outlives its time limit, or the service."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence

from service.core.messages import _


class SubprocessPool:
    """The commands of one service that are running now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopping = False

    @property
    def stopping(self) -> bool:
        """Whether all that runs is ended now, and nothing begun."""
        return self._stopping

    def run(self, argv: Sequence[str], limit: float, environment: Mapping[str, str], body: bytes = b"") -> None:
        """Run the command, with `body` on its stdin, for `limit` seconds at most.

        Raise OSError, which says how, where it cannot be started, fails or has to be killed with all that it started.
        """
        with self._lock:
            if self._stopping:
                raise OSError(_("the service is about to end"))
            process = subprocess.Popen(
                argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
            self._running.add(process)
        try:
            error = process.communicate(body, limit)[1].decode("utf-8", "replace").strip().rpartition("\n")[2]
        except subprocess.TimeoutExpired:
            _kill(process)
            raise TimeoutError(_("it took longer than {limit:g} s and was ended", limit=limit)) from None
        finally:
            with self._lock:
                self._running.discard(process)
        if process.returncode:
            raise OSError(
                _("it ended with code {returncode}", returncode=process.returncode) + (f": {error}" if error else "")
            )

    def stop(self) -> None:
        """Kill all of them, and start no further one."""
        with self._lock:
            self._stopping = True
            for process in self._running:
                _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
