"""The word list, and a text parted into its words."""

from __future__ import annotations

import re
from importlib import resources

from service.language.word_list import parted, word_list
from service.speech.pronunciation.lexicon import SYLLABLE
from tests.support.tables import every_row


def test_every_word_has_its_count_and_part_and_every_reading_is_pinyin() -> None:
    text = resources.files("service.language").joinpath("words.txt").read_text("utf-8")
    for line in text.splitlines()[1:]:
        first, *entries = line.split("\t")
        for rest, counted, *given in (entry.split(":") for entry in entries):
            assert re.fullmatch("[0-9]+[a-z]", counted), (first, rest)
            for reading in given:
                assert len(reading.split()) == len(rest) + 1, (first, rest)
                assert all(SYLLABLE.fullmatch(syllable) for syllable in reading.split()), (first, rest)


@every_row(
    ("text", "words"),
    [
        ("跌得最厉害", ["跌", "得", "最", "厉害"]),
        ("镇党委书记介绍", ["镇", "党委书记", "介绍"]),
        ("沧澜市", ["沧", "澜", "市"]),
        ("", []),
    ],
)
def test_a_text_is_parted_into_its_most_probable_words(text: str, words: list[str]) -> None:
    assert [word for word, _ in parted(text)] == words


def test_words_have_their_parts_of_speech_and_what_is_none_is_unknown() -> None:
    assert parted("学校铺草皮") == [("学校", "n"), ("铺", "v"), ("草皮", "n")]
    assert parted("\u3400") == [("\u3400", "x")]


def test_how_often_a_word_was_counted_tells_whether_it_is_frequent() -> None:
    assert word_list().frequent("学校", 1000)
    assert not word_list().frequent("学校铺", 1)


def test_count_of_a_word_is_that_of_the_list() -> None:
    words = word_list()
    counts = dict(words.counts())
    assert words.count("今天") == counts["今天"] > words.count("机器") > 0
    assert words.count("今夭") == 0
