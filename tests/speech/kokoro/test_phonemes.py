"""Every reading of the project has phonemes, and those that the model learned."""

import pytest
from pypinyin import Style, pinyin

from service.speech.kokoro.phonemes import phonemes
from service.speech.letter_names import LETTERS
from tests.support.tables import every_row

SOUNDS = {
    "zhong1": "ꭧʊ→ŋ",
    "guo2": "kwo↗",
    "shi4": "ʂɨ↘",
    "ri4": "ɻɨ↘",
    "si1": "sɨ→",
    "ji1": "ʨi→",
    "ju2": "ʨy↗",
    "xuan3": "ɕɥɛ↓n",
    "xiong2": "ɕjʊ↗ŋ",
    "liu4": "ljou↘",
    "hui4": "xwei↘",
    "dun4": "twə↘n",
    "yan2": "jɛ↗n",
    "yu3": "y↓",
    "yue4": "ɥe↘",
    "yuan2": "ɥɛ↗n",
    "yong3": "jʊ↓ŋ",
    "wei1": "wei→",
    "weng1": "wə→ŋ",
    "wu2": "u↗",
    "lv4": "ly↘",
    "lve4": "lɥe↘",
    "nve4": "nɥe↘",
    "bo1": "pwo→",
    "po2": "pʰwo↗",
    "er2": "ɚ↗",
    "er5": "ɚ",
    "de5": "tɤ",
    "ng4": "ŋ↘",
    "a1": "a→",
}


@every_row("reading", SOUNDS)
def test_a_syllable_has_the_phonemes_that_the_model_learned(reading):
    assert phonemes(reading) == SOUNDS[reading]


@pytest.mark.slow
def test_every_reading_of_a_dictionary_has_its_own():
    readings = set()
    for code in range(0x4E00, 0x9FA6):
        found = pinyin(chr(code), Style.TONE3, heteronym=True, neutral_tone_with_five=True, v_to_u=False)[0]
        readings.update(each for each in found if not each.endswith("5"))  # 瓩 and its like are two syllables
    sounds = {reading: phonemes(reading) for reading in readings}
    assert len(readings) > 1300
    assert not [reading for reading, sound in sounds.items() if not sound]
    same = {sound: reading for reading, sound in sounds.items()}
    assert len(same) == len(sounds), [reading for reading in readings if same[sounds[reading]] != reading]


@every_row("letter", sorted(LETTERS))
def test_every_letter_can_be_said(letter):
    assert all(phonemes(reading) for reading in LETTERS[letter].split())


@every_row("text", ["", "5", "zhong", "zhong6", "xyz1", "wong4", "b1", "銀"])
def test_what_is_no_syllable_has_no_sound(text):
    assert phonemes(text) == ""
