"""Hedges and plans: none may vanish from what is reworded, none may appear, and no plan may be told as done."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, Value, clauses_of, content, overlap, ranked, told
from service.editing.facts.marked_scopes import LEAST_ALIKE, Marks, likely_origins, share
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import either, vocabulary

_WORDS: dict[str, Any] = vocabulary()["hedges"]
_ALIKE: dict[str, str] = _WORDS["alike"]
_NOTHING = re.compile("(?!)")


@dataclass(frozen=True)
class _HedgeWords:
    """Words that hedge in one way."""

    marks: Marks
    alike: re.Pattern[str]
    """What bears a mark of the text in the source."""


def _group(name: str) -> _HedgeWords:
    alike = re.compile(_ALIKE.get(name, _ALIKE["hedge"]))
    trailing = re.compile(_WORDS["trailing"])
    return _HedgeWords(Marks(re.compile(either(_WORDS[name]["words"])), trailing, alike), re.compile(_ALIKE["hedge"]))


_GROUPS = tuple(_group(name) for name in ("plan", "aim", "expected", "maybe", "partly"))
_ANY = re.compile("|".join(group.marks.rule.pattern for group in _GROUPS))
_UNDONE = Marks(re.compile(_WORDS["undone"]), _NOTHING, _NOTHING)
_DONE = re.compile("了|已|完成|过(?=[。，])|如今|目前|现[在有]")
_DECIDING = re.compile(_WORDS["deciding"])
_AWAITED = re.compile("[等待][^，。]{0,5}(?:批准|审批|审议|同意|表决|通过)")
"""What waits for a decision is a plan."""
_PAST = re.compile("已|了|昨|前[天日晚]|去年|上[月周]|^[0-9]+月[0-9]+日")
_AHEAD = re.compile(_WORDS["ahead"])
_HAPPENED = re.compile("已|了|昨|前[天日晚]|去年|上[月周]")
_SUPPOSED = re.compile("如果|要是|假如|一旦|若")
_GOVERNING = re.compile(_WORDS["governing"])
_TO_COME = re.compile(_WORDS["to_come"])
_NOW_DONE = re.compile("已经?(?:被|全[部面]|正式|陆续|先后|基本|开始|都|把)?")
TOLD_SHARE, FULLY_TOLD_SHARE = 0.65, 0.8
"""The share of a source clause's characters that the text has where the clause is told, and where it is told fully."""
PLAN_SHARE, FEWEST_PLANNED = 0.6, 4
"""The share of a plan's characters that tell it, and how many it must have."""
FEWEST_SAID = 2
"""Characters of what is done from which on it can be found."""
RIVAL = 0.7
"""A clause whose overlap is this share of the best one's may be told instead."""
FEWEST = 5
"""Characters of a clause from which on their being told is no chance."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the hedges that vanished, those that appeared, and the plans that are told as done."""
    clauses = told(sentence)
    grams = frozenset().union(*(each.clause.grams for each in clauses))
    near = [each for each in clauses_of(passage) if grams & each.clause.grams]
    found = []
    for group in _GROUPS:
        for source in near:
            if group.marks.spans(source.clause.text):
                found += _vanished(group, source, clauses, origins, passage, asks="？" in sentence.text)
        for each in clauses:
            found += _appeared(group, each, passage)
    done = [fault for each in near if (fault := _told_as_done(each, clauses, passage))]
    return found + (done or [fault for each in clauses if (fault := _done_too_soon(each, clauses, passage))])


def _done_too_soon(clause: AlignedClause, sentence: Sequence[AlignedClause], passage: Passage) -> FactViolation | None:
    """Return a fault where a clause has something done that every clause of which it may be told has still to come."""
    done = _NOW_DONE.search(clause.clause.text)
    if not done or _AHEAD.search(clause.clause.text):
        return None
    said = frozenset(content(clause.clause.text[done.end() :]))
    likely = ranked(clause, passage)
    most = max((len(said & each.characters) for _, each in likely), default=0)
    least = max(FEWEST_SAID, PLAN_SHARE * len(said), most - 1)
    told_of = [each for _, each in likely if len(said & each.characters) >= least]
    if told_of:
        alike = {each: _alike(sentence, each, passage) for each in told_of}
        told_of = [each for each in told_of if alike[each] >= RIVAL * max(alike.values())]
    else:
        near = [each for alike, each in likely if alike >= RIVAL * likely[0][0]]
        told_of = [each for each in near if share(clause, each) >= LEAST_ALIKE]
    if told_of and all(_is_to_come(each, passage) for each in told_of):
        return FactViolation(clause.clause.text, "hedge", _("told as if done"))
    return None


def _alike(clauses: Sequence[AlignedClause], source: AlignedClause, passage: Passage) -> float:
    """Return how much a sentence of the text has in common with the sentence of a clause of the source."""
    whole = [each for each in clauses_of(passage) if each.sentence == source.sentence]
    return sum(max(overlap(one, other) for other in whole) for one in clauses)


def _is_to_come(source: AlignedClause, passage: Passage) -> bool:
    """Return whether a clause of the source tells what is wanted, asked for or expected, and nothing that happened."""
    text = source.clause.text
    if _HAPPENED.search(text) and not _SUPPOSED.search(text):
        return False
    ahead = (each for each in clauses_of(passage) if each.sentence == source.sentence and each.place < source.place)
    governed = any(_GOVERNING.search(each.clause.text) for each in ahead)
    return bool(governed or _TO_COME.search(text) or _UNDONE.spans(text))


def _vanished(
    group: _HedgeWords,
    source: AlignedClause,
    clauses: Sequence[AlignedClause],
    origins: Sequence[int],
    passage: Passage,
    *,
    asks: bool,
) -> list[FactViolation]:
    """Return the hedge of a source clause whose predicate the text has without one; an answer hedges its question."""
    text = source.clause.text
    alone = len(_ANY.findall(passage.sentences[source.sentence].text)) == 1
    found = []
    for mark, _place, grams in group.marks.predicates(text):
        if mark.end() == len(text) and not grams:
            if any(mark.group() in each.clause.text for each in clauses):
                continue
            source = _behind(source, passage)  # 气象台预计，三天内有雨
        for at, each in enumerate(clauses):
            shared = grams & each.clause.grams
            whole = source.sentence in origins and group.marks.told(source, [each], FEWEST) >= TOLD_SHARE
            numbered = any(_tells(value) and value in source.values for value in each.values)
            whole = whole or (numbered and group.marks.told(source, [each]) >= TOLD_SHARE)
            nearby = clauses if asks else clauses[max(0, at - 1) : at + 2] if alone else [each]
            if not (shared or whole) or any(_ANY.search(other.clause.text) for other in nearby):
                continue
            if any(_AWAITED.search(other.clause.text) for other in nearby):
                continue
            if mark.group() in each.clause.text or group.marks.says_so_otherwise(each.clause.text, text):
                continue
            rivals = [overlap(each, other) for other in clauses_of(passage) if shared & other.clause.grams]
            if overlap(each, source) >= max(rivals, default=0.0) and group.marks.told(source, clauses) >= LEAST_ALIKE:
                found.append(FactViolation(text[mark.start() : mark.end() + 4], "hedge", _("gone from the text")))
                break
    return found


def _behind(clause: AlignedClause, passage: Passage) -> AlignedClause:
    """Return the clause behind one of the source, or itself where it is the last of its sentence."""
    near = (each for each in clauses_of(passage) if each.sentence == clause.sentence)
    return next((each for each in near if each.place == clause.place + 1), clause)


def _appeared(group: _HedgeWords, clause: AlignedClause, passage: Passage) -> list[FactViolation]:
    """Return the hedge of a clause whose predicate the clause that it retells has without one."""
    text = clause.clause.text
    found = []
    for mark, _place, grams in group.marks.predicates(text):
        likely = likely_origins(clause, grams, passage)
        if not likely or any(_is_hedged(group, each, passage) for each in likely):
            continue
        if max(share(clause, each) for each in likely) >= LEAST_ALIKE:
            found.append(FactViolation(text[mark.start() : mark.end() + 4], "hedge", _("not in the source there")))
    return found


def _is_hedged(group: _HedgeWords, source: AlignedClause, passage: Passage) -> bool:
    """Return whether a clause of the source hedges, or stands in a sentence that does from its beginning."""
    whole = passage.sentences[source.sentence]
    ahead = whole.text[: source.clause.start + len(source.clause.text)]
    return bool(_ANY.search(ahead) or group.alike.search(source.clause.text))


def _tells(value: Value) -> bool:
    """Return whether a number is no small one that many things have."""
    return len(value) == 3 or value[0] >= 10


def _told_as_done(source: AlignedClause, clauses: Sequence[AlignedClause], passage: Passage) -> FactViolation | None:
    """Return what is still to come in the source, and is told as done."""
    for claim, grams, span in _plans(source, passage):
        for at, each in enumerate(clauses):
            if not _DONE.search(each.clause.text) or not _tells_plan(each, source, grams, span):
                continue
            if any(_AHEAD.search(other.clause.text) for other in clauses[at : at + 2]):
                continue
            others = (other for other in clauses_of(passage) if _tells_plan(each, other, grams, span, of_it=True))
            rivals = [overlap(each, other) for other in others if not _plans(other, passage)]
            if overlap(each, source) >= max(rivals, default=0.0):
                return FactViolation(claim, "hedge", _("told as if done"))
    return None


@functools.lru_cache(maxsize=4096)
def _plans(source: AlignedClause, passage: Passage) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Return what a clause of the source has of what is to come: its words, its predicate and its characters.

    A clause behind one with such a mark tells of what is to come too: 能否试行“错时”，每周三天改为14时开放.
    """
    text = source.clause.text
    if _PAST.search(text):
        return ()
    found = [
        (text[mark.start() : mark.end() + 4], grams, frozenset(content(text[mark.end() :])))
        for mark, _place, grams in _UNDONE.predicates(text)
    ]
    ahead = (each for each in clauses_of(passage) if each.sentence == source.sentence and each.place < source.place)
    if not found and any(_DECIDING.search(each.clause.text) for each in ahead):
        return ((text[:8], frozenset(), source.characters),)
    return tuple(found)


def _tells_plan(
    clause: AlignedClause, source: AlignedClause, grams: frozenset[str], span: frozenset[str], *, of_it: bool = False
) -> bool:
    """Return whether a clause tells a plan: its predicate, most of its characters, or a number of it and some of them.

    With `of_it`: whether another clause of the source could be the one that is told.
    """
    if of_it:
        return bool(grams & source.clause.grams) or len(span & source.characters) >= PLAN_SHARE * len(span)
    share_told = len(span & clause.characters) / len(span) if len(span) >= FEWEST_PLANNED else 0.0
    numbers = any(_tells(value) and value in source.values for value in clause.values)
    return bool(grams & clause.clause.grams) or share_told >= PLAN_SHARE or (numbers and share_told >= LEAST_ALIKE)
