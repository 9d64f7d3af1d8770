"""Editions, ids and fingerprints."""

import datetime as dt

import pytest

from service.core.episode_id import (
    checked_edition,
    edition_of_due,
    edition_of_inputs,
    episode_id,
    fingerprint,
    make_again,
)
from service.errors import UsageError
from tests.support.tables import every_row

DATE = dt.date(2026, 3, 21)


def test_an_edition_of_inputs_is_named_after_the_first_and_tells_all_apart():
    one, two = edition_of_inputs(["a/page-01.txt"]), edition_of_inputs(["a/page-01.txt", "b.txt"])
    assert one.startswith("page-01-")
    assert one != two
    assert edition_of_inputs(["elsewhere/b.txt", "page-01.txt/"]) == edition_of_inputs(["page-01.txt", "b.txt"])


@every_row("name", ["报纸.txt", "第一版", "a" * 200, "...", "x\udce4.txt", "https://example.org/feed"])
def test_an_edition_of_any_input_can_be_part_of_an_address(name):
    edition = edition_of_inputs([name])
    assert checked_edition(edition) == edition


def test_an_id_holds_the_date_once():
    edition = edition_of_due(dt.datetime(2026, 3, 21, 6, 30))
    assert edition == "2026-03-21T0630"
    assert episode_id(DATE, edition) == edition
    assert episode_id(DATE, "evening") == "2026-03-21-evening"


@every_row("name", ["", "-evening", "a b", "a/b", "晚报", "a" * 49, "a\n"])
def test_a_name_that_cannot_be_part_of_an_address_is_refused(name):
    with pytest.raises(UsageError, match="letters, digits and hyphens"):
        checked_edition(name)


@pytest.mark.parametrize(
    ("id_", "edition", "of_inputs"),
    [("2026-03-21T0630", "2026-03-21T0630", False), ("2026-03-21-page-1a2b", "page-1a2b", True)],
)
def test_the_command_that_makes_an_episode_again_gives_it_the_same_id(id_, edition, of_inputs):
    said = make_again("daily", id_)
    assert f"`tingbao make --show daily --date 2026-03-21 --edition {edition}`" in said
    assert ("with the inputs" in said) == of_inputs
    assert episode_id(dt.date(2026, 3, 21), edition) == id_


def test_a_fingerprint_changes_with_any_part():
    assert fingerprint(["a"], "1") == fingerprint(["a"], "1")
    assert (
        len({fingerprint(["a"], "1"), fingerprint(["b"], "1"), fingerprint(["a"], "2"), fingerprint(["a", "1"])}) == 4
    )
