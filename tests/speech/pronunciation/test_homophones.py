from __future__ import annotations

from service.speech.pronunciation import Pronouncer, Reading
from service.speech.pronunciation.homophones import LONGEST, respell, undone


def test_names_are_respelled_where_the_voice_would_misread_them(pronouncer: Pronouncer) -> None:
    text = "茌平区的解先生和单女士到重庆、长沙的银行。"
    assert respell(text, pronouncer.read(text), pronouncer.likely(text)) == "迟平区的谢先生和善女士到重庆、长沙的银行。"


def test_ordinary_text_is_left_alone(pronouncer: Pronouncer) -> None:
    text = "会议强调，要发展银行业，调查重点问题，还得长期坚持。"
    assert respell(text, pronouncer.read(text), pronouncer.likely(text)) == text


def test_a_reading_without_a_homophone_is_left_as_written() -> None:
    plan = [Reading("de5", "lexicon:的"), None]
    assert respell("的。", plan, ["di4", None]) == "的。"


def test_the_length_never_changes(pronouncer: Pronouncer) -> None:
    text = "乐陵、郫都、筠连和A股。"
    assert len(respell(text, pronouncer.read(text), pronouncer.likely(text))) == len(text)


def test_what_a_person_respelled_is_the_word_it_sounds_like() -> None:
    assert undone("重庆的银航涨大了，", "重庆的银行长大了，") == "重庆的银行长大了，"
    assert undone("二十一万吨", "十二万吨") == "二十一万吨"
    assert undone("周立平说", "周庆和说") == "周立平说"


def test_a_text_that_no_sentence_is_as_long_as_stays_as_it_is():
    long = "银航" * LONGEST
    assert undone(long, "银行" * LONGEST) == long
    assert undone("银航" * 10, "银行" * 10) == "银行" * 10
