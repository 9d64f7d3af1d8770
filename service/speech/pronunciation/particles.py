"""Words with a particle behind them as one step of the path: 更好地 + 区分, 握着 + 手, 住得 + 分散, 就得 + 手术.

Looked at only where a word lies over the particle (地区, 着手, 得分). Such a word beats 地, 着 and 得 as words of their
own: by its count alone 更好地区分 would be 更好/地区/分. How often a particle follows its word decides here instead.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from service.language.word_list import Word, WordList
from service.speech.pronunciation.dictionaries import lines

JOINED = "地得着"
AFTER_ADVERB = math.log(0.2)
"""The logarithm of the probability that 地 follows a word which is mostly an adverb (adverbs.txt)."""
AFTER_VERB, AFTER_LONG_VERB = math.log(0.1), math.log(0.01)
"""The same for 着 and 得 behind a verb of one character (takers.txt), and behind a longer one."""
AFTER_SUBJECT = math.log(0.005)
"""The same for 得, dei3 (must), behind the words of takers.txt."""


class Joined(NamedTuple):
    """A word and its particle."""

    end: int
    weight: float
    reading: str
    """Of the particle."""


class Particles:
    """Finds words with a particle behind them."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        takers: dict[str, set[str]] = {}
        for line in lines("takers.txt"):
            kind, listed = line.split("\t")
            takers.setdefault(kind, set()).update(listed.split())
        self._adverbs = takers["adverb"].union(word for line in lines("adverbs.txt") for word in line.split())
        self._verbs = {"着": frozenset(takers["zhe5"]), "得": frozenset(takers["de5"])}
        self._subjects = frozenset(takers["dei3"])
        self._places = frozenset(takers["di4"])

    def behind(self, text: str, start: int, end: int, word: Word) -> Joined | None:
        """Return the step of `word`, text[start:end], with the particle behind it; None: there is none."""
        particle = text[end : end + 1]
        if not particle or particle not in JOINED or not self._goes_on(text, end):
            return None
        goes_on = self._goes_on(text, end + 1) or (particle == "地" and _acts(text, end + 1))
        found = self._probability(text[start:end], particle, word, goes_on)
        return Joined(end + 1, word.weight + found[0], found[1]) if found else None

    def _goes_on(self, text: str, place: int) -> bool:
        """Return whether a word of two characters or more begins at `place`."""
        return place < len(text) and any(end > place + 1 for end, _ in self._words.starting(text, place))

    def _probability(self, word: str, particle: str, entry: Word, goes_on: bool) -> tuple[float, str] | None:
        if particle == "地":
            adverb = word in self._adverbs and word not in self._places
            return (AFTER_ADVERB, "de5") if adverb and goes_on else None
        if word in self._verbs[particle]:
            return AFTER_VERB, "zhe5" if particle == "着" else "de5"
        if not goes_on:
            return None
        if particle == "得" and word in self._subjects:
            return AFTER_SUBJECT, "dei3"
        if len(word) > 1 and entry.part in "va":
            return AFTER_LONG_VERB, "zhe5" if particle == "着" else "de5"
        return None


def _acts(text: str, place: int) -> bool:
    """Return whether the character at `place` has behind it what follows a verb: 认真地点了点头, 缓缓地道出."""
    return place + 1 < len(text) and text[place + 1] in "了着出起"
