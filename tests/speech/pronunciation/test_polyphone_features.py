"""What is seen beside a polyphone."""

from __future__ import annotations

from service.speech.pronunciation.polyphone_features import features
from service.speech.pronunciation.word_path import WordPaths


def found(text: str, char: str) -> list[str]:
    path = WordPaths().best(text, True)
    place = text.index(char)
    index = next(index for index, step in enumerate(path) if step.end > place)
    return features(text, path, index, place)


def test_characters_and_words_on_either_side_are_seen() -> None:
    seen = found("屋里闷得让人发慌", "闷")
    assert {"a里", "b得", "c屋里", "e里得", "r得", "Salone"} <= set(seen)
    assert len(seen) == len(set(seen))


def test_the_ends_of_the_text_are_marked() -> None:
    seen = found("闷", "闷")
    assert {"a$", "b$", "l$", "r$", "C$$$"} <= set(seen)


def test_the_place_in_a_word_and_the_words_nearby_are_seen() -> None:
    seen = found("市民在银行排队办理业务", "行")
    assert {"Slast", "W银行", "x市民", "x业务"} <= set(seen)
