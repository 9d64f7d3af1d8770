"""What stands around a word that names a day, and how it is meant."""

from service.editing.day_words import mention_context
from service.editing.day_words.mentions import find
from tests.support.tables import every_row


def named(text):
    return find(text)[0]


@every_row(
    ("text", "whole", "clause"),
    [
        ("本周四将开馆。", True, True),
        ("本周四，新馆将开放。", True, True),
        ("本周四开馆，下月将扩建。", True, False),
        ("本周四他将军帽摘下。", False, False),
        ("本周四只需要预约。", False, False),
    ],
)
def test_something_will_be_in_the_sentence_and_in_the_clause(text, whole, clause):
    assert mention_context.is_to_come(text, named(text)) is whole
    assert mention_context.clause_is_to_come(text, named(text)) is clause


def test_the_clause_behind_is_the_next_where_a_mention_stands_alone_in_its_own():
    assert mention_context.clause_behind("本周四，新馆开放，门票免费。", named("本周四，新馆开放。")) == "，新馆开放"
    assert mention_context.clause_behind("本周四开馆，门票免费。", named("本周四开馆。")) == "开馆"


def test_what_has_been_is_said_behind_it():
    assert mention_context.is_done("9日开馆了。", named("9日开馆了。"))
    assert not mention_context.is_done("已定9日开馆。", named("已定9日开馆。"))


def test_what_is_ahead_reaches_as_far_as_a_month_may_stand():
    text = "5月" + "的" * mention_context.REACH + "9日开馆"
    assert mention_context.just_before(find(text)[-1], text) == "的" * mention_context.REACH
