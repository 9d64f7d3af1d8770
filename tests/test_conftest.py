"""What the tests share leaves nothing behind."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tests.support.tables import every_row

ENDING = """
import sys, types

class Last:
    def __del__(self):
        kept = [[] for _ in range(5_000)]  # enough for a garbage collection

first = sys.modules["first"] = types.ModuleType("first")  # taken apart last: imported before hypothesis
first.last, sys.kept = Last(), first
from hypothesis.internal.conjecture import junkdrawer
sys.kept_too = junkdrawer
junkdrawer.gc_cumulative_time()  # as every test of hypothesis does
{more}
"""


def ending(more):
    done = subprocess.run(
        [sys.executable, "-c", ENDING.format(more=more)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stderr


@pytest.mark.slow
def test_a_garbage_collection_at_the_very_end_prints_no_traceback():
    assert "gc_callback" in ending("")  # what would be printed
    assert ending("import tests.conftest") == ""


def test_a_table_runs_every_row_and_names_each_that_fails():
    seen = []

    @every_row("number", [1, pytest.param(2), 3, 4])
    def even(number, folder):
        seen.append((number, folder))
        if number == 4:
            with pytest.raises(ValueError, match="four"):
                pass
        assert number % 2 == 0

    with pytest.raises(BaseExceptionGroup, match="3 of 4 rows failed") as caught:
        even(folder="x")
    assert seen == [(1, "x"), (2, "x"), (3, "x"), (4, "x")]
    assert [error.__notes__ for error in caught.value.exceptions] == [["row: 1"], ["row: 3"], ["row: 4"]]


def test_tables_can_be_crossed_and_their_fixtures_stay():
    seen = []

    @every_row("letter", "ab", ids=str.upper)
    @every_row(("number", "square"), [(2, 4), (3, 9)])
    def squares(number, square, letter):
        seen.append(letter * number)
        assert number * number == square
        assert letter != "b"

    with pytest.raises(BaseExceptionGroup) as caught:
        squares()
    assert seen == ["aa", "aaa", "bb", "bbb"]
    assert [(str(error), error.__notes__) for error in caught.value.exceptions] == [
        ("2 of 2 rows failed (2 sub-exceptions)", ["row: B"])
    ]


def test_a_table_that_does_not_fit_its_test_is_refused():
    with pytest.raises(AssertionError, match="without a row"):
        every_row("number", [])
    with pytest.raises(AssertionError, match="not the columns a, b"):
        every_row("a, b", [(1, 2), (3, 4, 5)])
    with pytest.raises(AssertionError, match="does not take number"):
        every_row("number", [1])(lambda other: None)
