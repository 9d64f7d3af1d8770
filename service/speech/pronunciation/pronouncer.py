"""From spoken text to readings."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.core import shipped_files
from service.speech.pronunciation.dictionaries import lines, usual_readings
from service.speech.pronunciation.lexicon import Lexicon, is_common
from service.speech.pronunciation.polyphone_model import PolyphoneModel
from service.speech.pronunciation.polyphone_rules import PolyphoneRules, WordRules
from service.speech.pronunciation.word_path import Step, WordPaths

WELL_KNOWN_COUNT = 150
"""Names counted as often as this are in every dictionary: 重庆, 厦门."""
SHIPPED_LEXICON = shipped_files.folder("voices") / "lexicon.toml"
"""The lexicon that comes with Tingbao: in the installed package, or in the source tree."""
_ABLE = re.compile("(?<=[\u3400-\u9fff])(?<!不)得了")
"""卖得了高价, 受得了: behind the particle 得 there is no 了 of what is done, and before 了 (liǎo) no other 得,
but in 不得了. 获得了 and 得了奖 have neither, 懂得 is a word."""


@functools.cache
def _word_paths() -> WordPaths:
    """Load the shipped words and names once a process: they are the same for every voice and lexicon."""
    return WordPaths()


@dataclass(frozen=True, slots=True)
class Reading:
    """How one character is read, and why."""

    pinyin: str
    """Tone digit 1-5 before sandhi, `v` for ü: hang2, lv4, de5."""
    rule: str
    """Which rule gave it: printed (beside the word), `lexicon:` and the word, gazetteer, surname, word, particle,
    context, model or single (usual)."""


class Pronouncer:
    """Reads every Han character of a text."""

    def __init__(self, lexicons: Sequence[Path] = (SHIPPED_LEXICON,), own: Mapping[str, str] | None = None) -> None:
        """Load the tables and `lexicons`, searched in order, the user's first; `own` as in `Lexicon`.

        Raise ConfigError that names the file, the entry and the fault.
        """
        self._lexicon = Lexicon(lexicons, own)
        self._paths = _word_paths()
        self._usual = usual_readings()
        self._word_rules = WordRules()
        self._contexts = PolyphoneRules()
        self._model = PolyphoneModel()
        self._polyphones = frozenset("".join(lines("polyphones.txt")))

    def read(self, spoken: str) -> tuple[Reading | None, ...]:
        """Return the reading of each character of `spoken`; None for punctuation, Latin and whatever else has none."""
        readings = self._by_words(spoken, self._paths.best(spoken, True))
        for start, entry in self._lexicon.find(spoken):
            rule = f"lexicon:{entry.word}"
            readings[start : start + len(entry.word)] = [Reading(pinyin, rule) for pinyin in entry.pinyin]
        return tuple(readings)

    def words(self, spoken: str) -> list[tuple[int, int]]:
        """Return where each word, place or name of `spoken` begins and ends."""
        return [(step.start, step.end) for step in self._paths.best(spoken, True)]

    def likely(self, spoken: str) -> tuple[str | None, ...]:
        """Return what a voice with a dictionary only would read; None where that cannot be told.

        Words are read as here; names character by character, unless they are well known.
        """
        guesses = [
            reading.pinyin if reading else None for reading in self._by_words(spoken, self._paths.best(spoken, False))
        ]
        spans = [
            (step.start, step.end)
            for step in self._paths.best(spoken, True)
            if step.rule in ("gazetteer", "surname")
            and not self._paths.words.frequent(spoken[step.start : step.end], WELL_KNOWN_COUNT)
        ]
        spans += [(start, start + len(entry.word)) for start, entry in self._lexicon.find(spoken)]
        for start, end in spans:
            guesses[start:end] = [self._usual[char] if is_common(char) else None for char in spoken[start:end]]
        return tuple(guesses)

    def _by_words(self, text: str, path: list[Step]) -> list[Reading | None]:
        readings: list[Reading | None] = []
        for index, step in enumerate(path):
            rule, syllables = step.rule, step.reading
            if rule in ("word", "single", "particle") and (found := self._word_rules.read(text, path, index)):
                rule, syllables = "context", found
            syllables = syllables or tuple(self._usual.get(char, "") for char in text[step.start : step.end])
            readings.extend(Reading(pinyin, rule) if pinyin else None for pinyin in syllables)
        self._settle(text, path, readings)
        return readings

    def _settle(self, text: str, path: list[Step], readings: list[Reading | None]) -> None:
        """Read the characters that stand alone by what stands beside them: by a rule, else by the model.

        The model also reads what is rare in given names: 侯峒曾, 朱祐樘.
        """
        left_open = [
            place
            for step in path
            if step.rule == "surname"
            for place in range(step.start + 1, step.end)
            if text[place] in self._polyphones
            and not self._paths.names.usual(text[place])
            and not self._model.corrects(text[place])
        ]
        for place, reading in enumerate(readings):
            if reading and reading.rule == "single":
                if pinyin := self._contexts.read(text, place):
                    readings[place] = Reading(pinyin, "context")
                elif text[place] in self._polyphones:
                    left_open.append(place)
        if left_open:
            left_open.sort()
            for place, pinyin in zip(left_open, self._model.read(text, path, left_open), strict=True):
                readings[place] = Reading(pinyin, "model")
        for found in _ABLE.finditer(text):
            de, le = readings[found.start() : found.end()]
            if de and le and (le.pinyin == "liao3" or (de.pinyin == "de5" and de.rule != "word")):
                readings[found.start() : found.end()] = [Reading("de5", "context"), Reading("liao3", "context")]
