"""The day's stories: what is new, told once, by how much it matters, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from service.editing.selection import ranking
from service.editing.selection.already_aired import AiredStory, judge, recalled
from service.editing.selection.clustering import clusters
from service.editing.selection.interests import Interests
from service.editing.selection.story_signature import signature
from service.editing.selection.tellings import best_first
from service.editing.selection.topics import subject
from service.model import Article, Skipped, Story

MIN_CHARACTERS = 40
"""An article shorter than this holds no sentence worth a place in a programme."""
GRAVE = 0.7
"""The gravity from which on it is named as a reason."""
CHINA = ZoneInfo("Asia/Shanghai")
"""Where the dates of papers hold."""


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story and what its score is made of."""

    story: Story
    parts: ranking.Parts
    subject: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The stories in the order of the programme, and what is left out, with reasons."""

    picks: tuple[RankedStory, ...]
    skipped: tuple[Skipped, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories alone."""
        return tuple(pick.story for pick in self.picks)


def choose(
    articles: Sequence[Article],
    *,
    interests: Interests | None = None,
    since: dt.datetime | None = None,
    until: dt.date | None = None,
    past: Sequence[AiredStory] = (),
) -> Selection:
    """Return the stories by rank and everything left out.

    `since`: articles that appeared earlier are left out; None: none is for its age. `until`: the programme's day; what
    is dated after it waits. `past` is what was aired lately.
    The score of the first story is 1, the others' in proportion.
    """
    interests = interests or Interests()
    kept: list[Article] = []
    skipped: list[Skipped] = []
    for article in articles:
        reason = _unwanted(article, interests) or _untimely(article, since, until)
        if reason:
            skipped.append(Skipped(article.title, reason))
        else:
            kept.append(article)
    signatures = [signature(article) for article in kept]
    known = recalled(past)
    groups: list[tuple[tuple[Article, ...], str]] = []
    for members in clusters(signatures):
        told = best_first([(kept[i], signatures[i]) for i in members])
        verdict = judge(told[0], known)
        if verdict.stale:
            skipped += [Skipped(article.title, verdict.reason) for article in told]
            continue
        groups.append((told, verdict.reason))
        skipped += [Skipped(other.title, f"tells the same story as “{told[0].title}”") for other in told[1:]]
    return Selection(_picks(groups, interests), tuple(skipped))


def _unwanted(article: Article, interests: Interests) -> str:
    characters = sum(map(len, article.paragraphs))
    if characters < MIN_CHARACTERS:
        return f"too short: {characters} characters of text"
    if not article.genre.is_told:
        return f"no news: {article.genre} ({article.genre_why})"
    if muted := interests.muted(article):
        return f"muted: {muted}"
    return ""


def _untimely(article: Article, since: dt.datetime | None, until: dt.date | None) -> str:
    if since and _is_older(article, since):
        return f"appeared on {article.published}, before {since.astimezone(CHINA):%Y-%m-%d %H:%M}"
    day = article.published_at.astimezone(CHINA).date() if article.published_at else article.stated_date
    if until and day and day > until:
        return f"waits for its day: dated {day}, after the programme's {until}"
    return ""


def _is_older(article: Article, since: dt.datetime) -> bool:
    if article.published_at:
        return article.published_at < since
    return article.published is not None and article.published < since.astimezone(CHINA).date()


def _picks(groups: Sequence[tuple[tuple[Article, ...], str]], interests: Interests) -> tuple[RankedStory, ...]:
    instants = [when for told, _ in groups for article in told if (when := ranking.instant(article))]
    newest = max(instants, default=None)
    parts = [ranking.parts(told, newest) for told, _ in groups]
    wanted = [ranking.boosted_by(told, interests) for told, _ in groups]
    raw = [ranking.total(each, boosted=bool(why)) for each, why in zip(parts, wanted, strict=True)]
    highest = max(raw, default=1.0)
    picks: list[RankedStory] = []
    least = 1.0
    for i, lowered in ranking.order([told[0] for told, _ in groups], raw):
        told, follow_up = groups[i]
        least = min(least, round(raw[i] / highest, 4))
        reason = _reason(told, parts[i], wanted[i], follow_up, lowered)
        story = Story(told, least, reason, follow_up=bool(follow_up))
        picks.append(RankedStory(story, parts[i], subject(told[0])))
    return tuple(picks)


def _reason(told: Sequence[Article], parts: ranking.Parts, wanted: str, follow_up: str, lowered: str) -> str:
    counts = [f"prominence {parts['prominence']:.2f}", f"{sum(map(len, told[0].paragraphs))} characters"]
    if len(told) > 1:
        counts.append(f"{len(told)} tellings")
    if parts["gravity"] > GRAVE:
        counts.append("public weight")
    elif parts["gravity"] == 0:
        counts.append("opinion or advice")
    if wanted:
        counts.append(f"wanted: {wanted}")
    return ", ".join([*counts, *filter(None, (follow_up, lowered))])
