"""A rule alone, and rules one after the other."""

from service.speech.normalization.rule import Rule, apply_all

ONE = Rule("one", "test", "", r"\d", lambda m: "甲")
TWO = Rule("two", "test", "", "甲+", lambda m: "乙")


def test_every_match_is_replaced_and_nothing_else():
    assert ONE.apply("1和2。") == "甲和甲。"


def test_digits_of_other_scripts_are_none():
    assert ONE.apply("٣3") == "٣甲"


def test_a_later_rule_reads_what_an_earlier_one_wrote():
    assert apply_all((ONE, TWO), "12") == "乙"
    assert apply_all((TWO, ONE), "12") == "甲甲"
    assert apply_all((), "12") == "12"
