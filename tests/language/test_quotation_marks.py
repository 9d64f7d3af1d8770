"""Quotation marks within quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import quotation_marks


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("“由“就水治水”向“系统治理”转型。”周河说。", "“由‘就水治水’向‘系统治理’转型。”周河说。"),
        ("“‘十五五’期间，“一网通办”要办成。”周河说。", "“‘十五五’期间，‘一网通办’要办成。”周河说。"),
    ],
)
def test_marks_within_marks_become_single_ones(printed, meant):
    assert quotation_marks.nested(printed) == meant


@pytest.mark.parametrize(
    "paragraph",
    [
        "“一窗通办”和“一网通办”都在三楼。",
        "“今年收成好。他说，“一网通办”方便。",  # one is lost, and nobody knows which
        "周河说：“收成好”。”",
        "“甲“乙“丙”丁”戊”",
        "他没有说话。",
    ],
)
def test_other_marks_stay(paragraph):
    assert quotation_marks.nested(paragraph) == paragraph


@given(st.text("甲乙，。“”‘’", max_size=30))
def test_the_length_stays_and_nothing_changes_twice(text):
    once = quotation_marks.nested(text)
    assert len(once) == len(text)
    assert quotation_marks.nested(once) == once
