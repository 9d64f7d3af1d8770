"""Latin words: the shipped list, a user's list over it, and lists that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import ConfigError
from service.speech.normalization import normalize
from service.speech.normalization.latin import load, shipped_file


def written(folder: Path, text: str) -> Path:
    file = folder / "latin.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_acronyms_are_said_letter_by_letter_and_known_words_as_words() -> None:
    assert normalize("GDP与APEC") == "G D P与APEC"
    assert normalize("用App连WiFi") == "用App连WiFi"


def test_a_users_list_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    own = written(tmp_path, '[words]\nGDP = "国内生产总值"\nTBG = "听报"\n')
    words = load(shipped_file(), own)
    assert normalize("TBG报道GDP，APEC开会", words) == "听报报道国内生产总值，APEC开会"
    assert normalize("GDP") == "G D P"


def test_a_word_with_digits_is_found_before_the_digits_are_read(tmp_path: Path) -> None:
    words = load(shipped_file(), written(tmp_path, '[words]\n"CO2" = "二氧化碳"\n'))
    assert normalize("减少CO2排放", words) == "减少二氧化碳排放"
    assert normalize("型号CO21", words) == "型号C O二十一"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[words\n", "latin.toml"),
        ("[words]\nGDP = 3\n", "GDP"),
        ('[words]\nGDP = "3次"\n', "GDP"),
        ('words = "x"\n', "words"),
        ('GDP = "国内生产总值"\n', r"put a line \[words\]"),
        ('[wrds]\nGDP = "国内生产总值"\n', "wrds"),
        ('[words]\n"茌平" = "吃平"\n', "lexicon.toml"),
        ('[words]\n"AAA-" = "三A减"\n', "begin and end"),
        ('[words]\n"123" = "一二三"\n', "no Latin letter"),
        ('[words]\nB2B = ""\n', "not empty"),
        ('[words]\nBIM = "*$_"\n', "cannot be said"),
    ],
)
def test_an_unusable_list_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        load(written(tmp_path, text))


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
