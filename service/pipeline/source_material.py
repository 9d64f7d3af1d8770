"""Read a briefing's inputs: the articles in them, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.core.progress import StageTimer
from service.editing import edit_limits, page_names
from service.errors import NothingToBrief, SourceError
from service.model import Article, Skipped, Story
from service.pipeline.episode_spec import EpisodeSpec

STALE_AFTER = dt.timedelta(days=2)
"""How far the newest article's date may be from the episode's without a warning."""


@dataclass(frozen=True, slots=True)
class SourceMaterial:
    """The articles of an episode's inputs, and what was skipped."""

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read(spec: EpisodeSpec, timer: StageTimer, lists: Mapping[str, Sequence[Article]] | None = None) -> SourceMaterial:
    """Read all inputs; a finished script needs none. Paths of the show's own files are relative to its configuration.

    `lists`: what reading lists held by their addresses, for those that are not asked again.

    Raise NothingToBrief when there is no article, SourceError when an address that did not answer may be the cause.
    """
    if spec.script:
        return SourceMaterial(skipped=spec.script.skipped)
    from service import sources
    from service.sources.http_cache import FeedCache

    gathered = sources.gather(
        spec.inputs,
        now=spec.now,
        day=spec.date,
        since=spec.since,
        allowed_hosts=spec.settings.service.allowed_hosts,
        corrections=spec.corrections,
        columns=dict(spec.show_settings.columns),
        validators=FeedCache(spec.cache),
        cache=spec.cache,
        share_fetches=spec.skip_if_published,
        tell=timer.step,
        lists=lists,
    )
    timer.count("articles", len(gathered.articles))
    articles = _with_source_names(spec, gathered.articles)
    articles = tuple(replace(each, source=spec.named(each.source)) for each in articles)
    skipped = tuple(
        replace(each, title=spec.named(each.title), reason=spec.named(each.reason)) for each in gathered.skipped
    )
    for doubt in gathered.doubts:
        timer.warn(spec.named(doubt))
    articles, too_long = edit_limits.within(articles)
    lost = () if gathered.articles else _lost(spec, gathered.skipped)
    only = (*skipped, *too_long) if not articles and len(skipped) + len(too_long) == 1 else ()
    for each, known in zip(skipped, gathered.skipped, strict=True):
        if known not in lost[:1] and each not in only:  # which the error tells
            timer.warn(f"Skipped {each.told}")
    if lost:
        raise _all_lost(spec, lost)
    if not articles:
        if only:
            raise NothingToBrief(_("There is no article: {told}.", told=only[0].told.rstrip(".")))
        raise NothingToBrief(_("There is no article in {inputs}: nothing to brief.", inputs=list(spec.inputs)))
    for each in too_long:
        timer.warn(f"Skipped {each.told}.")
    newest = max(filter(None, (each.stated_date for each in articles)), default=None)
    if newest and not spec.day_named and abs(spec.date - newest) > STALE_AFTER:
        timer.warn(
            _(
                "What is read is of {newest}, and told as the news of {date}: give its date if that is wrong.",
                newest=newest,
                date=spec.date,
            )
        )
    return SourceMaterial(articles, (*skipped, *too_long))


def _with_source_names(spec: EpisodeSpec, articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles, each with what listeners see as its source: as the user calls it, else as its paper does."""
    pages, own = page_names.of_sources(articles), dict(spec.show_settings.source_names)
    return tuple(
        replace(each, source_name=page_names.named_by(own, each.source) or pages[each.source]) for each in articles
    )


def articles_of(stories: Sequence[Story]) -> dict[tuple[str, str], Article]:
    """Return the articles that the programme is compared with, by source and headline, each with its story's entries.

    Several of one headline in one file (简讯) are one: a segment does not tell which of them it is.
    """
    found: dict[tuple[str, str], Article] = {}
    for story in stories:
        for article in story.articles:
            key = (article.source, article.title)
            same = found.get(key, replace(article, paragraphs=(), entries=()))
            entries = tuple(dict.fromkeys((*same.entries, *story.entries)))
            found[key] = replace(same, paragraphs=(*same.paragraphs, *article.paragraphs), entries=entries)
    return found


def _lost(spec: EpisodeSpec, skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """Return the addresses of the inputs that could not be read."""
    return tuple(each for each in skipped if "://" in each.title and each.title in spec.inputs)


def _all_lost(spec: EpisodeSpec, lost: Sequence[Skipped]) -> SourceError:
    told = lost[0].told
    if len(spec.inputs) == 1:
        return SourceError(_("There is no article: the source could not be read: {told}", told=told))
    count, inputs = len(lost), len(spec.inputs)
    if count == 1:
        said = _("There is no article: 1 of {inputs} sources could not be read: {told}", inputs=inputs, told=told)
    else:
        said = _(
            "There is no article: {count} of {inputs} sources could not be read, the first for this: {told}",
            count=count,
            inputs=inputs,
            told=told,
        )
    return SourceError(said)
