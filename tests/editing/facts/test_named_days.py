"""Days and parts of the year by their names."""

from service.editing.facts import named_days
from tests.support.tables import every_row


@every_row(
    ("text", "days"),
    [
        ("元旦起施行", {(1, 1)}),
        ("五一到国庆", {(5, 1), (10, 1)}),
        ("五一路", set()),
        ("劳动节", {(5, 1)}),
        ("春节", set()),
    ],
)
def test_a_name_is_a_day(text, days):
    assert named_days.days(text) == days


@every_row(
    ("word", "months"),
    [("年底", {12}), ("冬天", {12, 1, 2}), ("秋季", {9, 10, 11}), ("二季度", set()), ("明天", set())],
)
def test_a_part_of_the_year_has_its_months(word, months):
    assert named_days.months(word) == months
