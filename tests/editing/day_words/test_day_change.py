"""What becomes of a word that names a day is a value, and why a sentence cannot be told is what a person reads."""

from service.editing.day_words.day_change import DayChange, NotTold


def test_two_changes_are_the_same_by_what_they_say():
    assert DayChange("昨天", "2026-05-09, page name") == DayChange("昨天", "2026-05-09, page name")
    assert len({DayChange("昨天", "bracket"), DayChange("昨天", "bracket"), DayChange(None, "bracket")}) == 2


def test_the_reason_is_the_message():
    assert str(NotTold("the week of 周六 is not known")) == "the week of 周六 is not known"
