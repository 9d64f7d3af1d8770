"""Negations and hedges: none may vanish from what is reworded, none may appear."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from service.editing.facts.source_alignment import Clause, Passage, SourceSentence, weight
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import either, vocabulary
from service.language import bigrams

_WORDS: dict[str, Any] = dict(vocabulary()["hedges"])
_MASKED = re.compile(either(_WORDS.pop("plain")))
_ALIKE = {kind: re.compile(pattern) for kind, pattern in _WORDS.pop("alike").items()}
"""Each kind with words that say the same in the source or in the text, though they are no marks of their own."""
_RULES = tuple((group["kind"], re.compile(either(group["words"]))) for group in _WORDS.values())
"""Each kind with its words: what the source has of one the text must have too."""
_FUTURE = re.compile(
    "将(?=于|会|有|达|在|从|继续|进一步|陆续|正式|全面|举[行办]|召开|启动|建[设成]|投|开[通放展工业]|对|向|为|新增|成|再|实[施行]|于|组织|推|整)|即将|将要|计划|拟|预计|力争|有望|建议|能否|可否|目标|最好|不妨|希望|盼|排在|原定"
)
_DONE = re.compile("了|已|完成|过(?=[。，])")
TOLD_SHARE, FULLY_TOLD_SHARE = 0.65, 0.8
"""The share of a source clause's characters that the text has where the clause is told, and where it is told fully."""
_EMPTY = frozenset("的了着在于和与及也还都已有是将把被由从到至对为")
_LIGHT = re.compile("^(?:有|能|曾|再|会|得|要|对|将|是|于|在|到|达|见)")
TOLD_WEIGHT = 8.0
"""The weight of the bigrams of a clause and a sentence that it tells: two that are not too common."""
REPEATED_SHARE = 0.5
"""The share of a clause's weight that stands so in a source clause that it repeats."""
FEWEST_CHARACTERS = 5
"""Characters of a source clause from which on their being told is no chance."""
LENT_SHARE = 0.33
"""The share of a text clause's weight that a source clause must have to lend it a negation or a hedge."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the negations and hedges that vanished from the sentence's source clauses, and those that appeared."""
    drawn = [clause for at in origins for clause in passage.sentences[at].clauses]
    found = []
    for kind, rule in _RULES:
        retold = [each for each in _marked(passage, rule) if each not in drawn and _is_retold(each, rule, sentence)]
        found += _vanished(kind, rule, sentence, drawn + retold)
        told = [passage.sentences[at] for at in origins]
        found += _appeared(kind, rule, sentence, drawn, _bearing(passage, kind), told)
    return found + _future(sentence, passage)


@functools.lru_cache(maxsize=256)
def _marked(passage: Passage, rule: re.Pattern[str]) -> tuple[Clause, ...]:
    """Return the source's clauses with such a mark; kept for the next sentences of the same story."""
    return tuple(clause for each in passage.sentences for clause in each.clauses if _marks(rule, clause.text))


@functools.lru_cache(maxsize=64)
def _bearing(passage: Passage, kind: str) -> tuple[SourceSentence, ...]:
    """Return the source's sentences that negate, or hedge, in any of the words for it."""
    rules = [_ALIKE[kind], *(rule for each, rule in _RULES if each == kind)]
    return tuple(each for each in passage.sentences if any(_marks(rule, each.text) for rule in rules))


def _marks(rule: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return list(rule.finditer(_MASKED.sub(lambda word: "＿" * len(word.group()), text)))


def _vanished(
    kind: str, rule: re.Pattern[str], sentence: SourceSentence, drawn: Sequence[Clause]
) -> list[FactViolation]:
    found = []
    for clause in drawn:
        marks = _marks(rule, clause.text)
        if not marks:
            continue
        clauses = _retelling(clause, marks, sentence)
        said = sum(len(_marks(each, told.text)) for other, each in _RULES if other == kind for told in clauses)
        alike = {match.group() for each in clauses for match in _ALIKE[kind].finditer(each.text)}
        if not said and any(word not in clause.text for word in alike):
            continue
        told = _told(clause, marks, clauses)
        if said:
            lost = kind == "negation" and told >= FULLY_TOLD_SHARE and said < len(marks)
        else:
            lost = told >= TOLD_SHARE or _governed(marks, clause, sentence)
        if lost:
            found.append(
                FactViolation(clause.text[marks[-1].start() : marks[-1].end() + 4], kind, "gone from the text")
            )
    return found


def _is_retold(clause: Clause, rule: re.Pattern[str], sentence: SourceSentence) -> bool:
    """Return whether one clause of the text has nearly all that a clause of the source with such a mark says."""
    if not sentence.grams & clause.grams:
        return False
    marks = _marks(rule, clause.text)
    told = (_told(clause, marks, [each]) for each in sentence.clauses if each.grams & clause.grams)
    return len(_content(clause, marks)) >= FEWEST_CHARACTERS and max(told, default=0.0) >= FULLY_TOLD_SHARE


def _content(clause: Clause, marks: Sequence[re.Match[str]]) -> list[str]:
    """Return the Han characters of a clause without its marks and its most empty words."""
    hidden = {at for mark in marks for at in range(mark.start(), mark.end())}
    return [char for at, char in enumerate(clause.text) if at not in hidden and char not in _EMPTY and char > "\u3400"]


def _retelling(clause: Clause, marks: Sequence[re.Match[str]], sentence: SourceSentence) -> list[Clause]:
    """Return the clauses of the text that say something of the source's clause."""
    content = set(_content(clause, marks))
    return [
        each
        for each in sentence.clauses
        if each.grams & clause.grams or len(content.intersection(each.text)) >= max(2, 0.5 * len(content))
    ]


def _told(clause: Clause, marks: Sequence[re.Match[str]], clauses: Sequence[Clause]) -> float:
    """Return the share of the source clause's characters that these clauses have."""
    content = _content(clause, marks)
    text = "".join(each.text for each in clauses)
    return sum(char in text for char in content) / len(content) if content else 0.0


def _governed(marks: Sequence[re.Match[str]], clause: Clause, sentence: SourceSentence) -> bool:
    """Return whether the text has the word right behind a mark, and half of what stands around it."""
    for mark in marks:
        word = _LIGHT.sub("", clause.text[mark.end() : mark.end() + 3])[:2]
        around = clause.text[max(0, mark.start() - 4) : mark.start()], clause.text[mark.end() : mark.end() + 7]
        grams = [part[i : i + 2] for part in around for i in range(len(part) - 1)]
        shared = sum(gram in sentence.text for gram in grams)
        if len(word) == 2 and word in sentence.text and shared >= 0.5 * len(grams):
            return True
    return False


def _appeared(
    kind: str,
    rule: re.Pattern[str],
    sentence: SourceSentence,
    drawn: Sequence[Clause],
    bearing: Sequence[SourceSentence],
    told: Sequence[SourceSentence],
) -> list[FactViolation]:
    """Return the marks that the source's clauses do not lend; `bearing`: the source's sentences with such words,
    `told`: those that the text draws on.

    Where one of them is told, a clause in other words may have a mark, and one in the source's own words may not.
    """
    found = []
    for clause in sentence.clauses:
        marks = _marks(rule, clause.text)
        lent = any(each in told or weight(clause.grams & each.grams) >= TOLD_WEIGHT for each in bearing)
        if not marks or (lent and not _is_repeated(clause, marks, drawn)):
            continue
        lenders = [each for each in drawn if _marks(rule, each.text)]
        whole = weight(clause.grams)
        if not any(
            clause.grams & each.grams
            and (
                weight(clause.grams & each.grams) >= LENT_SHARE * min(whole, weight(each.grams))
                or _told(clause, marks, [each]) >= 0.5
            )
            for each in lenders
        ):
            found.append(
                FactViolation(clause.text[marks[0].start() : marks[0].end() + 4], kind, "not in the source there")
            )
        elif len(marks) > max(len(_marks(rule, each.text)) for each in lenders):
            extra = [m for m in marks if not any(clause.text[m.end() : m.end() + 2] in each.text for each in lenders)]
            if extra and len(marks) > sum(len(_marks(rule, each.text)) for each in lenders):
                found.append(
                    FactViolation(clause.text[extra[0].start() : extra[0].end() + 4], kind, "not in the source there")
                )
    return found


def _is_repeated(clause: Clause, marks: Sequence[re.Match[str]], drawn: Sequence[Clause]) -> bool:
    """Return whether a clause is, but for its marks, a source clause's own words."""
    content = "".join(_content(clause, marks))
    return any(
        weight(clause.grams & each.grams) >= REPEATED_SHARE * weight(bigrams.han(content))
        and sum(char in each.text for char in content) >= FULLY_TOLD_SHARE * len(content)
        for each in drawn
    )


def _counts_alike(each: Clause, clause: Clause, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a clause of the text and one of the source have a number in common that counts a thing."""
    said = {
        (known.value, known.unit)
        for known in sentence.quantities
        if known.unit and each.start <= known.start < each.start + len(each.text)
    }
    return bool(said) and any(
        (known.value, known.unit) in said
        for source in passage.sentences
        if clause in source.clauses
        for known in source.quantities
        if clause.start <= known.start < clause.start + len(clause.text)
    )


def _future(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return what is still to come must not be told as done."""
    found = []
    ahead = re.compile(_FUTURE.pattern + "|拟|计划|预计|有望|力争|明年|下[月周半]|起|打算|准备|要|会|想")
    for clause in _marked(passage, _FUTURE):
        if not sentence.grams & clause.grams or re.search("已|了", clause.text):
            continue
        marks = _marks(_FUTURE, clause.text)
        clauses = [
            each
            for each in sentence.clauses
            if each.grams & clause.grams
            and (_told(clause, marks, [each]) >= TOLD_SHARE or _counts_alike(each, clause, sentence, passage))
        ]
        if (
            clauses
            and not any(ahead.search(each.text) or "将" in each.text for each in clauses)
            and any(_DONE.search(each.text) for each in clauses)
        ):
            found.append(FactViolation(clause.text[marks[0].start() : marks[0].end() + 4], "hedge", "told as if done"))
    return found
