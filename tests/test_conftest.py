"""What the tests share leaves nothing behind."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT

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
