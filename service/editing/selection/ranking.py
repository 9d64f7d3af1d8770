"""How much each story matters today: a score of named parts, and the order of the programme."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from service.editing.selection.interests import Interests
from service.editing.selection.topics import gravity, subject
from service.model import Article

Parts = dict[str, float]
"""The parts of a score by name, each 0 to 1."""
WEIGHTS = {"prominence": 0.6, "gravity": 0.15, "length": 0.1, "sources": 0.15}
"""What each part counts: the page's own judgement more than all else together."""
STALE = 0.5
"""What a story without any freshness counts, times; a fresh one counts fully."""
LONG_CHARACTERS = 800
"""Characters from which on length says nothing more about weight."""
BOOST = 1.5
"""What a story that the show is interested in counts, times."""
HALF_LIFE = 24.0
"""Hours after which a story's freshness has halved."""
TOP = 8
"""Places among which no three neighbours may have one subject."""
_PAGE = re.compile(r"(?:^|[^A-Za-z0-9])[A-Da-d]0*+([1-9]\d?)$|(?:第|(?<!0))0*+([1-9]\d?)版")


def parts(articles: Sequence[Article], newest: dt.datetime | None) -> Parts:
    """Return the parts of a story's score; `articles` tell it, `newest` is when the latest article appeared."""
    longest = max(sum(map(len, article.paragraphs)) for article in articles)
    sources = len({article.source for article in articles})
    return {
        "prominence": max(article.prominence * page_share(article.source) for article in articles),
        "gravity": gravity(articles[0]),
        "length": min(1.0, longest / LONG_CHARACTERS),
        "sources": 1 - 1 / sources,
        "freshness": max(_freshness(article, newest) for article in articles),
    }


def total(told: Parts, *, boosted: bool) -> float:
    """Return the parts as one score, above 1 only where it is boosted."""
    score = sum(share * told[name] for name, share in WEIGHTS.items())
    return score * (STALE + (1 - STALE) * told["freshness"]) * (BOOST if boosted else 1.0)


def page_share(source: str) -> float:
    """Return the weight of a page, by the name of its file: 1 for the front page, less for each that follows."""
    found = _PAGE.search(PurePosixPath(source).stem)
    number = int(found[1] or found[2]) if found else 1
    return 0.75 + 0.25 / number


def instant(article: Article) -> dt.datetime | None:
    """Return when an article appeared: its instant, or noon (UTC) of its day."""
    if article.published_at:
        return article.published_at
    return dt.datetime.combine(article.published, dt.time(12), dt.UTC) if article.published else None


def _freshness(article: Article, newest: dt.datetime | None) -> float:
    appeared = instant(article)
    if appeared is None or newest is None:
        return 0.5
    return math.pow(0.5, max(0.0, (newest - appeared).total_seconds() / 3600 / HALF_LIFE))


def order(leads: Sequence[Article], scores: Sequence[float]) -> list[tuple[int, str]]:
    """Return the stories' indexes in programme order, and why one stands lower than its score: mostly ''.

    By falling score; but where a third neighbour at the top would have the subject of the two before it, the next
    story of another subject comes first.
    """
    waiting = sorted(range(len(leads)), key=lambda i: -scores[i])
    subjects = [subject(article) for article in leads]
    placed: list[tuple[int, str]] = []
    passed: dict[int, str] = {}
    while waiting:
        before = {subjects[i] for i, _ in placed[-2:]} if 2 <= len(placed) < TOP else set()
        same = before.pop() if len(before) == 1 else ""
        following = next((i for i in waiting if not same or subjects[i] != same), waiting[0])
        for i in waiting[: waiting.index(following)]:
            passed[i] = f"after another subject than {same}"
        waiting.remove(following)
        placed.append((following, passed.get(following, "")))
    return placed


def boosted_by(articles: Sequence[Article], interests: Interests) -> str:
    """Return the first interest that any telling of a story meets."""
    return next(filter(None, map(interests.boosted, articles)), "")
