"""Surnames, and what looks like a person's name."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from service.language import surnames
from tests.support.tables import every_row


@every_row("name", ["王芳", "张晓明", "欧阳修", "欧阳文忠", "宋好"])
def test_a_surname_and_one_or_two_characters_more_is_a_name(name: str) -> None:
    assert surnames.is_person_name(name)


@every_row("text", ["", "王", "欧阳", "王小小小", "的确", "呢喃说", "尉迟一二三"])
def test_anything_else_is_none(text: str) -> None:
    assert not surnames.is_person_name(text)


@settings(derandomize=True)
@given(st.sampled_from(surnames.IN_TEXT), st.text("一二三四五", min_size=1, max_size=2))
def test_each_surname_of_running_text_is_one_in_a_list_of_names_too(surname: str, given_name: str) -> None:
    assert surnames.is_person_name(surname + given_name)


def test_no_surname_stands_twice_and_all_fit_into_a_character_class() -> None:
    assert len(set(surnames.IN_TEXT)) == len(surnames.IN_TEXT)
    assert re.fullmatch(f"[{surnames.IN_TEXT}]+", surnames.IN_TEXT)
