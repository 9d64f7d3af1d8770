"""What a headline promises, clause by clause, and which sentence of the article keeps each promise.

`网传“元旦起水价翻番” 市发改委：没有的事`: the rumour alone is half a story, and the wrong half. Of 76 items of eight
invented days that strangers judged, 41 could not go on air as they were told. In 16 of them the half sentence was
missing that their headline had promised: the denial, the date, the ferry that runs again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.editing import news_sense
from service.editing.summary import headline_events
from service.editing.summary.body_text import Body
from service.editing.summary.candidates import Candidate
from service.language import bigrams
from service.model import Article, Genre

OWN_ROOM = 80
"""Characters that what keeps a promise may have beyond those of its story: without it the others are for nothing."""
LEAST_SHARE = 0.12
"""The share of a clause that a sentence holds, at least, which tells it: less is chance, or the clause is a figure."""
ENOUGH = 0.9
"""The share of what the best sentence holds of a clause, from which on what is told keeps its promise."""
EVENT_FACTOR = 3.0
"""How much more the word for what happened counts in a clause: `老旧管网改造提前开工` is kept by 提前 and 开工."""
SHORTEST = 4
"""Characters of the shortest clause that promises something: a shorter one is a name, `警方：`."""
_LIGHT = re.compile(r"这(?=[\d一两二三四五六七八九十几些])|[今昨明后][天日晚晨起]|[本下上]?周[一二三四五六末日]")
"""`周末起这4处路口禁左转`: which they are, the story tells without 这, and a day by itself promises nothing."""
_CLAUSE = re.compile(r"[，。：；？！、\s—]+")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one clause promises."""

    weights: dict[str, float]
    """Its pairs of characters, each with its share of the clause."""
    best: float
    """The most that a sentence holds of it."""

    def is_kept(self, said: Iterable[frozenset[str]]) -> bool:
        return any(_held(self.weights, grams) >= ENOUGH * self.best for grams in said)


class HeadlineClaims:
    """What the clauses of a line of an article's headline promise."""

    def __init__(self, article: Article, line: str, body: Body) -> None:
        title = line if article.genre is Genre.NEWS and not news_sense.exhorts_or_asks(line) else ""
        bare = (_LIGHT.sub("", each) for each in _CLAUSE.split(title))
        clauses = (each for each in bare if len(each) >= SHORTEST and not news_sense.says_nothing(each))
        lines = [bigrams.and_trigrams(line.text) for line in body.lines]
        claims = (_claim(clause, lines) for clause in clauses)
        self._claims = [each for each in claims if each.best >= LEAST_SHARE * sum(each.weights.values())]

    def are_kept(self, said: Iterable[str]) -> bool:
        """Return whether the sentences keep them all."""
        return not self._open([bigrams.and_trigrams(each) for each in said])

    def kept(self, said: Iterable[Candidate]) -> frozenset[int]:
        """Return which of them what is told keeps, by their places."""
        told = [each.concepts for each in said]
        return frozenset(place for place, each in enumerate(self._claims) if each.is_kept(told))

    def tellers(self, said: Iterable[Candidate], left: Iterable[Sequence[Candidate]]) -> list[Candidate]:
        """Return, for each promise that what is told does not keep, the sentence that does, where one can be told."""
        ways, found = [each[0] for each in left], list[Candidate]()
        for claim in self._open([each.concepts for each in said]):
            best = max(ways, key=lambda each: (_held(claim.weights, each.concepts), -each.line), default=None)
            if best and claim.is_kept([best.concepts]) and best not in found:
                found.append(best)
        return found

    def _open(self, said: Sequence[frozenset[str]]) -> list[_Claim]:
        return [each for each in self._claims if not each.is_kept(said)]


def _claim(clause: str, lines: Sequence[frozenset[str]]) -> _Claim:
    happened = {gram for event in news_sense.events(clause) for gram in bigrams.of(event)}
    weights = {
        gram: worth * (EVENT_FACTOR if gram in happened else 1.0)
        for gram, worth in headline_events.weights([clause]).items()
    }
    return _Claim(weights, max((_held(weights, grams) for grams in lines), default=0.0))


def _held(weights: dict[str, float], grams: frozenset[str]) -> float:
    return math.fsum(value for gram, value in weights.items() if gram in grams)
