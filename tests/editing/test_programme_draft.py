"""A draft and what a change of it names."""

import pytest

from service.editing.programme_draft import addable, draft_of, parsed, part_at, place_at, story_at
from service.errors import UsageError
from service.model import Kind
from tests.support.draft_samples import draft, material, script, titles
from tests.support.tables import every_row


def test_a_draft_knows_the_story_of_each_item_and_what_is_left():
    made = draft_of(script(), material())
    told = {item.story for item in made.items}
    assert -1 not in told
    assert told.isdisjoint(addable(made, material()))
    assert len(told) + len(addable(made, material())) == len(material().stories)


@every_row(
    ("target", "found"),
    [("3", ("3", 0)), ("3.2", ("3", 2)), ("opening.1", ("opening", 1)), ("briefs", ("briefs", 0))],
)
def test_a_target_is_a_part_and_a_sentence(target, found):
    assert parsed(target) == found


@pytest.mark.parametrize("target", ["", "x", "3.", "3.2.1", "三", "12345", "3.title"])
def test_what_names_nothing_is_told(target):
    with pytest.raises(UsageError, match="nothing called"):
        parsed(target)


def test_a_story_and_a_part_are_found_by_their_names():
    made = draft()
    assert titles(made)[story_at(made, "2")] == titles(made)[1]
    index, item = part_at(made, "2")
    assert (made.script.segments[index].title, item) == (titles(made)[1], 1)
    index, item = part_at(made, "close")
    assert (made.script.segments[index].kind, item) == (Kind.CLOSING, None)
    for number in (0, 99):
        with pytest.raises(UsageError, match="no place"):
            place_at(number, 9)
