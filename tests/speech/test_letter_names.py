"""The names of the Latin letters are syllables that every engine has."""

import re
import string

from service.speech.letter_names import LETTERS


def test_each_capital_letter_has_a_name_in_pinyin_with_tones():
    assert sorted(LETTERS) == list(string.ascii_uppercase)
    assert all(re.fullmatch(r"[a-zv]+[1-5]( [a-zv]+[1-5])*", name) for name in LETTERS.values())
    assert LETTERS["W"] == "da2 bu4 liu4"


def test_no_two_letters_sound_alike():
    assert len(set(LETTERS.values())) == 26
