"""A text cut up for comparison, and where in a source a sentence comes from."""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate, pairwise

from service.editing.facts.measures import Date, Quantity
from service.editing.facts.quantity_parser import find
from service.editing.summary.feature_weights import frequency
from service.language import bigrams
from service.language.sentences import split
from service.language.width import half_width

_PUNCTUATION = "，：；！？（）～"
"""Full-width marks that stay."""
_BLANK = re.compile(r"(?<![A-Za-z])[ \t]+|[ \t]+(?![A-Za-z])")
_CLAUSE = re.compile(r"[^，；。：！？…\n]+")
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff”》])[ \t\u3000]+(?=[\u3400-\u9fff“《\d])")
"""The blank between the halves of a headline, `司机捡包不交 法院判他归还`: each is a clause of its own."""
_MARK = re.compile("[，；。：！？、]")
_SENTENCE_ENDS = ("。", "！", "？", "。”", "！”", "？”")
COMMON_SHARE = 0.004
"""A bigram in this share of news items is an ordinary word, or a part of one, not of a name."""
MAX_ORIGINS = 3
"""A reworded sentence draws on so many sentences of its source at most."""
CONTEXT_REACH = (16, 10)
"""Characters ahead of a number and behind it that tell what it counts."""
OTHER_CLAUSE_WEIGHT, OTHER_SIDE_WEIGHT = 0.33, 0.4
"""What a bigram beside a number is worth in another clause, and on its other side."""
NEARER_RATIO = 3.0
"""A number is beside another thing when a different number of the source has surroundings this many times as like."""
NEARER_MARGIN = 6.0
"""... and this much more like (weighted bigrams)."""
MIN_GAIN_SHARE = 0.12
"""A further sentence is drawn on when it explains this much more of the weight."""


_ROMAN = str.maketrans("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "一二三四五六七八九十")


def plain(text: str) -> str:
    """Return the text with half-width digits, letters and signs, and no blanks but between Latin words.

    Roman numerals of one character become Chinese ones: Ⅲ类 is 三类.
    """
    text = half_width(text.translate(_ROMAN), keep=_PUNCTUATION)
    return _BLANK.sub("", text.replace("\u3000", "")).replace('"', "“")


def weigh(gram: str) -> float:
    """Return how much a bigram tells: the log of news items per item that has it."""
    return -math.log(frequency()(gram))


def is_common(gram: str) -> bool:
    """Return whether the bigram is everyday news language."""
    return frequency()(gram) >= COMMON_SHARE


@functools.cache
def _words() -> frozenset[str]:
    lines = resources.files("service.editing.facts").joinpath("plain_words.txt").read_text("utf-8").splitlines()
    return frozenset(line[i : i + 2] for line in lines if line[0] != "#" for i in range(0, len(line), 2))


def is_word(gram: str) -> bool:
    """Return whether the bigram is an everyday word, or at home in the news: no name's."""
    return gram in _words() or frequency()(gram) > frequency()("〇〇")


def weight(grams: Iterable[str]) -> float:
    """Return the summed weight."""
    return sum(map(weigh, sorted(grams)))


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks."""

    text: str
    start: int
    grams: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """One sentence with its clauses, numbers and dates."""

    text: str
    grams: frozenset[str]
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]

    def clause_at(self, place: int) -> Clause:
        """Return the clause that holds a place of the sentence."""
        return self.clauses[max(0, bisect.bisect_right(self.clauses, place, key=lambda each: each.start) - 1)]


def sentence(text: str, pauses: Sequence[int] = ()) -> SourceSentence:
    """Return the sentence, cut and counted; `pauses`: where its clauses end without a mark."""
    numbers, dates = find(text)
    stretches = (m for start, end in pairwise((0, *pauses, len(text))) for m in _CLAUSE.finditer(text, start, end))
    clauses = tuple(Clause(m.group(), m.start(), bigrams.han(m.group())) for m in stretches)
    clauses = clauses or (Clause(text, 0, frozenset()),)
    return SourceSentence(text, bigrams.han(text), clauses, tuple(numbers), tuple(dates))


def split_plain(text: str) -> tuple[str, ...]:
    """Return the plain sentences of a text, a line at a time."""
    return tuple(each for line in plain(text).split("\n") for each in split(line) if each)


def sentences(text: str) -> tuple[SourceSentence, ...]:
    """Return the sentences of a text, a line at a time, cut and counted."""
    found: list[SourceSentence] = []
    for line in text.split("\n"):
        texts = split_plain(line)
        found += [sentence(each, _pauses(line) if len(texts) == 1 else ()) for each in texts]
    return tuple(found)


def _pauses(line: str) -> list[int]:
    """Return where the halves of a headline end in its plain text; none in a line that ends as a sentence."""
    if line.rstrip().endswith(_SENTENCE_ENDS):
        return []
    return list(accumulate(len(plain(half)) for half in _PAUSE.split(line)))[:-1]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A source, cut up."""

    text: str
    sentences: tuple[SourceSentence, ...]
    grams: frozenset[str]

    def origins(self, grams: frozenset[str]) -> tuple[int, ...]:
        """Return the sentences that these bigrams come from, the one that explains the most first."""
        left = {gram for gram in grams if gram in self.grams}
        whole = weight(left)
        found: list[int] = []
        while left and len(found) < MAX_ORIGINS:
            gains = [weight(left & each.grams) / (1 + 0.002 * len(each.text)) for each in self.sentences]
            best = max(range(len(gains)), key=gains.__getitem__)
            if gains[best] < MIN_GAIN_SHARE * whole:
                break
            found.append(best)
            left -= self.sentences[best].grams
        return tuple(found)


@functools.lru_cache(maxsize=16)
def read(source: str) -> Passage:
    """Return the source cut up; kept for the next sentences of the same story."""
    found = sentences(source)
    return Passage(plain(source), found, frozenset().union(*(each.grams for each in found)))


Side = dict[str, float]


@functools.lru_cache(maxsize=8192)
def near(text: str, start: int, end: int) -> tuple[Side, Side]:
    """Return what stands ahead of a place and behind it: bigrams, with their nearness (0 to 1).

    What another clause says is worth a third, unless the place's own clause says next to nothing.
    """
    left, right = text[max(0, start - CONTEXT_REACH[0]) : start], text[end : end + CONTEXT_REACH[1]]
    marks = list(_MARK.finditer(left))
    ends = mark.start() if (mark := _MARK.search(right)) else len(right)
    begins = marks[-1].end() if marks and len(left) - marks[-1].end() + ends >= 4 else 0
    ahead: Side = {}
    behind: Side = {}
    for at, gram in bigrams.in_han(left):
        nearness = (1.0 if at >= begins else OTHER_CLAUSE_WEIGHT) / (1 + max(0, len(left) - at - 2) / 5)
        ahead[gram] = max(ahead.get(gram, 0), nearness)
    for at, gram in bigrams.in_han(right):
        behind[gram] = max(behind.get(gram, 0), (1.0 if at < ends else OTHER_CLAUSE_WEIGHT) / (1 + at / 5))
    return ahead, behind


def likeness(one: tuple[Side, Side], other: tuple[Side, Side]) -> float:
    """Return how much two surroundings share, weighted by what the bigrams tell; less on the other side."""
    shared = 0.0
    for at, here in enumerate(one):
        for gram, nearness in here.items():
            same = min(nearness, other[at].get(gram, 0.0))
            across = min(nearness, other[1 - at].get(gram, 0.0))
            if same or across:
                shared += max(same, OTHER_SIDE_WEIGHT * across) * weigh(gram)
    return shared


def origin_bonus(at: int, origins: Sequence[int]) -> float:
    """Return what is added to a likeness for standing in one of the sentences that the text draws on."""
    return 8.0 if origins and at == origins[0] else 4.0 if at in origins else 0.0


def is_nearer(other: float, best: float) -> bool:
    """Return True when another number's surroundings are so much more alike that it is the one meant."""
    return other > best * NEARER_RATIO and other - best > NEARER_MARGIN


def context(passage: Passage, origins: Sequence[int], before: int = 4) -> str:
    """Return what a listener of the source knows there: its first two sentences and those just before the origins."""
    known = {0, 1} | {at - back for at in origins for back in range(before + 1) if at >= back}
    return "\n".join(passage.sentences[at].text for at in sorted(known) if at < len(passage.sentences))
