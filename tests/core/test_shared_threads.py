"""Many jobs by few threads, one loop inside another, and where there are none to be had."""

import functools
import threading

import pytest

from service.core.shared_threads import SharedThreads


def test_as_many_run_at_once_as_there_are_threads_and_the_caller():
    together, done = threading.Barrier(4, timeout=60), []

    def job(number):
        together.wait()
        done.append(number)

    SharedThreads(3).run([functools.partial(job, number) for number in range(8)])
    assert sorted(done) == list(range(8))


def test_loops_inside_loops_have_no_more_threads_together():
    threads, seen, lock = SharedThreads(2), set(), threading.Lock()

    def inner():
        with lock:
            seen.add(threading.get_ident())

    def outer():
        threads.run([inner] * 50)

    threads.run([outer] * 50)
    assert len(seen) <= 3


def test_without_threads_the_caller_does_it_all(monkeypatch):
    def refused(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    done, threads = [], SharedThreads(5)
    for _ in range(7):  # what could not be started is free again
        threads.run([lambda: done.append(threading.get_ident())] * 3)
    assert done == [threading.get_ident()] * 21


def test_an_error_is_raised_and_what_waited_is_not_begun():
    done = []

    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        SharedThreads(0).run([lambda: done.append(1), fail, lambda: done.append(2)])
    assert done == [1]


def test_what_stops_the_program_waits_for_no_other():
    ends, caller = threading.Event(), threading.get_ident()
    helping = threading.Event()

    def job():
        if threading.get_ident() == caller:
            assert helping.wait(60)
            raise KeyboardInterrupt
        helping.set()
        ends.wait(60)

    with pytest.raises(KeyboardInterrupt):
        SharedThreads(1).run([job] * 2)
    assert not ends.is_set()
    ends.set()


def test_nothing_to_do_is_done():
    SharedThreads(2).run([])
