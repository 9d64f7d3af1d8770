"""What an editor types becomes sentences, and no character of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.editing.typed_sentences import LONGEST_SENTENCE, LONGEST_TEXT, sentences_of
from service.errors import UsageError


@given(st.text("今天停水。！？“”，: \n\tab1", max_size=60))
def test_nothing_but_blanks_is_lost(text):
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


def test_each_sentence_stands_alone():
    assert sentences_of("今晚停水。\n请储水！") == ["今晚停水。", "请储水！"]
    assert sentences_of(" \n ") == []


def test_one_that_no_breath_can_say_is_refused():
    sentences_of("很" * (LONGEST_SENTENCE - 1) + "。")
    with pytest.raises(UsageError, match="end a sentence"):
        sentences_of("很" * LONGEST_SENTENCE + "。")


def test_a_page_that_is_pasted_in_one_place_is_refused():
    assert len(sentences_of("停水。" * (LONGEST_TEXT // 3))) == LONGEST_TEXT // 3
    with pytest.raises(UsageError, match=f"of {LONGEST_TEXT + 3} characters: write {LONGEST_TEXT}"):
        sentences_of("停水。" * (LONGEST_TEXT // 3 + 1))
