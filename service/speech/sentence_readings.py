"""How a sentence is read, character by character as it is written, for a person who sets a reading right."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from service.language import traditional
from service.speech.pronunciation import character_readings
from service.speech.pronunciation.lexicon import is_han
from service.speech.text_frontend import TextFrontend

_LONGEST_PAIRED = 1000
"""Characters of a sentence whose characters are paired with those that are spoken, in time quadratic in them."""


@dataclass(frozen=True, slots=True)
class ReadCharacter:
    """A character of a sentence as it is written."""

    text: str
    reading: str
    """Its pinyin with a tone digit; empty: it has none, or is spoken as something else (2026, km)."""
    rule: str
    """Which rule gave it, as in `pronunciation.Reading`."""
    choices: tuple[str, ...]
    """All readings that the dictionary has of it, the usual one first."""
    word: tuple[int, int]
    """Where its word begins and ends in the sentence: what a reading is set for, as a rule."""


def read_sentence(reader: TextFrontend, written: str) -> tuple[ReadCharacter, ...]:
    """Return how each character of a written sentence is read."""
    simplified = traditional.simplified(written) if traditional.is_traditional(written) else written
    plain = simplified if len(simplified) == len(written) else written
    spoken, readings = reader.read(written)
    said: dict[int, int] = {}
    if len(plain) <= _LONGEST_PAIRED:
        for block in difflib.SequenceMatcher(None, plain, spoken, autojunk=False).get_matching_blocks():
            said |= {block.a + step: block.b + step for step in range(block.size)}
    words = {place: span for span in reader.words(plain) for place in range(*span)}
    found = []
    for place, char in enumerate(plain):
        reading = readings[said[place]] if place in said and is_han(char) else None
        choices = character_readings.readings_of(char) if reading else ()
        found.append(
            ReadCharacter(
                written[place],
                reading.pinyin if reading else "",
                reading.rule if reading else "",
                choices,
                _by_itself(plain, words[place]),
            )
        )
    return tuple(found)


def _by_itself(text: str, word: tuple[int, int]) -> tuple[int, int]:
    """Return the word, or a character that is one by itself with its neighbour: alone it stands in too many places."""
    start, end = word
    if end - start > 1:
        return word
    if end < len(text) and is_han(text[end]):
        return start, end + 1
    return (start - 1, end) if start and is_han(text[start - 1]) else word
