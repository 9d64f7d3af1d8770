"""The shipped tables: each line is what the reader of it takes it for."""

from __future__ import annotations

import re

from service.speech.pronunciation.dictionaries import DATA, lines, usual_readings
from service.speech.pronunciation.lexicon import SYLLABLE
from service.speech.pronunciation.polyphone_rules import expanded
from tests.support.tables import every_row


@every_row("name", ["places.txt", "homophones.txt", "surnames.txt", "contexts.txt", "word_contexts.txt"])
def test_every_line_has_its_columns_and_every_reading_is_pinyin(name: str) -> None:
    for line in lines(name):
        columns = line.split("\t")
        match name:
            case "places.txt":
                word, reading = columns
                assert len(word) == len(reading.split()), line
            case "homophones.txt":
                reading, char = columns
                assert len(char) == 1, line
            case "surnames.txt":
                reading, names = columns
                if reading in ("usual", "cued"):
                    continue
                assert all(len(name) == len(reading.split()) for name in names.split()), line
            case "contexts.txt":
                char, reading, before, behind = columns
                assert len(char) == 1, line
                re.compile(f"(?:{before})$")
                re.compile(behind)
            case _:
                words, reading, before, behind = columns
                assert all(len(word) == len(reading.split()) for word in words.split()), line
                re.compile(expanded(before))
                re.compile(expanded(behind))
        assert all(SYLLABLE.fullmatch(syllable) for syllable in reading.split()), line


def test_no_place_and_no_homophone_stands_twice() -> None:
    for name, column in (("places.txt", 0), ("homophones.txt", 0)):
        keys = [line.split("\t")[column] for line in lines(name)]
        assert len(keys) == len(set(keys)), {key for key in keys if keys.count(key) > 1}


def test_homophones_are_usually_read_as_the_table_says() -> None:
    usual = usual_readings()
    for line in lines("homophones.txt"):
        reading, char = line.split("\t")
        assert usual[char] == reading, line


def test_the_tables_stay_small() -> None:
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 2_000_000
