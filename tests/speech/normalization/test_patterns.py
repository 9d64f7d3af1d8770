"""The parts of patterns that tell an amount from a name."""

import re

from service.speech.normalization.patterns import TWO, counted, unless_counted
from tests.support.tables import every_row


@every_row(
    ("text", "amount"),
    [
        ("300人", True), ("300人工智能", False), ("300台", True), ("300台湾", False),
        ("300元", True), ("300元旦", False),
        ("300国家", False), ("300", False),
    ],
)  # fmt: skip
def test_an_amount_counts_what_follows_and_names_that_begin_alike_are_kept_out(text, amount):
    match = re.match(r"\d+", text)
    assert match
    assert counted(match) is amount
    assert unless_counted(lambda m: "x")(match) == ("300" if amount else "x")


@every_row(
    ("follows", "two"),
    [
        ("个", True),
        ("公里", True),
        ("人", True),
        ("人民币", False),
        ("月", False),
        ("日", False),
        ("号", False),
        ("级", False),
    ],
)
def test_what_is_counted_takes_two_and_what_is_numbered_does_not(follows, two):
    assert (TWO.match(follows) is not None) is two
