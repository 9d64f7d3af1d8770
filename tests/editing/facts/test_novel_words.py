"""Words that a source has not: names, additions, and the words of a rewording."""

import pytest

from service.editing.facts import novel_words, source_alignment

PASSAGE = source_alignment.read("柳溪镇的8家食堂有5家亏损，负责人说房租太高。")


def kinds(text):
    return [(fault.kind, fault.claim) for fault in novel_words.faults(text, PASSAGE)]


@pytest.mark.parametrize("text", ["柳溪镇的食堂多半亏本。", "食堂稍有赚头，打了个平手。", "负责人嫌房租贵得离谱。"])
def test_the_words_of_a_rewording_pass(text):
    assert kinds(text) == []


def test_a_name_that_no_word_list_knows_is_named():
    assert kinds("沧澜的食堂亏损。") == [("name", "沧澜")]


def test_several_nouns_of_which_the_source_has_nothing_are_an_addition():
    assert kinds("食堂亏损，冬奥会金牌总数上升。") == [("word", "冬奥会、金牌、总数")]
