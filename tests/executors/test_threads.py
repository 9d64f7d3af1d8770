"""Calls in threads of this process."""

import threading

import pytest

from service.executors.threads import Threads


def executor(width=2):
    return Threads("", width, lambda text: None)


def test_each_value_is_answered_once_with_its_index():
    assert sorted(executor().run(lambda value: value * 2, [3, 1, 2])) == [(0, 6), (1, 2), (2, 4)]
    assert list(executor().run(str, [])) == []


def test_an_error_reaches_who_asked():
    with pytest.raises(ZeroDivisionError):
        list(executor().run(lambda value: 1 // value, [0]))


def test_no_more_run_at_once_than_there_is_width_for():
    both, at_once, most = threading.Barrier(2, timeout=10), [0], [0]
    lock = threading.Lock()

    def work(value):
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        both.wait()
        with lock:
            at_once[0] -= 1
        both.wait()

    list(executor().run(work, range(6)))
    assert most == [2]


def test_who_stops_listening_waits_for_what_runs_and_the_rest_is_never_called():
    called = []
    found = executor(1).run(called.append, range(100))
    next(found)
    found.close()
    assert len(called) < 100
