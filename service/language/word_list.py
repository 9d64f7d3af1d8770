"""The words of Mandarin with their frequencies and parts of speech, and a text parted into them."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

LOG_TOTAL = math.log(6e7)
"""The logarithm of the sum of all counts in words.txt."""
UNKNOWN_WORD_WEIGHT = -LOG_TOTAL
"""The logarithm of the probability of a character that is no word."""


class Word(NamedTuple):
    """One word of words.txt."""

    weight: float
    """The logarithm of its probability."""
    reading: tuple[str, ...] | None
    """None: each character as usual."""
    part: str
    """The letter of its part of speech (parts_of_speech.txt of the pronunciation)."""


class WordList:
    """words.txt: a line for each first character; line and word are taken apart when they are asked for."""

    def __init__(self) -> None:
        text = resources.files("service.language").joinpath("words.txt").read_text("utf-8")
        self._lines = {line[0]: line for line in text.splitlines() if line and not line.startswith("#")}
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

    def own_readings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each word that is not read as its characters usually are, with its reading."""
        for first, line in self._lines.items():
            for rest, entry in _parse(line)[0].items():
                if reading := _word(entry).reading:
                    yield first + rest, reading

    def counts(self) -> Iterator[tuple[str, int]]:
        """Yield each word with how often it was counted."""
        for first, line in self._lines.items():
            for rest, entry in _parse(line)[0].items():
                yield first + rest, int(entry.split(":")[0][:-1])

    def count(self, word: str) -> int:
        """Return how often `word` was counted; 0 if it is no word."""
        weights = [found.weight for end, found in self.starting(word, 0) if end == len(word)]
        return round(math.exp(weights[0] + LOG_TOTAL)) - 1 if weights else 0

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
def word_list() -> WordList:
    """Return the list, read once."""
    return WordList()


def parted(text: str) -> list[tuple[str, str]]:
    """Return the words of the most probable way to part a run of Han characters, each with its part of speech.

    A character that is no word has the part x.
    """
    words = word_list()
    best = [0.0] * (len(text) + 1)
    choice: list[tuple[int, str]] = [(0, "")] * len(text)
    for start in range(len(text) - 1, -1, -1):
        options = [(UNKNOWN_WORD_WEIGHT + best[start + 1], start + 1, "x")]
        options += [(word.weight + best[end], end, word.part) for end, word in words.starting(text, start)]
        best[start], end, part = max(options)
        choice[start] = end, part
    found: list[tuple[str, str]] = []
    start = 0
    while start < len(text):
        end, part = choice[start]
        found.append((text[start:end], part))
        start = end
    return found
