"""What news must tell to be whole: what the rule says, what the meeting decided, what the office answered."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.editing.summary import answers, decisions, provisions
from service.editing.summary.candidates import Candidate
from service.model import Article


@dataclass(frozen=True, slots=True)
class Point:
    """What one kind of news must tell."""

    is_told: Callable[[str], bool]
    """Whether a sentence tells it."""
    first: Callable[[Iterable[Sequence[Candidate]], int], Candidate | None]
    """The sentence that tells it best, of those that can be told, in so many characters."""
    own_room: int
    """Characters that it may have beyond those of its story."""


RULE = Point(provisions.is_provision, provisions.first, provisions.OWN_ROOM)
MEETING = Point(decisions.is_decision, decisions.first, decisions.OWN_ROOM)


def point_of(article: Article) -> Point | None:
    """Return what an article must tell; None where it is no answered letter, and neither of a rule nor of a meeting."""
    if answer := answers.answer(article):
        return Point(answers.is_of(answer), functools.partial(answers.first, answer), answers.OWN_ROOM)
    if provisions.is_of_a_rule(article):
        return RULE
    return MEETING if decisions.is_of_a_meeting(article) else None
