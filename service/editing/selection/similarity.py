"""Whether two articles tell the same story: by what they share of the words that few other articles have."""

from __future__ import annotations

import functools
import math
from collections.abc import Set

from service.editing.selection.story_signature import ACTOR_CHARACTERS, StorySignature
from service.editing.summary.feature_weights import frequency
from service.language import bigrams

SAME_STORY = 0.5
"""The probability from which on two tell one story."""
RARE_NAME_WEIGHT = 30.0
"""The weight of a name's beginning from which on a person is no statesman of whom every other report tells."""
LATE_DAYS = 3
"""Days after which another report of a thing is of another thing, or news of it."""


@functools.cache
def weight(gram: str) -> float:
    """Return how much a shared pair says: the less, the more of the news has it (its negative log share)."""
    return math.log(frequency()(gram)) ** 2


def covered(part: frozenset[str], whole: Set[str]) -> float:
    """Return the share of a text's pairs, by weight, that another text has too; 0 for a text without any."""
    total = _total(part)
    return math.fsum(map(weight, part & whole)) / total if total else 0.0


@functools.lru_cache(16384)
def _total(grams: frozenset[str]) -> float:
    return math.fsum(map(weight, grams))  # exact: a set has another order in each process


def features(a: StorySignature, b: StorySignature) -> dict[str, float]:
    """Return what speaks for and against one story, each 0 to 1, symmetrical in both."""
    return {"text": _text(a, b), **_beside_text(a, b)}


def _text(a: StorySignature, b: StorySignature) -> float:
    """Return the greater share of one text that the other has too."""
    least = 0.0 if a.bare or b.bare else min(_total(a.text), _total(b.text))
    return math.fsum(map(weight, a.text & b.text)) / least if least else 0.0


def _beside_text(a: StorySignature, b: StorySignature) -> dict[str, float]:
    titles = sorted((covered(a.title, b.text), covered(b.title, a.text)))
    leads = sorted((covered(a.lead, b.text), covered(b.lead, a.text)))
    bare = a.bare or b.bare
    return {
        "title": titles[1],
        "lead": 0.0 if bare else leads[1],
        "both leads": 0.0 if bare else leads[0],
        "bare": float(bare),
        "other day": float(bool(a.days and b.days and not a.days & b.days)),
        "other actor": max(_other_actor(a, b), _other_actor(b, a)),
        "other act": max(_other_act(a, b), _other_act(b, a)),
        "figures": _common(a.figures, b.figures),
        "other figures": float(min(len(a.figures), len(b.figures)) >= 2 and not a.figures & b.figures),
        "measures": float(bool(a.measures & b.measures)),
        "names": float(bool(a.names & b.names)),
        "people": float(_names(a, b) or _names(b, a)),
        "sites": float(bool(a.sites & b.sites)),
        "other host": 1 - min(_common(a.host, b.host), _common(a.office, b.office)) if a.host and b.host else 0.0,
        "other place": max(_other_place(a, b), _other_place(b, a)),
        "other home": float(bool(a.home and b.home) and a.home not in b.text and b.home not in a.text),
        "late": _late(a, b),
        "same work": float(bool(a.about & b.works or a.works & b.about)),
        "points to": float(a.page in b.points or b.page in a.points),
        "continued": float((a.continued or b.continued) and a.title == b.title),
    }


def _names(a: StorySignature, b: StorySignature) -> bool:
    """Return whether another report has a person of this one, with his title or without."""
    rare = (name for name in a.people if weight(name[:2]) > RARE_NAME_WEIGHT)
    return any(name in b.people or (len(name) > 2 and b.text.issuperset(bigrams.of(name))) for name in rare)


def _other_actor(a: StorySignature, b: StorySignature) -> float:
    """Return whether another report begins without the person of this one's headline."""
    return float(bool(a.actor) and a.actor not in b.opening[: ACTOR_CHARACTERS + len(b.opening.partition("\n")[0])])


def _other_act(a: StorySignature, b: StorySignature) -> float:
    """Return the share of the acts in this one's headline that the beginning of another report lacks."""
    return sum(act not in b.opening for act in a.acts) / len(a.acts) if a.acts else 0.0


def _common(a: Set[str], b: Set[str]) -> float:
    """Return the share of the smaller set that the other has too; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _other_place(a: StorySignature, b: StorySignature) -> float:
    """Return the share of this headline's countries and provinces that another report lacks."""
    return sum(not b.text.issuperset(bigrams.of(place)) for place in a.places) / len(a.places) if a.places else 0.0


def _late(a: StorySignature, b: StorySignature) -> float:
    if a.published is None or b.published is None:
        return 0.0
    return float(abs((a.published - b.published).days) >= LATE_DAYS)


WEIGHTS = {
    "intercept": -4.05,
    "text": 1.99,
    "title": 3.36,
    "lead": 1.50,
    "both leads": 0.70,
    "bare": 3.66,
    "other day": -2.74,
    "other actor": -3.32,
    "other act": -2.42,
    "figures": 1.78,
    "other figures": -1.20,
    "measures": 0.5,
    "names": 1.0,
    "people": 1.16,
    "sites": 2.04,
    "other host": -3.20,
    "other place": -1.20,
    "other home": -2.00,
    "late": -4.00,
    "same work": 2.00,
    "points to": 1.50,
    "continued": 6.00,
}
"""Log odds."""


def same_story(a: StorySignature, b: StorySignature, *, least: float = 0.0) -> float:
    """Return the probability that both tell the same story; 0 where it is surely below `least`.

    The whole texts are compared last, and only where they can decide: of all that is compared they cost most.
    """
    beside = WEIGHTS["intercept"] + sum(WEIGHTS[name] * value for name, value in _beside_text(a, b).items())
    if _probability(beside + WEIGHTS["text"]) < least:
        return 0.0
    return _probability(beside + WEIGHTS["text"] * _text(a, b))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
