"""All readings that the shipped tables know of a character, for a person who chooses one."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from service.language.word_list import word_list
from service.speech.pronunciation.dictionaries import lines, usual_readings


def readings_of(char: str) -> tuple[str, ...]:
    """Return the readings of a character, the usual one first, then those of more words; empty: none is known."""
    usual = usual_readings().get(char)
    others = [reading for reading, _ in _in_words().get(char, Counter()).most_common() if reading != usual]
    return (usual, *others) if usual else tuple(others)


@functools.cache
def _in_words() -> dict[str, Counter[str]]:
    """Return in how many words, places and surnames each character has each of its readings."""
    found: dict[str, Counter[str]] = {}
    for word, reading in _read_otherwise():
        for char, syllable in zip(word, reading, strict=False):  # a long surname may be read by its first characters
            found.setdefault(char, Counter())[syllable] += 1
    return found


def _read_otherwise() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from word_list().own_readings()
    for line in lines("places.txt"):
        name, reading = line.split("\t")
        yield name, tuple(reading.split())
    for line in lines("surnames.txt"):
        reading, names = line.split("\t")
        if reading not in ("usual", "cued"):
            yield from ((name, tuple(reading.split())) for name in names.split())
