"""A rule alone, and rules one after the other."""

import re

import pytest

from service.speech.normalization import RULES
from service.speech.normalization.rule import Rule, apply_all
from tests.support.paths import DATA

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


def test_a_text_without_what_a_rule_needs_is_not_searched():
    rule = Rule("three", "test", "", r"\d", lambda m: "甲", needs="-—")
    assert rule.apply("1") == "1"
    assert rule.apply("1—") == "甲—"


@pytest.mark.slow
def test_no_rule_overlooks_a_match_for_what_it_needs():
    """In every example as it goes through the rules, and in each without those characters."""
    written = [
        line.split("\t")[1] for line in (DATA / "normalization" / "sentences.tsv").read_text("utf-8").splitlines()
    ]
    for text in written:
        for rule in filter(lambda each: each.needs, RULES):
            without = text.translate(dict.fromkeys(map(ord, rule.needs)))
            assert not re.search(rule.pattern, without, re.ASCII), (rule.name, without)
    for text in written:
        for rule in RULES:
            said = rule.apply(text)
            assert said == re.sub(rule.pattern, rule.say, text, flags=re.ASCII), (rule.name, text)
            text = said
