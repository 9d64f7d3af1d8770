"""What words such as 不 and 预计 govern: from the mark to the end of its clause, its predicate first."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.editing.facts.clause_alignment import AlignedClause, clauses_of, content, overlap
from service.editing.facts.source_alignment import Passage
from service.editing.facts.vocabulary import either, vocabulary
from service.language.word_list import parted

_MASKED = re.compile(either(vocabulary()["hedges"]["plain"]))
_LIGHT = re.compile(
    "(?:有|能|曾|再|会|得|要|对|将|是|于|在|到|达|见|被|把|由|向|给|予|许|可|让|必|须|用|以|应|该|怎么|太|人员|与)+"
)
_WEAK = frozenset(["出现", "发生", "发现", "进行", "造成", "引发", "产生", "实现", "得到", "受到", "需要"])
"""Verbs that say little: what stands behind them belongs to the predicate."""
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_NUMBER = re.compile(r"[在于从到约超近]?[\d.%年月日时亿万天个月前后底初至—]+")
_REACH = 10
"""Characters that a mark governs."""
LEAST_ALIKE = 0.4
"""The share of a clause's characters that the other clause must have for the two to tell the same."""
NEARLY_BEST = 0.6
"""A clause whose overlap is at least this share of the best one's may be the one that is told."""


def masked(text: str) -> str:
    """Return the text without the words that have a mark's character and are none."""
    return _MASKED.sub(lambda word: "＿" * len(word.group()), text)


@dataclass(frozen=True)
class Marks:
    """Words that deny, or that hedge."""

    rule: re.Pattern[str]
    trailing: re.Pattern[str]
    """Those that may govern what stands ahead of them: 航班停了, 登陆的可能性较小."""
    otherwise: re.Pattern[str]
    """Words that say the same without being marks."""
    cancels: bool = False
    """Whether what is marked twice is not marked: 不得不."""

    @functools.lru_cache(maxsize=8192)  # noqa: B019 -- the instances are few and live as long as the module
    def spans(self, text: str) -> tuple[tuple[re.Match[str], int, int], ...]:
        """Return each mark of a clause with the stretch that it governs."""
        found = []
        for mark in self.rule.finditer(masked(text)):
            end = min(len(text), mark.end() + _REACH)
            end = close if (close := text.find("的", mark.end(), end)) > 0 else end
            if end - mark.end() < 2 and self.trailing.match(mark.group()):
                found.append((mark, max(0, mark.start() - _REACH), mark.start()))
            else:
                found.append((mark, mark.end(), end))
        return tuple(found)

    def governs(self, text: str, gram: str) -> bool:
        """Return whether every place of a bigram in a clause is marked."""
        places = [match.start() for match in re.finditer(re.escape(gram), text)]
        times = [sum(start <= at < end for _, start, end in self.spans(text)) for at in places]
        return all(each % 2 if self.cancels else each for each in times)

    def predicates(self, text: str) -> Iterator[tuple[re.Match[str], str, frozenset[str]]]:
        """Yield each mark of a clause with the first character and the marked bigrams of its predicate."""
        for mark, start, end in self.spans(text):
            at, stop = _predicate(text, start, end)
            grams = (gram for i in range(at, stop) if _HAN.fullmatch(gram := text[i : i + 2]))
            yield mark, text[at : at + 1], frozenset(gram for gram in grams if self.governs(text, gram))

    def says_so_otherwise(self, text: str, than: str) -> bool:
        """Return whether a clause says the same in a word that is no mark, and that another clause has not."""
        return any(word.group() not in than for word in self.otherwise.finditer(text))

    def without(self, text: str) -> list[str]:
        """Return the content characters of a clause without its marks."""
        hidden = {at for mark, _, _ in self.spans(text) for at in range(mark.start(), mark.end())}
        return list(content("".join(char for at, char in enumerate(text) if at not in hidden)))

    def told(self, source: AlignedClause, clauses: Sequence[AlignedClause], fewest: int = 3) -> float:
        """Return the share of a source clause's characters, but for its marks, that clauses of the text have."""
        own = self.without(source.clause.text)
        there = frozenset().union(*(each.characters for each in clauses))
        return sum(char in there for char in own) / len(own) if len(own) >= fewest else 0.0


def _predicate(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the first verb of a stretch begins, or else its first word, and where its last bigram begins.

    What a verb of one character and a verb that says little have behind them belongs to the predicate.
    """
    number = _NUMBER.match(text, start, end)
    start = number.end() if number else start
    light = _LIGHT.match(text, start)
    start = light.end() if light else start
    run = _HAN.match(text, start, end)
    words = parted(run.group()) if run else []
    at = start
    kinds = "v" if any(part == "v" for _, part in words) else "a"
    for place, (word, part) in enumerate(words):
        if part in kinds:
            weak = len(word) == 1 or word in _WEAK
            behind = sum(len(each) for each, _ in words[place + 1 : place + 3]) if weak else 0
            return at, at + len(word) + behind - 1
        at += len(word)
    return start, start + max(1, len(words[0][0]) - 1) if words else start


def likely_origins(clause: AlignedClause, grams: frozenset[str], passage: Passage) -> list[AlignedClause]:
    """Return the source's clauses with one of these bigrams that a clause of the text most likely retells."""
    shared = [(overlap(clause, each), each) for each in clauses_of(passage) if grams & each.clause.grams]
    best = max((alike for alike, _ in shared), default=0.0)
    return [each for alike, each in shared if alike >= NEARLY_BEST * best]


def share(one: AlignedClause, other: AlignedClause) -> float:
    """Return the share of a clause's characters that another has."""
    return len(one.characters & other.characters) / len(one.characters) if one.characters else 0.0
