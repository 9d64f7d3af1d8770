"""How a check's result is marked."""

import pytest

from service.commands.check_result import fault, note, passed


@pytest.mark.parametrize(("made", "ok", "mark"), [(passed, True, "ok"), (note, True, "note"), (fault, False, "FAULT")])
def test_only_a_fault_is_not_ok_and_each_kind_has_its_mark(made, ok, mark):
    result = made("the disk", "it is full")
    assert (result.ok, result.mark, result.what, result.found) == (ok, mark, "the disk", "it is full")
