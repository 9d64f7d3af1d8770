"""What `make` says of a programme that is too short; the rest of it is seen where the command is called."""

import pytest

from service.commands import make_result
from service.model import Skipped


@pytest.mark.parametrize(
    ("reasons", "scripted", "why"),
    [
        ((), False, "the material ran out"),
        (("no room: rank 3 of 20",), False, "the material ran out"),
        (("too short: 12 characters of text", "dropped: 大桥"), False, "what was dropped or muted is missing"),
        (("muted: 广告",), False, "what was dropped or muted is missing"),
        (("dropped: 大桥",), True, "the script holds no more"),
    ],
)
def test_the_material_has_not_run_out_where_the_editor_took_some_out(reasons, scripted, why):
    skipped = tuple(Skipped("云雁大桥通车", each) for each in reasons)
    assert make_result._why_short(skipped, scripted=scripted) == why
