"""The circuit breaker, with a clock of its own."""

import os

import pytest

from service.speech.circuit_breaker import CircuitBreaker


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_it_opens_longer_with_each_failure_and_closes_with_success(tmp_path, clock):
    breaker = CircuitBreaker(tmp_path / "state" / "b.json", base=10, longest=35, clock=clock)
    assert breaker.wait() == 0
    waits = []
    for _ in range(4):
        breaker.failed()
        waits.append(breaker.wait())
    assert waits == [10, 20, 35, 35]
    clock.now += 35
    assert breaker.wait() == 0
    breaker.succeeded()
    breaker.failed()
    assert breaker.wait() == 10


def test_the_next_run_remembers(tmp_path, clock):
    CircuitBreaker(tmp_path / "b.json", clock=clock).failed()
    assert CircuitBreaker(tmp_path / "b.json", clock=clock).wait() == 60


def test_a_clock_set_back_does_not_shut_it_for_good(tmp_path, clock):
    breaker = CircuitBreaker(tmp_path / "b.json", clock=clock)
    breaker.failed()
    clock.now -= 10**6
    assert breaker.wait() == 0


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"failures": "x"}', '{"until": null}'])
def test_a_damaged_file_is_no_failure(tmp_path, clock, damage):
    (tmp_path / "b.json").write_text(damage)
    breaker = CircuitBreaker(tmp_path / "b.json", clock=clock)
    assert breaker.wait() == 0
    breaker.failed()
    assert breaker.wait() == 60


def test_without_a_file_nothing_is_remembered(clock):
    breaker = CircuitBreaker(None, clock=clock)
    breaker.failed()
    assert breaker.wait() == 0


def test_a_pipe_in_its_place_holds_nobody_up(tmp_path, clock):
    os.mkfifo(tmp_path / "b.json")
    assert CircuitBreaker(tmp_path / "b.json", clock=clock).wait() == 0
