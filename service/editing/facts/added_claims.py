"""What a text adds without a number or a name: the first rank, all for some, certainty, a cause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.messages import _
from service.editing.facts.clause_alignment import content, ranked, told
from service.editing.facts.marked_scopes import share
from service.editing.facts.measures import same_unit
from service.editing.facts.name_claims import names_of
from service.editing.facts.source_alignment import Passage, SourceSentence, weight
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary
from service.language import bigrams

_CLAIMS = {
    name: (re.compile(rule["said"]), re.compile(rule["borne"])) for name, rule in vocabulary()["additions"].items()
}
_CAUSE = re.compile(vocabulary()["causes"]["said"])
_MOST = re.compile(
    r"最(?![近后终初好先])(?![早晚][^，。]{0,8}?\d+[月日点时号])(?![高低]气?温)(?![多低少便][^，。]{0,8}?(?=[\d一二两三四五六七八九十百千的]))([\u4e00-\u9fff])"
)
_WIDE = re.compile(
    "(?P<world>(?<!的)世界(?![里观中])|全球)|(?P<country>[全我]国|国内|中国)|(?<![安健齐完])全[省市县区镇乡村](?![民场域])"
)
"""Within what something is told: of the open rewordings 15 false ones and no true one told of more than the source."""
_SCOPE = re.compile("历届|历年|史上|已知|以来")
_RANK = re.compile("最|新高|新低|纪录|第一|首[位个次家]")
"""The first of the world is more than the first of the voyage."""
_TOP = "第一|居首|首位|冠|之首|新高|新低|大头|顶"
_LIKE = {
    "厉": "大多高低",
    "多": "多大高",
    "大": "大多高长",
    "快": "快大高",
    "早": "早先",
    "便": "低",
    "高": "高大",
    "低": "低少",
}
_MOST_OF = {"早": "始|首|", "低": "起|", "新": ""}
_REASON = re.compile("的?(?:缘故|原因|关系|问题)")
CAUSE_SHARE = 0.58
"""The share of a cause's characters that one sentence of the source must have. Of 15 invented causes in the open
rewordings one had more, of six causes told in other words none had less."""
_THEREFORE = re.compile("所以|因此|于是")
THEREFORE_SHARE, _REASONS = 0.48, 2
"""The same share for each of the two clauses ahead of 所以: of the open rewordings three false ones had less."""
_OF_WHICH = re.compile("[^，。；]{0,12}中")
"""Behind the number of a whole that is told in parts: 12名义工中有9名."""
_NEARLY = re.compile("(?:差不多|几乎|大多|基本|多半|一般)(?:上|数)?$")
"""Ahead of a word for a whole that is none: 差不多都有."""
FEWEST = 3
"""Characters of a cause from which on it can be told from another."""
TELLING_WEIGHT, TOLD_SHARE = 12.0, 0.35
"""The weight of a clause from which on its origin can be told, and the share of it that the origin must have. Of the
open half of the rewordings six false ones and no true one had the origin of somebody else."""
RANKED_SHARE = 0.4
"""The share of a clause's characters that one of the source must have for its rank to be told."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the ranks, wholes, certainties and causes that the source does not bear out."""
    drawn = "\n".join(passage.sentences[at].text for at in origins)
    found = []
    for name, (said, bearing) in _CLAIMS.items():
        match = said.search(sentence.text)
        if match and name == "whole" and _NEARLY.search(sentence.text[: match.start()]):
            continue
        if match and not bearing.search(drawn) and not (name == "whole" and _is_counted(match, sentence, passage)):
            found.append(FactViolation(match.group(), "word", _("{name}: not in the source there", name=name)))
    for match in _MOST.finditer(sentence.text):
        borne = _MOST_OF.get(match[1], "") + _TOP
        if _is_ranked(match, sentence, passage):
            continue
        if match.group() not in drawn and not re.search(f"最[{_LIKE.get(match[1], match[1])}]|{borne}", drawn):
            found.append(FactViolation(match.group(), "word", _("the first rank: not in the source there")))
    for clause in sentence.clauses:
        scope = _SCOPE.search(clause.text)
        if scope and _RANK.search(clause.text) and scope.group() not in passage.text:
            found.append(FactViolation(clause.text, "word", _("the first rank: not in the source there")))
    for match in _WIDE.finditer(sentence.text):
        if not _is_within(match, passage.text):
            found.append(FactViolation(match.group(), "word", _("the source tells of less")))
    return found + _causes(sentence, passage)


def _is_within(scope: re.Match[str], source: str) -> bool:
    """Return whether the source has a word for what something is told within, the country in any word for it."""
    kind = scope.lastgroup
    if kind:
        return any(each[kind] for each in _WIDE.finditer(source))
    return scope.group() in source or f"我{scope.group()[1:]}" in source


def _is_counted(match: re.Match[str], sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a whole is of so many as the source has: 三户都 of 三户."""
    ahead = [each for each in sentence.quantities if each.start < match.start()]
    known = [
        each for source in passage.sentences for each in source.quantities if not _OF_WHICH.match(source.text, each.end)
    ]
    return any(one.unit and one.value == each.value and same_unit(one, each) for one in ahead for each in known)


def _is_ranked(match: re.Match[str], sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether the clause that is told has a first rank too, in another word for it: 最凶 for 最多."""
    clause = next(each for each in reversed(told(sentence)) if each.clause.start <= match.start())
    likeliest = ranked(clause, passage)[:1]
    return any("最" in each.clause.text and share(clause, each) >= RANKED_SHARE for _, each in likeliest)


def _causes(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the causes of which the source has next to nothing."""
    found = []
    for match in _CAUSE.finditer(sentence.text):
        clause = re.split("[，。；：]", sentence.text[match.end() :])[0]
        if _borne(_REASON.sub("", clause), passage) < CAUSE_SHARE:
            found.append(FactViolation(match.group() + clause, "word", _("the source has no such cause")))
    for match in _THEREFORE.finditer(sentence.text):
        ahead = [each for each in sentence.clauses if each.start < match.start()][-_REASONS:]
        shares = [(_borne(each.text[: match.start() - each.start], passage), each.text) for each in ahead]
        if shares and min(shares)[0] < THEREFORE_SHARE:
            found.append(FactViolation(min(shares)[1], "word", _("the source has no such cause")))
    return found


def _borne(clause: str, passage: Passage) -> float:
    """Return the largest share of a clause's characters that one sentence has; 1 where it has too few to tell."""
    chars = list(content(clause))
    there = max((sum(char in each.text for char in chars) for each in passage.sentences), default=0)
    return there / len(chars) if len(chars) >= FEWEST else 1.0


def of_others(sentences: Sequence[SourceSentence], passage: Passage) -> list[FactViolation]:
    """Return the clauses of a text that the source says of somebody whom the text, which names another, does not name.

    他两次获得世界杯冠军 of a coach, where the source has 女选手陶若兰两次获得世界杯冠军.
    """
    people = [name for name, kind in names_of(passage).items() if kind == "person"]
    text = "".join(each.text for each in sentences)
    if not any(name in text for name in people):
        return []
    names = frozenset().union(*map(bigrams.han, people))
    known = [clause for each in passage.sentences for clause in each.clauses]
    found = []
    for clause in (clause for each in sentences for clause in each.clauses):
        grams = clause.grams - names
        whole = weight(grams)
        if whole < TELLING_WEIGHT:
            continue
        origin = max(known, key=lambda each: weight(shared) if (shared := grams & each.grams) else 0.0)
        owners = [name for name in people if name in origin.text]
        told = weight(grams & origin.grams) >= TOLD_SHARE * whole
        if told and owners and not any(name in text or name[0] in text for name in owners):
            found.append(FactViolation(clause.text, "name", _("the source says it of {owners}", owners=owners[0])))
    return found
