"""Jobs in forks: each answered once, one that dies without harm to the others, none left when the parent goes."""

import errno
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service.core.anonymous_file import anonymous_file
from service.speech import forked_jobs
from service.speech.framed_answers import HEADER


def answered(jobs, answer, workers):
    """The answers as they come, by number."""
    found = {}
    with anonymous_file() as out:
        pid = os.fork()
        if not pid:
            forked_jobs.run(jobs, answer, workers, out.fileno())
            os._exit(0)
        assert os.waitpid(pid, 0)[1] == 0
        out.seek(0)
        while head := out.read(HEADER.size):
            number, size, _ = HEADER.unpack(head)
            assert number not in found
            found[number] = out.read(size)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 3])
def test_every_job_is_answered_once(workers):
    jobs = [{"text": str(number) * 50_000} for number in range(7)]
    assert answered(jobs, lambda job: job["text"].encode(), workers) == {
        number: job["text"].encode() for number, job in enumerate(jobs)
    }


def test_a_job_that_fails_or_dies_has_no_answer_and_the_others_have_theirs():
    def answer(job):
        if job["end"] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if job["end"] == "raise":
            raise ValueError
        return b"said"

    jobs = [{"end": end} for end in ("kill", "", "raise", "")]
    assert answered(jobs, answer, 2) == {0: b"", 1: b"said", 2: b"", 3: b"said"}


@pytest.mark.parametrize("killed", ["behind", "amid"])
def test_a_job_that_is_killed_amid_its_answer_or_behind_it_has_none_and_the_next_has_its_own(monkeypatch, killed):
    """An answer that came twice was taken for one of the next order, half of one cost the whole process."""
    write = os.write

    def killing(descriptor, data):
        if data != b"first":
            return write(descriptor, data)
        write(descriptor, data[: len(data) // 2] if killed == "amid" else data)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("os.write", killing)
    jobs = [{"text": "first"}, {"text": "next"}]
    assert answered(jobs, lambda job: job["text"].encode(), 1) == {0: b"", 1: b"next"}


def test_where_no_process_is_to_be_had_one_of_its_own_is_waited_for(monkeypatch):
    tries, reaped = [], []
    running: forked_jobs.Running = {7: (0, io.BytesIO())}

    def fork():
        tries.append(1)
        if running:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return 8

    def reap(running, output):
        reaped.append(running.popitem()[0])

    monkeypatch.setattr("os.fork", fork)
    monkeypatch.setattr(forked_jobs, "_reap", reap)
    assert forked_jobs._fork(running, 1) == 8
    assert (len(tries), reaped) == (2, [7])


def test_where_not_one_process_is_to_be_had_the_limit_is_named(monkeypatch):
    def fork():
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", fork)
    with pytest.raises(SystemExit, match="raise the limit of processes"):
        forked_jobs._fork({}, 1)


ENDLESS = """
import os, sys, time
from pathlib import Path
from service.speech import forked_jobs
def answer(job):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(600)
exec(sys.argv[2])
"""
"""Jobs that leave a file with their process's number in a folder and never end, begun in the words of a test."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can bind a process to its parent")
def test_when_the_parent_is_killed_its_jobs_are(tmp_path):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            ENDLESS,
            str(tmp_path),
            "forked_jobs.run([{}, {}], answer, 2, 1)",
        ]
    )
    jobs = _begun(tmp_path, 2)
    parent.kill()
    parent.wait()
    _wait_for_the_end(jobs)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can wait for a process and a pipe together")
def test_when_who_gave_the_orders_is_gone_the_jobs_are_given_up(tmp_path):
    worker = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(tmp_path), "forked_jobs.serve(answer)"],
        stdin=subprocess.PIPE,
    )
    worker.stdin.write(b'{"workers": 2, "jobs": [{}, {}]}\n')
    worker.stdin.flush()
    jobs = _begun(tmp_path, 2)
    worker.stdin.close()
    assert worker.wait(60) == 1
    _wait_for_the_end(jobs)


def _begun(folder, count):
    """The processes of so many jobs, as soon as they are at work."""
    deadline = time.monotonic() + 60
    while len(jobs := [each.name for each in folder.iterdir()]) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return jobs


def _wait_for_the_end(jobs):
    deadline = time.monotonic() + 60
    while any(map(_runs, jobs)):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _runs(pid):
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
