"""Work that asks for its own limit: it ends when the time is over, and without a limit it goes on."""

import pytest

from service.core import cpu_limit


def test_work_without_a_limit_goes_on():
    cpu_limit.check()


def work():
    while True:
        cpu_limit.check()


def test_work_over_its_limit_is_ended_and_the_limit_with_it():
    with pytest.raises(cpu_limit.OverTime), cpu_limit.limited(0.01):
        work()
    cpu_limit.check()


def test_the_inner_limit_holds_inside_and_the_outer_one_after_it():
    with cpu_limit.limited(60):
        with pytest.raises(cpu_limit.OverTime), cpu_limit.limited(-1):
            cpu_limit.check()
        cpu_limit.check()
