"""What a mark governs."""

import re

import pytest

from service.editing.facts.clause_alignment import told
from service.editing.facts.marked_scopes import Marks, masked
from service.editing.facts.source_alignment import sentence

MARKS = Marks(re.compile("不|停"), re.compile("停"), re.compile("免|拒"), cancels=True)


@pytest.mark.parametrize(
    ("text", "gram", "governed"),
    [
        ("车站不收押金", "押金", True),
        ("车站不收押金", "车站", False),
        ("不公开的材料", "材料", False),
        ("不得不绕行", "绕行", False),
        ("渡轮停", "渡轮", True),
    ],
)
def test_a_mark_governs_what_follows_and_a_trailing_one_what_is_ahead(text, gram, governed):
    assert MARKS.governs(text, gram) is governed


@pytest.mark.parametrize(
    ("text", "first", "grams"),
    [
        ("不再开放展厅", "开", {"开放"}),
        ("不收押金", "收", {"收押", "押金"}),
        ("不出现事故", "出", {"出现", "现事", "事故"}),
    ],
)
def test_the_predicate_is_the_first_verb_and_what_a_weak_one_has_behind_it(text, first, grams):
    [(_, char, found)] = MARKS.predicates(text)
    assert (char, found) == (first, grams)


def test_words_with_a_mark_s_character_are_no_marks():
    assert "不" not in masked("不断增加，不仅如此")
    assert MARKS.spans("参观者不断增加") == ()


def test_the_share_that_is_told_leaves_out_the_mark():
    [source] = told(sentence("车站不收押金"))
    [text] = told(sentence("车站收押金"))
    assert MARKS.told(source, [text]) == 1.0
    assert MARKS.says_so_otherwise("车站免押金", "车站不收押金")
    assert not MARKS.says_so_otherwise("车站收押金", "车站不收押金")
