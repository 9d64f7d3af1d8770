"""The shipped tables: how a character is usually read, and the words with their frequencies."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
LOG_TOTAL = math.log(6e7)
"""The logarithm of the sum of all counts in words.txt."""

PLACE_WEIGHT = math.log(300) - LOG_TOTAL
"""The same for a name in the gazetteer: that of a word seen as often as a small town."""
DIVISION_BONUS = 5.0
"""What 县, 区 or 市 behind the name adds."""
_DIVISIONS = tuple("县区市州省盟旗镇乡")


class Word(NamedTuple):
    """One word of words.txt."""

    weight: float
    """The logarithm of its probability."""
    reading: tuple[str, ...] | None
    """None: each character as usual."""
    part: str
    """The letter of its part of speech (parts_of_speech.txt)."""


def lines(name: str) -> list[str]:
    """Return the lines of a shipped table, comments left out."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


class WordList:
    """words.txt: a line for each first character; line and word are taken apart when they are asked for."""

    def __init__(self) -> None:
        self._lines = {line[0]: line for line in lines("words.txt")}
        self._groups: dict[str, tuple[dict[str, str], list[int]]] = {}

    def starting(self, text: str, start: int) -> list[tuple[int, Word]]:
        """Return the words that begin at `text[start]`, shortest first, each with its end."""
        first = text[start]
        group = self._groups.get(first)
        if group is None:
            group = self._groups[first] = _parse(self._lines.get(first, ""))
        words, lengths = group
        found = []
        for length in lengths:
            end = start + 1 + length
            if end > len(text):
                break
            word = words.get(text[start + 1 : end])
            if word is not None:
                found.append((end, _word(word)))
        return found

    def frequent(self, word: str, count: int) -> bool:
        """Return whether `word` is a word that was counted at least `count` times."""
        least = math.log(count) - LOG_TOTAL
        return any(end == len(word) and found.weight > least for end, found in self.starting(word, 0))


def _parse(line: str) -> tuple[dict[str, str], list[int]]:
    """Return what stands behind the first character of each word, with its entry, and how long that can be."""
    words = dict(item.split(":", 1) for item in line.split("\t")[1:])
    return words, sorted(set(map(len, words)))


@functools.lru_cache(4096)
def _word(entry: str) -> Word:
    """Return the word that has this entry: its count, its part of speech, perhaps its reading behind a colon."""
    counted, _, reading = entry.partition(":")
    weight = math.log(int(counted[:-1]) + 1) - LOG_TOTAL
    return Word(weight, tuple(reading.split()) if reading else None, counted[-1])


@functools.cache
def usual_readings() -> dict[str, str]:
    """Return the usual reading of every Han character (characters.txt)."""
    readings: dict[str, str] = {}
    for line in lines("characters.txt"):
        reading, chars = line.split("\t")
        readings.update(dict.fromkeys(chars, reading))
    return readings


class PlaceNames:
    """places.txt: names of places and of other well-known things, each with its reading."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for line in lines("places.txt"):
            name, reading = line.split("\t")
            self._names.setdefault(name[0], []).append((name, tuple(reading.split())))

    def starting(self, text: str, start: int) -> Iterator[tuple[int, float, tuple[str, ...]]]:
        """Return the names that begin at `text[start]`: end, logarithm of the probability, reading."""
        for name, reading in self._names.get(text[start], ()):
            if text.startswith(name, start):
                end = start + len(name)
                yield end, PLACE_WEIGHT + (DIVISION_BONUS if text.startswith(_DIVISIONS, end) else 0), reading
