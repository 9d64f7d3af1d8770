"""Words of the text that stand where its source has their opposite: 西墙 for 东墙, 省城 for 县城, 妹妹 for 女儿.

A pair of characters counts where the text has it, the source has it nowhere, and the clause that is told has the same
pair with the opposite in it. In the open rewordings ten false ones had such a pair, and one true one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, ranked, told
from service.editing.facts.marked_scopes import share
from service.editing.facts.polarity import DENIALS
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary

_WORDS: dict[str, Any] = vocabulary()["contrasts"]
_OPPOSITES: dict[str, set[str]] = {}
for _group in _WORDS["characters"]:
    for _char in _group:
        _OPPOSITES.setdefault(_char, set()).update(set(_group) - {_char})
_SIDES = tuple(tuple(re.compile("|".join(side.split())) for side in pair.split("|")) for pair in _WORDS["words"])
KIN: dict[str, int] = {word: at for at, words in enumerate(_WORDS["kin"]) for word in words.split()}
"""Each word for a relative, and which of them mean the same."""
_INVERSE: dict[int, set[int]] = {}
for _one, _other in (each.split() for each in _WORDS["inverse"]):
    _INVERSE.setdefault(KIN[_one], set()).add(KIN[_other])
    _INVERSE.setdefault(KIN[_other], set()).add(KIN[_one])
"""What the other is to one: 他的徒弟 for 她的师父."""
KINDRED = re.compile("|".join(sorted(KIN, key=len, reverse=True)))
_EMPTY = frozenset("和与及的了在是也都就又到从对向被把着过")
LEAST_ALIKE = 0.4
"""The share of a clause's characters that the clause must have whose word is the opposite."""
_NUMBERS, _NUMBERED = "一二三四五六七八九", frozenset("桥路村组区线期院中小厂店站门")
"""What is called by its number: 二桥, 一期."""
_LIKELIEST = 2
"""Clauses of the source that may be the one that is told."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the words whose opposite the source has there."""
    found = []
    for clause in told(sentence):
        likely = "，".join(each.clause.text for _, each in ranked(clause, passage)[:_LIKELIEST])
        for word, opposite in pairs(clause.clause.text):
            if word not in passage.text and opposite in likely and opposite not in sentence.text:
                found.append(FactViolation(word, "word", _("the source has {opposite} there", opposite=opposite)))
        found += _other_side(clause, passage)
    return found + _relatives(sentence, origins, passage)


def _other_side(clause: AlignedClause, passage: Passage) -> Iterator[FactViolation]:
    """Yield a word of a clause where the clause that it retells has its opposite, and neither has both."""
    for _rank, source in ranked(clause, passage)[:1]:
        for one, other in (pair for sides in _SIDES for pair in (sides, sides[::-1])):
            said, known = one.search(clause.clause.text), other.search(source.clause.text)
            if not said or not known or other.search(clause.clause.text) or one.search(source.clause.text):
                continue
            if share(clause, source) >= LEAST_ALIKE and not DENIALS.spans(clause.clause.text):
                yield FactViolation(said.group(), "word", _("the source has {known} there", known=known.group()))


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each two characters of a clause with the same where one has its opposite."""
    for at in range(len(text) - 1):
        one, other = text[at], text[at + 1]
        if not all("\u4e00" <= char <= "\u9fff" and char not in _EMPTY for char in (one, other)):
            continue
        ahead = text[at - 1 : at]
        for opposite in sorted(_OPPOSITES.get(one, ())):
            if ahead in (opposite, "没"):
                continue  # 上下学, 没有大碍
            yield one + other, opposite + other
        if one in _NUMBERS and other in _NUMBERED:
            for opposite in _NUMBERS.replace(one, ""):
                yield one + other, opposite + other
        for opposite in sorted(_OPPOSITES.get(other, ())):
            yield one + other, one + opposite


def _relatives(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the relatives that the source has nowhere, where a sentence that is told has another."""
    known = {KIN[word] for word in KINDRED.findall(passage.text)}
    said = {KIN[word] for word in KINDRED.findall(sentence.text)}
    found = []
    for word in dict.fromkeys(KINDRED.findall(sentence.text)):
        if known & {KIN[word], *_INVERSE.get(KIN[word], ())}:
            continue
        others = [each for at in origins for each in KINDRED.findall(passage.sentences[at].text)]
        if rival := next((each for each in others if KIN[each] not in said), ""):
            found.append(FactViolation(word, "word", _("the source has {rival} there", rival=rival)))
    return found
