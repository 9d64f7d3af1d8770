"""The most probable way to part a text into words, places and names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.language.word_list import UNKNOWN_WORD_WEIGHT, WordList, word_list
from service.speech.pronunciation.dictionaries import PlaceNames, usual_readings
from service.speech.pronunciation.particles import Particles
from service.speech.pronunciation.person_names import PersonNames

NAME_PART, UNKNOWN_PART = "N", "x"
"""The parts of speech of a place or a person, and of what is no word: letters beside those of words.txt."""


class Step(NamedTuple):
    """One word of a path through the text."""

    start: int
    end: int
    weight: float
    reading: tuple[str, ...] | None
    rule: str
    part: str
    particle: str = ""
    """The reading of the particle that is the last character of this step; empty: there is none."""

    def parted(self) -> tuple[Step, ...]:
        """Return the step, the particle as a step of its own."""
        if not self.particle:
            return (self,)
        end = self.end - 1
        word = self._replace(end=end, rule="word" if end > self.start + 1 else "single", particle="")
        return word, Step(end, self.end, 0, (self.particle,), "particle", "u")


class WordPaths:
    """Parts texts into words."""

    def __init__(self) -> None:
        self.words: WordList = word_list()
        self._places = PlaceNames()
        self.names = PersonNames(usual_readings(), self.words)
        self._particles = Particles(self.words)

    def best(self, text: str, names: bool) -> list[Step]:
        """Return the most probable path through `text`; with `names`, places and persons are steps of it."""
        best = [0.0] * (len(text) + 1)
        choice: list[Step] = []
        for start in range(len(text) - 1, -1, -1):
            score, step = max(
                ((step.weight + best[step.end], step) for step in self._steps(text, start, names)),
                key=lambda option: option[0],
            )
            best[start] = score
            choice.append(step)
        path: list[Step] = []
        start = 0
        while start < len(text):
            step = choice[len(text) - 1 - start]
            path.extend(step.parted())
            start = step.end
        return path

    def _steps(self, text: str, start: int, names: bool) -> Iterator[Step]:
        yield Step(start, start + 1, UNKNOWN_WORD_WEIGHT, None, "single", UNKNOWN_PART)
        for end, word in self.words.starting(text, start):
            yield Step(start, end, word.weight, word.reading, "word" if end > start + 1 else "single", word.part)
            if joined := self._particles.behind(text, start, end, word):
                yield Step(start, joined.end, joined.weight, word.reading, "word", word.part, joined.reading)
        if not names:
            return
        for end, weight, name in self._places.starting(text, start):
            yield Step(start, end, weight, name, "gazetteer", NAME_PART)
        for end, weight, name in self.names.starting(text, start):
            yield Step(start, end, weight, name, "surname", NAME_PART)
