"""The rundown against brute force, and in its time."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from service.editing import allocation
from service.editing.allocation import GAP_PRICE, LEFT_OUT, LONGEST_GAP, NATURAL_GAP, SHORTEST_GAP, Option
from tests.support.examples import examples

RUNS = examples(60, 2_000)
tenths = st.integers(5, 300).map(lambda n: n / 10)
worths = st.integers(1, 1000).map(lambda n: n / 100)
depths = st.builds(Option, worths, tenths)
menus = st.lists(st.lists(depths, min_size=1, max_size=3).map(lambda d: [LEFT_OUT, *d]), min_size=1, max_size=4)


def gap(chosen, seconds, gaps):
    return (seconds - sum(d.seconds for d in chosen)) / max(1, gaps + sum(d.gaps for d in chosen))


def price(chosen, seconds, gaps):
    return sum(d.worth for d in chosen) * (1 - GAP_PRICE * abs(gap(chosen, seconds, gaps) - NATURAL_GAP))


@settings(derandomize=True, max_examples=RUNS, deadline=None)
@given(menus, st.integers(20, 900).map(lambda n: n / 10), st.integers(1, 3))
def test_no_choice_that_ends_on_time_is_worth_more(menus, seconds, gaps):
    # gaps cost a grid cell more than their shortest at most: what brute force may use, the grid may too
    room = sum(menu[-1].gaps for menu in menus) * allocation.CELL_SECONDS
    on_time = [
        chosen
        for chosen in itertools.product(*menus)
        if SHORTEST_GAP + room / max(1, gaps) <= gap(chosen, seconds, gaps) <= LONGEST_GAP
    ]
    found = allocation.choose(menus, seconds, gaps)
    if on_time:
        assert found is not None
        chosen = [menu[i] for menu, i in zip(menus, found, strict=True)]
        assert SHORTEST_GAP <= gap(chosen, seconds, gaps) <= LONGEST_GAP
        assert price(chosen, seconds, gaps) >= max(price(each, seconds, gaps) for each in on_time) - 1e-9


@settings(derandomize=True, max_examples=RUNS, deadline=None)
@given(menus, st.integers(20, 900).map(lambda n: n / 10), st.integers(1, 3))
def test_it_never_overruns(menus, seconds, gaps):
    found = allocation.choose(menus, seconds, gaps)
    if found is not None:
        chosen = [menu[i] for menu, i in zip(menus, found, strict=True)]
        assert gap(chosen, seconds, gaps) >= SHORTEST_GAP - 1e-9


def test_everything_is_told_when_there_is_room():
    menus = [[LEFT_OUT, Option(1, 5), Option(2, 9)]] * 3
    assert allocation.choose(menus, 600, 2) == (2, 2, 2)


def test_none_when_nothing_fits():
    assert allocation.choose([[Option(1, 50)]], 20, 2) is None
    assert allocation.choose([[LEFT_OUT]], -1, 2) is None


def test_what_may_not_stop_is_told_only_where_nothing_else_fills_the_time():
    stump = Option(9.0, 10.0, is_whole=False)
    assert allocation.choose([[LEFT_OUT, stump], [LEFT_OUT, Option(1.0, 19.0)]], 21.0, 1) == (0, 1)
    assert allocation.choose([[LEFT_OUT, stump], [LEFT_OUT, Option(1.0, 9.0)]], 21.0, 1) == (1, 1)


def test_what_goes_on_behind_a_whole_telling_comes_before_one_that_has_none():
    longer = [LEFT_OUT, Option(1.0, 10.0), Option(1.0, 19.0, is_whole=False)]
    stump = [LEFT_OUT, Option(9.0, 9.0, is_whole=False)]
    assert allocation.choose([longer, stump], 21.0, 1) == (2, 0)
