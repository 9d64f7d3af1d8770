"""A process that answers jobs: whole answers, or one sentence about what became of it."""

import contextlib
import os
import resource
import signal

import pytest

from service.errors import EngineUnavailable
from service.speech.worker_process import KeptWorkers, WorkerProcess

HEAD = "import json, sys; from service.speech.framed_answers import put; order = json.loads(sys.stdin.readline())\n"
CLERK = (
    "import os, sys; from service.speech.framed_answers import put\n"
    "for _ in sys.stdin: put(1, 0, b'%d' % os.getpid())\n"
)


@pytest.fixture
def worker(tmp_path, monkeypatch):
    """Start a process of that code."""
    monkeypatch.syspath_prepend(str(tmp_path))
    with contextlib.ExitStack() as ends:

        def start(code, answer_timeout=20.0):
            (tmp_path / "errand_of_a_test.py").write_text(HEAD + code, "utf-8")
            child = WorkerProcess("errand_of_a_test", what="The test", answer_timeout=answer_timeout)
            ends.enter_context(contextlib.closing(child))
            child.order([1, 2])
            return child

        yield start


def test_each_answer_comes_whole_with_its_jobs_number(worker):
    code = "for number in order: put(1, number, b'a' * 100_000 * number)"
    assert [(number, len(answer)) for number, answer in worker(code).answers(2)] == [(1, 100_000), (2, 200_000)]


def test_a_process_that_ends_early_is_said_with_its_last_line(worker):
    code = "put(1, 1, b'a'); sys.exit('no such voice.')"
    answers = worker(code).answers(2)
    assert next(answers) == (1, b"a")
    with pytest.raises(EngineUnavailable, match=r"^The test ended before .*: no such voice\.$"):
        next(answers)


def test_an_answer_that_was_damaged_on_its_way_is_refused(worker):
    code = "import zlib; zlib.crc32 = lambda answer: 1; put(1, 1, b'abc')"
    with pytest.raises(EngineUnavailable, match="damaged answer"):
        next(worker(code).answers(1))


def test_a_process_that_is_silent_is_left_after_the_time_it_has(worker):
    with pytest.raises(EngineUnavailable, match=r"no answer within 0\.1 s"):
        next(worker("import time; time.sleep(60)", answer_timeout=0.1).answers(1))


@pytest.fixture
def many_files():
    """As many files open as `select` can tell apart; what is opened behind them it knows nothing of."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    with contextlib.ExitStack() as files:
        for _ in range(1024):
            files.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(
    0 <= resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 2048, reason="no process may open so many files"
)
@pytest.mark.usefixtures("many_files")
def test_it_is_heard_in_a_process_that_has_many_files_open(worker):
    answers = worker("for number in order: put(1, number, b'a')").answers(2)
    assert list(answers) == [(1, b"a"), (2, b"a")]


def test_a_kept_process_speaks_again_and_one_that_was_killed_meanwhile_is_replaced(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "clerk_of_a_test.py").write_text(CLERK, "utf-8")
    kept = KeptWorkers(lambda: WorkerProcess("clerk_of_a_test", what="The test", answer_timeout=20.0))
    first, second = (dict(kept.answers([], 1))[0] for _ in range(2))
    assert first == second
    os.kill(int(first), signal.SIGKILL)
    os.waitid(os.P_PID, int(first), os.WEXITED | os.WNOWAIT)
    assert dict(kept.answers([], 1))[0] != first
