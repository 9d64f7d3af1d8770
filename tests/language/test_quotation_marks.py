"""Quotation marks of other forms, and marks within marks."""

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
        ('"管网改了18公里。"周河说。他介绍，"一网通办"方便。', "“管网改了18公里。”周河说。他介绍，“一网通办”方便。"),
        ('“管网改了18公里。"周河说，"明年再改”。', "“管网改了18公里。”周河说，“明年再改”。"),
        ("「去年只有『十六度』。」王秀兰说。", "“去年只有‘十六度’。”王秀兰说。"),
        ("＂暖气热。＂王秀兰说，〝真热〞。", "“暖气热。”王秀兰说，“真热”。"),
        ('他买了27"显示器，说"够大"，"还降了20"。', '他买了27"显示器，说“够大”，“还降了20”。'),
    ],
)
def test_all_marks_become_those_of_papers(printed, meant):
    assert quotation_marks.as_papers_print(printed) == meant


@pytest.mark.parametrize(
    "paragraph",
    [
        "“一窗通办”和“一网通办”都在三楼。",
        "“今年收成好。他说，“一网通办”方便。",  # one is lost, and nobody knows which
        "周河说：“收成好”。”",
        "“甲“乙“丙”丁”戊”",
        "「去年室內溫度祇有十六度。」王秀蘭說。",
        "他没有说话。",
    ],
)
def test_other_texts_stay(paragraph):
    assert quotation_marks.as_papers_print(paragraph) == paragraph


@given(st.text('甲乙1，。“”‘’"「」', max_size=30))
def test_the_length_stays_and_nothing_changes_twice(text):
    once = quotation_marks.as_papers_print(text)
    assert len(once) == len(text)
    assert quotation_marks.as_papers_print(once) == once
