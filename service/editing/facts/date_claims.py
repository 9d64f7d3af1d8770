"""Dates of a reworded sentence against its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.messages import _
from service.editing.facts import named_days
from service.editing.facts.measures import Date
from service.editing.facts.source_alignment import Passage, SourceSentence, is_nearer, likeness, near, origin_bonus
from service.editing.facts.violation import FactViolation

_MONTH_ON_MONTH = re.compile("环比|比上个?月|较上个?月")
_YEAR_AHEAD = re.compile("(?:去|前|明|后)年$")


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return what is wrong with the sentence's dates."""
    found = (
        _date(each, sentence, origins, passage) or _of_another_year(each, sentence.text, passage)
        for each in sentence.dates
    )
    return [each for each in found if each]


def _date(said: Date, sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> FactViolation | None:
    surroundings = near(sentence.text, said.start, said.end)
    best = other = -1.0
    rival, drawn = "", False
    told = [(each.year, each.month, each.day) for each in sentence.dates]  # beside another date of its own it has both
    year = month = None
    for at, known_sentence in enumerate(passage.sentences):
        bonus = origin_bonus(at, origins)
        for known in known_sentence.dates:
            year = known.year or year
            month = known.month or (month if known.year is None else None)
            alike = likeness(surroundings, near(known_sentence.text, known.start, known.end)) + bonus
            full = (known.year or year, known.month or month, known.day)
            own = (known.year, known.month, known.day)
            if all(
                part is None or part == whole
                for part, whole in zip((said.year, said.month, said.day), full, strict=True)
            ) and not (said.day is None and known.day is not None and own[:2] == (None, None)):
                best, drawn = max(best, alike), drawn or at in origins[:1]
            elif alike > other and _is_as_fine(said, known) and (known.year, known.month, known.day) not in told:
                other, rival = alike, known.written
    if best < 0 and (said.month, said.day) in named_days.days(passage.text):
        return None
    if best < 0 and _is_month_before(said, origins, passage):
        return None
    if best < 0:
        return FactViolation(said.written, "date", _("not in the source"))
    if not drawn and is_nearer(other, best):
        return FactViolation(said.written, "date", _("the source has {rival} there", rival=rival))
    return None


def _is_month_before(said: Date, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a month is the one with which the source compares: 九月 for 10月…环比."""
    drawn = [passage.sentences[at] for at in origins]
    months = [date.month for each in drawn if _MONTH_ON_MONTH.search(each.text) for date in each.dates if date.month]
    return said.day is None and said.month is not None and said.month % 12 + 1 in months


def _is_as_fine(one: Date, other: Date) -> bool:
    """Return whether two dates tell the same parts: no day stands where a year does."""
    return (one.day is None) == (other.day is None) and (one.month is None) == (other.month is None)


def _of_another_year(said: Date, text: str, passage: Passage) -> FactViolation | None:
    """Return a fault where the source has another month of the year that a word tells: 去年三月 for 去年11月."""
    word = _YEAR_AHEAD.search(text[: said.start])
    if said.month is None or not word:
        return None
    months = [
        (each.month, each.written)
        for sentence in passage.sentences
        for each in sentence.dates
        if each.month and sentence.text[: each.start].endswith(word.group())
    ]
    if not months or any(month == said.month for month, _ in months):
        return None
    return FactViolation(word.group() + said.written, "date", _("the source has {months} there", months=months[0][1]))
