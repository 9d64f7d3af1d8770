"""From spoken text to readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.speech.pronunciation.lexicon import Lexicon, is_han
from service.speech.pronunciation.tables import TOTAL, Words, usual_readings

SHIPPED = Path(__file__).parents[3] / "voices" / "lexicon.toml"
UNKNOWN = -TOTAL
"""The logarithm of the probability of a character that is no word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one character is read, and why."""

    pinyin: str
    """Tone digit 1-5 before sandhi, `v` for ü: hang2, lv4, de5."""
    rule: str
    """Which rule gave it: lexicon, word, single."""


class Pronouncer:
    """Reads every Han character of a text."""

    def __init__(self, lexicons: Sequence[Path] = (SHIPPED,)) -> None:
        """Load the tables and `lexicons`, searched in order, the user's first.

        Raises ConfigError that names the file, the entry and the fault.
        """
        self._lexicon = Lexicon(lexicons)
        self._words = Words()
        self._usual = usual_readings()

    def read(self, spoken: str) -> tuple[Reading | None, ...]:
        """The reading of each character of `spoken`; None for punctuation, Latin and whatever else has none."""
        readings: list[Reading | None] = [None] * len(spoken)
        start = 0
        while start < len(spoken):
            if not is_han(spoken[start]):
                start += 1
                continue
            end = start
            while end < len(spoken) and is_han(spoken[end]):
                end += 1
            readings[start:end] = self._run(spoken[start:end])
            start = end
        return tuple(readings)

    def _run(self, text: str) -> list[Reading]:
        size = len(text)
        best = [0.0] * (size + 1)
        choice: list[tuple[int, tuple[str, ...] | None, str]] = [(0, None, "")] * size
        for start in range(size - 1, -1, -1):
            options = [(best[start + 1] + UNKNOWN, start + 1, None, "single")]
            for end, (weight, reading) in self._words.starting(text, start):
                options.append((best[end] + weight, end, reading, "word" if end > start + 1 else "single"))
            best[start], *rest = max(options, key=lambda option: option[0])
            choice[start] = (rest[0], rest[1], rest[2])
        readings: list[Reading] = []
        start = 0
        while start < size:
            end, syllables, rule = choice[start]
            usual = [self._usual.get(char, "") for char in text[start:end]]
            readings.extend(Reading(pinyin, rule) for pinyin in syllables or usual)
            start = end
        for position in range(size):
            if entry := self._lexicon.at(text, position):
                rule = f"lexicon:{entry.word}"
                readings[position : position + len(entry.word)] = [Reading(p, rule) for p in entry.pinyin]
        return readings
