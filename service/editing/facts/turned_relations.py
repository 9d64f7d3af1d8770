"""Relations of two that are turned round: from more to less, who beat whom, and which of a list has which number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.core.messages import _
from service.editing.facts.clause_alignment import ranked, told
from service.editing.facts.measures import Quantity, agrees, same_unit
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary
from service.language import bigrams

_WORDS = vocabulary()["relations"]
_SIDES = [(re.compile(above), re.compile(below)) for above, below in _WORDS["sides"]]
_UP, _DOWN = _WORDS["upwards"], _WORDS["downwards"]
_COMPARED = re.compile(
    f"(?<![同环对占相])比(?P<other>[^，。；：比赛例]{{1,10}}?)(?:更|还|要|都)?(?:(?P<up>{_UP})|{_DOWN})"
)
_FROM = re.compile("[由从自][^，。；]{0,4}$")
_TO = re.compile("(?:(?:[到至为成]|变成|一路)了?)$")
_BETWEEN = 10
"""Characters between the two numbers of a change: 31分钟缩短到19分钟."""
_EACH = "分别"
_STOP = re.compile("[，。；：！？]")
REACH = 14
"""Characters on either side of a verb in which the two stand whom it relates."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the changes, the results and the lists of a sentence that its source has the other way round."""
    found = _turned_changes(sentence, passage)
    found += _turned_comparisons(sentence, passage)
    for at in origins:
        found += _turned_sides(sentence, passage.sentences[at])
        found += _exchanged(sentence, passage.sentences[at])
    return found


def _changes(sentence: SourceSentence) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the two numbers of each change: 由7%升到19%."""
    for one, other in pairwise(sentence.quantities):
        between = sentence.text[one.end : other.start]
        joined = len(between) <= _BETWEEN and _TO.search(between) and not _STOP.search(between)
        if joined and _FROM.search(sentence.text[: one.start]) and same_unit(one, other):
            yield one, other


def _turned_changes(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    known = [change for each in passage.sentences for change in _changes(each)]
    found = []
    for one, other in _changes(sentence):
        same = any(agrees(one, old) and agrees(other, new) for old, new in known)
        if not same and any(agrees(one, new) and agrees(other, old) for old, new in known):
            reason = _("the source has it the other way (up or down)")
            found.append(FactViolation(f"{one.written}…{other.written}", "number", reason))
    return found


def _turned_sides(sentence: SourceSentence, source: SourceSentence) -> list[FactViolation]:
    """Return the results that the source has the other way round: 甲队不敌乙队 for 甲队战胜乙队."""
    found = []
    for sides in _SIDES:
        said, known = (_relation(each.text, sides) for each in (sentence, source))
        if not said or not known:
            continue
        (word, above, left, right), (_same, was_above, was_left, was_right) = said, known
        straight = len(right & was_right - was_left)
        crossed = len(left & was_right - was_left) + len(right & was_left - was_right)
        turned = crossed > straight if above == was_above else straight > crossed
        if turned:
            found.append(FactViolation(word, "word", _("the source has it the other way round")))
    return found


Relation = tuple[str, bool, frozenset[str], frozenset[str]]


def _relation(text: str, sides: tuple[re.Pattern[str], re.Pattern[str]]) -> Relation | None:
    """Return the only such verb of a text, whether it puts the first above, and what stands ahead of it and behind."""
    matches = [
        (match, above) for pattern, above in zip(sides, (True, False), strict=True) for match in pattern.finditer(text)
    ]
    if len(matches) != 1:
        return None
    match, above = matches[0]
    ahead = text[max(0, match.start() - REACH) : match.start()]
    behind = _STOP.split(text[match.end() : match.end() + REACH])[0]
    return match.group(), above, bigrams.han(ahead), bigrams.han(behind)


def _comparisons(text: str) -> Iterator[tuple[str, frozenset[str], bool]]:
    """Yield each comparison of a clause: its words, with what it compares, and whether upwards: 比种玉米多."""
    for match in _COMPARED.finditer(text):
        yield match.group(), bigrams.han(match["other"]) or frozenset((match["other"],)), bool(match["up"])


def _turned_comparisons(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the comparisons whose clause, where it is told of, compares with the same the other way."""
    found = []
    for clause in told(sentence):
        for words, other, up in _comparisons(clause.clause.text):
            for _rank, source in ranked(clause, passage)[:1]:
                known = [way for _text, same, way in _comparisons(source.clause.text) if same & other]
                if known and up not in known:
                    found.append(FactViolation(words, "word", _("the source has it the other way round")))
    return found


def _rows(sentence: SourceSentence) -> list[tuple[frozenset[str], Quantity]]:
    """Return what each number of 甲、乙分别增长1%和2% belongs to; empty where there is no such list."""
    at = sentence.text.find(_EACH)
    if at < 0:
        return []
    ahead = re.split("[。；：]|，(?=同比)", sentence.text[:at].rstrip("，同比"))[-1]
    numbers = [each for each in sentence.quantities if each.start > at]
    for marks in ("[、和与及]", "[、和与及，]"):
        things = [each for each in re.split(marks, ahead) if each][-len(numbers) :]
        if len(numbers) > 1 and len(things) == len(numbers) and len({each.unit for each in numbers}) == 1:
            return [(bigrams.han(thing), number) for thing, number in zip(things, numbers, strict=True)]
    return []


def _exchanged(sentence: SourceSentence, source: SourceSentence) -> list[FactViolation]:
    """Return the numbers of a list that the text has beside another of its things."""
    rows = _rows(source)
    told = _rows(sentence) or [(_beside(sentence, each), each) for each in sentence.quantities]
    found = []
    for beside, number in told:
        own = [grams for grams, known in rows if agrees(number, known) and same_unit(number, known)]
        others = [grams for grams, known in rows if same_unit(number, known) and not agrees(number, known)]
        if len(own) != 1 or len(own) + len(others) != len(rows):
            continue
        mine = len(beside & own[0])
        if any(len(beside & (each - own[0])) > mine for each in others):
            found.append(FactViolation(number.written, "number", _("the source has it of another there")))
    return found


def _beside(sentence: SourceSentence, number: Quantity) -> frozenset[str]:
    """Return the bigrams of a number's clause ahead of it."""
    clause = sentence.clause_at(number.start)
    return bigrams.han(sentence.text[clause.start : number.start])
