"""How a fault of the check is told to a person."""

from service.core import messages
from service.core.messages import _
from service.editing.facts.violation import KINDS, FactViolation


def test_its_kind_and_its_reason_are_told_in_both_languages():
    fault = FactViolation("12人", "number", _("not in the source"))
    assert fault.told == "number: not in the source"
    assert messages.in_language(fault.told, "zh") == messages.in_language(str(fault.told), "zh") == "数字：原文里没有"


def test_every_kind_has_a_word_of_its_own():
    assert {name: str(word) for name, word in KINDS.items()} == {name: name for name in KINDS}
    assert len({messages.in_language(word, "zh") for word in KINDS.values()} - set(KINDS)) == len(KINDS)
