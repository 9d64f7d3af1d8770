"""A correction whose right word holds the wrong one is made once, however often it is applied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.word_correction import put_right


@pytest.mark.parametrize(
    ("text", "wrong", "right", "expected"),
    [
        ("李明辉出席，李明说", "李明", "李明辉", "李明辉出席，李明辉说"),
        ("李明李明辉", "李明", "李明辉", "李明辉李明辉"),
        ("云县人，小云县人", "云县", "小云县", "小云县人，小云县人"),
        ("甲乙", "甲", "丙", "丙乙"),
        ("没有", "甲", "甲乙", "没有"),
    ],
)
def test_what_is_right_already_stays(text, wrong, right, expected):
    assert put_right(text, wrong, right) == expected
    assert put_right(expected, wrong, right) == expected


words = st.text("甲乙", min_size=1, max_size=4)


@given(st.text("甲乙丙", max_size=30), words, words, words)
def test_made_twice_it_is_as_made_once(text, before, wrong, behind):
    right = before + wrong + behind
    once = put_right(text, wrong, right)
    assert put_right(once, wrong, right) == once
    assert right not in text or right in once
