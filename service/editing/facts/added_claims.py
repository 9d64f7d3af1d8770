"""What a text adds without a number or a name: the first rank, all for some, certainty, a cause, another's title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.facts.clause_alignment import content
from service.editing.facts.name_claims import names_of
from service.editing.facts.source_alignment import Passage, SourceSentence, weight
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary
from service.language import bigrams

_CLAIMS = {
    name: (re.compile(rule["said"]), re.compile(rule["borne"])) for name, rule in vocabulary()["additions"].items()
}
_CAUSE = re.compile(vocabulary()["causes"]["said"])
_MOST = re.compile(r"最(?![近后终初好先])(?![多低少][^，。]{0,2}(?=[\d二两三四五六七八九十百千的]))([\u4e00-\u9fff])")
_SCOPE = re.compile("世界|全球|全国|国内|全省|全市|全县|历届|历年|史上|已知|以来")
_RANK = re.compile("最|新高|新低|纪录|第一|首[位个次家]")
"""The first of the world is more than the first of the voyage."""
_TOP = "第一|居首|首位|冠|之首|新高|新低|大头|顶"
_LIKE = {
    "厉": "大多高",
    "多": "多大高",
    "大": "大多高长",
    "快": "快大",
    "早": "早先",
    "便": "低",
    "高": "高大",
    "低": "低少",
}
_MOST_OF = {"早": "始|首|", "低": "起|", "新": ""}
CAUSE_SHARE = 0.58
"""The share of a cause's characters that one sentence of the source must have. Of 15 invented causes in the open
rewordings one had more, of six causes told in other words none had less."""
FEWEST = 3
"""Characters of a cause from which on it can be told from another."""
TELLING_WEIGHT, TOLD_SHARE = 12.0, 0.35
"""The weight of a clause from which on its origin can be told, and the share of it that the origin must have. Of the
open half of the rewordings six false ones and no true one had the origin of somebody else."""
_TITLE_REACH = 12
"""Characters ahead of a name in which the source may have its title."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the ranks, wholes, certainties, causes and titles that the source does not bear out."""
    drawn = "\n".join(passage.sentences[at].text for at in origins)
    found = []
    for name, (said, bearing) in _CLAIMS.items():
        if (match := said.search(sentence.text)) and not bearing.search(drawn):
            found.append(FactViolation(match.group(), "word", f"{name}: not in the source there"))
    for match in _MOST.finditer(sentence.text):
        borne = _MOST_OF.get(match[1], "") + _TOP
        if match.group() not in drawn and not re.search(f"最[{_LIKE.get(match[1], match[1])}]|{borne}", drawn):
            found.append(FactViolation(match.group(), "word", "the first rank: not in the source there"))
    for clause in sentence.clauses:
        scope = _SCOPE.search(clause.text)
        if scope and _RANK.search(clause.text) and scope.group() not in passage.text:
            found.append(FactViolation(clause.text, "word", "the first rank: not in the source there"))
    return found + _causes(sentence, passage) + _titles(sentence, passage)


def _causes(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the causes of which the source has next to nothing."""
    found = []
    for match in _CAUSE.finditer(sentence.text):
        clause = re.split("[，。；：]", sentence.text[match.end() :])[0]
        chars = list(content(clause))
        there = max((sum(char in each.text for char in chars) for each in passage.sentences), default=0)
        if len(chars) >= FEWEST and there < CAUSE_SHARE * len(chars):
            found.append(FactViolation(match.group() + clause, "word", "the source has no such cause"))
    return found


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
            found.append(FactViolation(clause.text, "name", f"the source says it of {owners[0]}"))
    return found


def _titles(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the persons with what the source has ahead of another person, and never ahead of this one."""
    people = [name for name, kind in names_of(passage).items() if kind == "person"]
    foreign = re.findall("([\u4e00-\u9fff]{2,5}·)([\u4e00-\u9fff]{2,5}?)(?=[得在说称表和与的，。、]|$)", passage.text)
    people += [part for first, last in foreign for part in (first + last, last)]
    found = []
    for name in people:
        for match in re.finditer(re.escape(name), sentence.text):
            title = sentence.text[max(0, match.start() - 2) : match.start()]
            if not re.fullmatch("[\u4e00-\u9fff]{2}", title):
                continue
            others = [other for other in people if other not in name and name not in other]
            own = [
                passage.text[max(0, m.start() - _TITLE_REACH) : m.end() + 4]
                for m in re.finditer(re.escape(name), passage.text)
            ]
            if any(title + other in passage.text for other in others) and not any(title in each for each in own):
                found.append(FactViolation(title + name, "name", "the source has another there"))
    return found
