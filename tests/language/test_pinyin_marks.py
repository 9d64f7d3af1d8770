"""Pinyin with marks and with digits: the same syllables."""

import pytest

from service.language.pinyin_marks import marked, numbered, typed
from service.speech.pronunciation.dictionaries import usual_readings
from tests.support.tables import every_row


@every_row(
    ("digits", "marks"),
    [
        ("zhou1", "zhōu"),
        ("guai4", "guài"),
        ("dui4", "duì"),
        ("liu2", "liú"),
        ("xiong2", "xióng"),
        ("lv4", "lǜ"),
        ("lve4", "lüè"),
        ("de5", "de"),
        ("er2", "ér"),
        ("ng2", "nǵ"),
    ],
)
def test_the_mark_stands_on_the_vowel_that_has_it(digits, marks):
    assert marked(digits) == marks


def test_every_reading_of_the_dictionary_comes_back_from_its_marks():
    readings = set(usual_readings().values())
    assert len(readings) > 1000
    vowelless = {each for each in readings if not set(each) & set("aeiouv")}
    strange = {each for each in readings - vowelless if numbered(marked(each)) != each}
    assert strange <= {each for each in readings if "ve" in each}
    assert {numbered(marked(each)) for each in strange} <= {each.replace("ve", "ue") for each in strange} | strange


@every_row(
    ("text", "found"),
    [
        ("shàn xiàn", "shan4 xian4"),
        (" Shan4  xian4 ", "shan4 xian4"),
        ("xī’ān", "xi1 an1"),
        ("shan xian", "shan xian"),
        ("shàn xian4", "shan4 xian4"),
        ("lǜ", "lv4"),
        ("", ""),
        ("ǎǎ", "ǎǎ"),
    ],
)
def test_what_is_typed_is_understood_and_what_has_no_tone_gets_none(text, found):
    assert typed(text) == found


@pytest.mark.parametrize("syllable", ["", "ǎǎ"])
def test_what_is_no_syllable_has_no_digit(syllable):
    assert numbered(syllable) == ""
