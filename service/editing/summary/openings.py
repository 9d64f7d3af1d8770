"""Which sentence an item begins with: the news, said so that it can be understood, and never the scene.

A listener has no headline before his eyes and no page to look back at. A news item begins with the first of its
sentences that says who or where and what happened; a feature with what is new in it, which stands where a day, an
event and an actor meet, rarely at its beginning. What stands before the beginning is not told: it leads up to it.
"""

from __future__ import annotations

from service.editing import news_sense
from service.editing.summary.candidates import Candidate
from service.model import Genre

SHORTEST = 16
"""Characters of the shortest sentence that an item begins with; shorter ones are slogans."""
FIRST_FACTOR = 2.0
"""How much more the first fit sentence of a news item counts than the others."""
NEW_FACTOR = 2.0
"""How much more a sentence counts that tells what somebody did, or what happened to him, on a day."""
SCENE_FACTOR = 0.5
"""What is left of a scene, or of a sentence without who or where, where nothing is fitter."""
LATE_FACTOR = 0.4
"""What is left of that at the end: what stands before the beginning is lost."""
_BEGIN_AT_ONCE = (Genre.NEWS, Genre.BRIEF, Genre.INTERVIEW, Genre.DOCUMENT)


def fit(candidate: Candidate) -> int:
    """Return how fit the stretch is to begin with: 2 for news, 1 for what names nobody, 0 for slogan or quotation."""
    if candidate.size < SHORTEST or candidate.text.startswith("“"):
        return 0
    return 2 if news_sense.opens(candidate.text) else 1


def factor(candidate: Candidate, first_fit: int, lines: int, genre: Genre) -> float:
    """Return how much more a stretch counts as the beginning; `first_fit` is the first sentence that is fit for it."""
    found = FIRST_FACTOR if genre in _BEGIN_AT_ONCE and candidate.line == first_fit else 1.0
    if news_sense.is_new(candidate.text):
        found *= NEW_FACTOR
    elif news_sense.sets_scene(candidate.text) or not news_sense.has_who_or_where(candidate.text):
        found *= SCENE_FACTOR
    return found * (1 - (1 - LATE_FACTOR) * candidate.line / max(1, lines))
