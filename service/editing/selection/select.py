"""The day's stories: what is new, told once, by how much it matters, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _, joined
from service.editing import tellings
from service.editing.editors_hand import COMMENT, EditorsHand
from service.editing.genre_names import GENRES
from service.editing.selection import ranking
from service.editing.selection.already_aired import AiredStory, Recalled, judge, recalled
from service.editing.selection.article_text import Values
from service.editing.selection.best_telling import best_first
from service.editing.selection.clustering import clusters
from service.editing.selection.empty_news import (
    corrects_the_paper,
    is_book_notice,
    is_riddle,
    says_only_that_it_was_held,
    says_only_that_it_was_said,
    too_short,
)
from service.editing.selection.interests import Interests
from service.editing.selection.news_value import reason, usual
from service.editing.selection.page_place import CHINA, day_of, is_continued
from service.editing.selection.story_signature import signature
from service.editing.selection.superseded import by_another, without_superseded
from service.editing.selection.topics import subject
from service.editing.selection.weather import fullest, is_forecast, is_warning
from service.model import Article, Skipped, Story

_SAME_STORY = "tells the same story as"
"""How the reason of another telling begins."""
ONE_COMMENT = ": the show tells one"
"""How the reason of a comment beyond the first ends."""
LEFT_OUT_BY = "left out by"
"""How the reason of what a language model leaves out begins."""
FORECAST_SCORE = 0.5
"""The forecast has its place wherever there is room for some items, and does not compete with them."""

LEAST_COMPARED = 3
"""With so many stories their reasons are what tells them apart, with fewer what they have."""


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story and what its news value is made of."""

    story: Story
    terms: Values
    """What each feature adds to its news value, in log odds."""
    subject: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The stories in the order of the programme, and what is left out, with reasons."""

    picks: tuple[RankedStory, ...]
    skipped: tuple[Skipped, ...]
    unmet: tuple[str, ...] = ()
    """A sentence for each wish of the editor's that comes to nothing."""
    reserve: tuple[RankedStory, ...] = ()
    """What is told only where all else does not fill the programme: comment beyond the one that the show tells, and
    what a language model leaves out."""

    def filled_up(self) -> Selection:
        """Return the selection told at length, with its reserve behind all but the weather."""
        news = [pick for pick in self.picks if not pick.story.forecast]
        news = [_at_length(pick) for pick in (*news, *self.reserve)]
        weather = [pick for pick in self.picks if pick.story.forecast]
        told = {pick.story.lead.title for pick in self.reserve}
        skipped = tuple(each for each in self.skipped if not (each.title in told and _waits(each.reason)))
        return replace(self, picks=(*news, *weather), skipped=skipped, reserve=())

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories alone."""
        return tuple(pick.story for pick in self.picks)


def choose(
    articles: Sequence[Article],
    *,
    interests: Interests | None = None,
    hand: EditorsHand | None = None,
    since: dt.datetime | None = None,
    until: dt.date | None = None,
    past: Sequence[AiredStory] = (),
) -> Selection:
    """Return the stories by rank and everything left out.

    `since`: articles that appeared earlier are left out; None: none is for its age. `until`: the programme's day; what
    is dated after it waits. `past` is what was aired lately.
    The score of the first story is 1, the others' in proportion. `hand`: what the show's editor decides himself.
    """
    interests, hand = interests or Interests(), hand or EditorsHand()
    kept: list[Article] = []
    forecasts: list[Article] = []
    skipped: list[Skipped] = []
    articles = without_superseded(articles)
    for article in articles:
        if out := _unwanted(article, interests, hand, until) or untimely(article, since, until):
            skipped.append(Skipped(article.title, out))
        else:
            (forecasts if is_forecast(article) else kept).append(article)
    signatures = [signature(article) for article in kept]
    told_by = [best_first([(kept[i], signatures[i]) for i in members]) for members in clusters(signatures)]
    known = recalled(past)
    stories = _new(told_by, known, skipped)
    standing = ranking.standings([told for told, _ in stories], kept, interests, until, hand)
    picks, reserve = _one_comment(_picks(stories, standing), hand, skipped)
    weather = [
        RankedStory(Story(told, FORECAST_SCORE, _("the weather ends the programme"), forecast=True), {}, "weather")
        for told, _follow_up in _new([fullest(forecasts)] if forecasts else [], known, skipped)
    ]
    ranked = (*picks, *weather)
    told = [article for pick in ranked for article in pick.story.articles]
    return Selection(ranked, tuple(skipped), hand.unmet(articles, told, until), reserve)


def _new(
    tellings: Sequence[tuple[Article, ...]], known: Sequence[Recalled], skipped: list[Skipped]
) -> list[tuple[tuple[Article, ...], str]]:
    """Return the stories that were not aired, each with why it is a follow-up or empty; add the rest to `skipped`."""
    found = []
    for told in tellings:
        if later := by_another(told[0]):
            skipped += [Skipped(article.title, _("superseded by “{later}”", later=later)) for article in told]
            continue
        verdict = judge(told[0], known)
        if verdict.stale:
            skipped += [Skipped(article.title, verdict.reason) for article in told]
            continue
        found.append((told, verdict.reason))
        skipped += [Skipped(other.title, _same_story(told[0], other)) for other in told[1:]]
    return found


def _same_story(told: Article, other: Article) -> str:
    """Return why another telling is left out, and which of its figures are not those that are told."""
    if is_continued(other) and other.title == told.title:
        return _("is the rest of “{title}” from another page: the story is told from its first part", title=told.title)
    figures = joined(
        [_("{other} instead of {figure}", other=b, figure=a) for a, b in tellings.other_figures(told, other)]
    )
    if not figures:
        return _("tells the same story as “{title}”", title=told.title)
    return _("tells the same story as “{title}”, with other figures: {figures}", title=told.title, figures=figures)


def is_told_by_another(reason: str) -> bool:
    """Return whether an article is left out for being another telling of a story that is told."""
    return reason.startswith(_SAME_STORY)


def _waits(reason: str) -> bool:
    """Return whether that is left out for a reason that holds only while there is enough else."""
    return reason.endswith(ONE_COMMENT) or reason.startswith(LEFT_OUT_BY)


def _at_length(pick: RankedStory) -> RankedStory:
    return replace(pick, story=replace(pick.story, at_length=True, in_brief=False))


def _one_comment(
    picks: Sequence[RankedStory], hand: EditorsHand, skipped: list[Skipped]
) -> tuple[tuple[RankedStory, ...], tuple[RankedStory, ...]]:
    """Return the picks with as much comment as the show tells, and the rest, which is added to `skipped`."""
    extra = [pick for pick in picks if pick.story.lead.genre in COMMENT][1:] if hand.comment == "one" else []
    extra = [pick for pick in extra if pick.story.lead.genre.value not in hand.genres]
    skipped += [
        Skipped(pick.story.lead.title, _("{genre}: the show tells one", genre=GENRES[pick.story.lead.genre]))
        for pick in extra
    ]
    left_out = set(map(id, extra))
    return tuple(pick for pick in picks if id(pick) not in left_out), tuple(extra)


def _unwanted(article: Article, interests: Interests, hand: EditorsHand, day: dt.date | None) -> str:
    forecast = is_forecast(article)
    if not forecast and too_short(article):
        return _("too short: {count} characters of text", count=sum(map(len, article.paragraphs)))
    if (out := hand.unwanted(article, day)) and not (out.startswith("no news") and (forecast or is_warning(article))):
        return out
    if is_riddle(article):
        return _("no news: riddles")
    if corrects_the_paper(article):
        return _("no news: the paper corrects what it has printed")
    if is_book_notice(article):
        return _("no news: a book has come out")
    if says_only_that_it_was_said(article):
        return _("no news: a press conference was held, and nothing of what it told")
    if says_only_that_it_was_held(article):
        return _("no news: a gathering or a cause's day, and nothing that came of it")
    if muted := interests.muted(article):
        return _("muted: {muted}", muted=muted)
    return ""


def untimely(article: Article, since: dt.datetime | None, until: dt.date | None) -> str:
    """Return why an article is not of that day: it appeared before `since`, or is dated after it; empty where it is."""
    if since and _is_older(article, since):
        return _(
            "appeared on {day}, before {since:%Y-%m-%d %H:%M}", day=article.published, since=since.astimezone(CHINA)
        )
    day = day_of(article)
    if until and day and day > until:
        return _("waits for its day: dated {day}, after the programme's {until}", day=day, until=until)
    return ""


def _is_older(article: Article, since: dt.datetime) -> bool:
    if article.published_at:
        return article.published_at < since
    return article.published is not None and article.published < since.astimezone(CHINA).date()


def _picks(
    groups: Sequence[tuple[tuple[Article, ...], str]], standing: Sequence[ranking.Standing]
) -> tuple[RankedStory, ...]:
    average = usual([each.terms for each in standing]) if len(standing) >= LEAST_COMPARED else {}
    first = max((each.value for each in standing if not each.behind), default=0.0)
    picks: list[RankedStory] = []
    least = 1.0
    for i in ranking.order(standing):
        told, follow_up = groups[i]
        score = 1.0 if standing[i].hand else round(ranking.score(standing[i].value, first), 4)
        least = score if standing[i].hand or not picks else min(least, score)
        story = Story(
            told,
            least,
            _reason(told, standing[i], average, follow_up),
            follow_up=bool(follow_up),
            by_hand=bool(standing[i].hand),
        )
        picks.append(RankedStory(story, standing[i].terms, subject(told[0])))
    return tuple(picks)


def _reason(told: Sequence[Article], standing: ranking.Standing, average: Values, follow_up: str) -> str:
    reasons = [
        standing.hand,
        _("{genre}: it stands behind the news", genre=standing.behind) if standing.behind else "",
        _("wanted: {wanted}", wanted=standing.wanted) if standing.wanted else "",
        reason(standing.terms, average),
        _("{count} tellings", count=len(told)) if len(told) > 1 else "",
        follow_up,
    ]
    return joined(list(filter(None, reasons))) or _("nothing speaks for it or against it")
