"""A sentence character by character as it is written, each with its reading and its word."""

import pytest

from service.speech.sentence_readings import read_sentence
from service.speech.text_frontend import TextFrontend
from tests.support.paths import VOICES


@pytest.fixture(scope="module")
def reader():
    return TextFrontend([VOICES])


def test_each_character_has_its_reading_where_it_stands(reader):
    found = read_sentence(reader, "单县2026年新增3条公交。")
    assert "".join(each.text for each in found) == "单县2026年新增3条公交。"
    assert [each.reading for each in found][:2] == ["shan4", "xian4"]
    assert [each.text for each in found if not each.reading] == ["2", "0", "2", "6", "3", "。"]
    assert found[0].rule == "gazetteer"
    assert "dan1" in found[0].choices
    assert found[2].choices == ()


def test_a_word_is_whole_and_a_character_by_itself_has_its_neighbour(reader):
    found = read_sentence(reader, "他到银行。")
    assert {found[2].word, found[3].word} == {(2, 4)}
    alone = read_sentence(reader, "他重。")
    assert alone[1].word == (0, 2)


def test_traditional_characters_are_shown_as_they_stand(reader):
    found = read_sentence(reader, "縣長說。")
    assert "".join(each.text for each in found) == "縣長說。"
    assert [each.reading for each in found][:2] == ["xian4", "zhang3"]


def test_a_reading_of_the_programme_is_seen():
    found = read_sentence(TextFrontend([VOICES], {"单县": "dan1 xian4"}), "去单县。")
    assert (found[1].reading, found[1].rule) == ("dan1", "lexicon:单县")


def test_of_a_text_that_is_too_long_nothing_is_told(reader):
    assert {each.reading for each in read_sentence(reader, "好" * 1001)} == {""}
