"""How often passwords may be tried, by whom, and for which name."""

import pytest

from service.web.desk.login_limits import MOST_OF_NAME, NAME_WINDOW, LoginLimits, mark_of
from service.web.desk.people import DeskPerson
from service.web.tokens import FAILURE_WINDOW, MAX_FAILURES

PERSON = DeskPerson("王编辑", "00", "ab" * 32)
OTHER = DeskPerson("李编辑", "00", "cd" * 32)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limits(clock):
    return LoginLimits(clock)


def guessed(limits, count, name="王编辑", person=PERSON, mark=""):
    """Wrong passwords from as many addresses."""
    for number in range(count):
        limits.add(f"10.0.{number // 250}.{number % 250}", name, person, mark)


def test_one_address_is_bounded_whatever_names_it_tries(limits, clock):
    for number in range(MAX_FAILURES + 1):
        assert limits.wait("10.0.0.1", f"名{number}", None, "") == 0
        limits.add("10.0.0.1", f"名{number}", None, "")
    assert limits.wait("10.0.0.1", "王编辑", PERSON, "") > 0
    assert limits.wait("10.0.0.2", "王编辑", PERSON, "") == 0
    clock.now += FAILURE_WINDOW
    assert limits.wait("10.0.0.1", "王编辑", PERSON, "") == 0


@pytest.mark.parametrize(("name", "person"), [("王编辑", PERSON), ("没有的人", None)])
def test_a_name_is_bounded_whatever_addresses_try_it_and_none_tells_whether_it_is_there(limits, clock, name, person):
    guessed(limits, MOST_OF_NAME, name, person)
    assert limits.wait("10.9.9.9", name, person, "") == 0
    guessed(limits, 1, name, person)
    assert limits.wait("10.9.9.9", name, person, "") == NAME_WINDOW
    assert limits.wait("10.9.9.9", "李编辑", OTHER, "") == 0
    clock.now += NAME_WINDOW
    assert limits.wait("10.9.9.9", name, person, "") == 0


def test_who_has_been_in_with_this_browser_is_heard_whatever_others_do(limits):
    mark = mark_of(PERSON)
    guessed(limits, 5 * MOST_OF_NAME)
    assert limits.wait("10.9.9.9", "王编辑", PERSON, mark) == 0
    assert limits.wait("10.9.9.9", "王编辑", PERSON, "") > 0


def test_a_mark_that_was_stolen_is_counted_too(limits):
    mark = mark_of(PERSON)
    guessed(limits, MOST_OF_NAME + 1, mark=mark)
    assert limits.wait("10.9.9.9", "王编辑", PERSON, mark) > 0
    assert limits.wait("10.9.9.9", "王编辑", PERSON, mark_of(PERSON)) == 0


@pytest.mark.parametrize(
    "change",
    [
        *(lambda mark, other=other: other for other in ("x", ".", "a.b", "é.\x00")),
        lambda mark: mark_of(OTHER),
        lambda mark: mark[:-1],
        lambda mark: "y" + mark,
    ],
    ids=["letter", "stop", "parts", "no ASCII", "another's", "cut", "longer"],
)
def test_no_other_mark_counts(limits, change):
    guessed(limits, MOST_OF_NAME + 1)
    assert limits.wait("10.9.9.9", "王编辑", PERSON, change(mark_of(PERSON))) > 0


def test_a_new_password_ends_the_marks(limits):
    mark, again = mark_of(PERSON), DeskPerson("王编辑", "00", "ef" * 32)
    guessed(limits, MOST_OF_NAME + 1, person=again)
    assert limits.wait("10.9.9.9", "王编辑", again, mark) > 0
