"""Real Dask schedulers and workers, each a process of its own, on loopback."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from tests.support.paths import ROOT


class Cluster:
    """A scheduler and its workers; each can be killed."""

    def __init__(self, folder):
        self.folder, self.workers, self.processes = folder, [], []
        self.started = 0
        self.port = 0
        self.start_scheduler()

    @property
    def address(self):
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self):
        words = ["scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard", "--no-show"]
        # It has none of the project's code: only workers need it.
        (self.folder / "none" / "service").mkdir(parents=True, exist_ok=True)
        (self.folder / "none" / "service" / "__init__.py").touch()
        said = self._start(words, self.folder / "none")
        self.scheduler = self.processes[-1]
        self.port = int(wait_for(said, "Scheduler at:").rsplit(":", 1)[1])

    def add_worker(self, *words, code=ROOT, nanny=False):
        """One worker of one thread, with the project's code as it lies in `code`; its process, or its nanny's."""
        kind = "--nanny" if nanny else "--no-nanny"
        command = ["worker", self.address, "--nthreads", "1", kind, "--host", "127.0.0.1", *words]
        said = self._start([*command, "--no-dashboard", "--local-directory", str(self.folder)], code)
        self.workers.append(self.processes[-1])
        wait_for(said, "Registered to:")
        return self.processes[-1]

    def _start(self, words, code):
        self.started += 1
        path = self.folder / f"dask-{self.started}.log"
        # Not by `-m` from the folder of the tests: what a worker imports is what lies in `code`.
        command = [sys.executable, "-c", "from dask.__main__ import main; main()", *words]
        env = {**os.environ, "PYTHONPATH": f"{code}{os.pathsep}{ROOT}"}
        with path.open("w") as log:
            self.processes.append(
                subprocess.Popen(command, cwd=code, env=env, stdout=log, stderr=log, start_new_session=True)
            )
        return path

    def stop(self):
        for process in self.processes:
            kill(process)


def kill(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(path, text, seconds=60):
    """The first line of a log that has the text."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for line in path.read_text("utf-8").splitlines():
            if text in line:
                return line.strip()
        time.sleep(0.05)
    raise AssertionError(f"{text!r} does not come: {path.read_text('utf-8')[-2000:]}")


@contextmanager
def cluster(folder, workers=1):
    folder.mkdir(exist_ok=True)
    made = Cluster(folder)
    try:
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        made.stop()
