"""Stories that were told before: left out, or told again as a follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.messages import _
from service.editing.selection.similarity import SAME_STORY, covered, same_story
from service.editing.selection.story_signature import StorySignature, recall, remember, signature
from service.model import Aired, Article, Script, Story

AiredStory = tuple[dt.date, Aired]
"""What was aired, and on what day."""
REPEATED_SHARE = 0.7
"""The share of a text, by weight, that was heard before from which on it has nothing substantially new."""
MIN_NEW_CHARACTERS = 120
"""Characters of new text that are worth a follow-up."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a story is told again."""

    stale: bool = False
    reason: str = ""
    """Empty for a story that is new."""


Recalled = tuple[dt.date, Aired, StorySignature]
"""The same with what it is compared by."""


def recalled(past: Sequence[AiredStory]) -> tuple[Recalled, ...]:
    """Return what was aired, ready to be compared with."""
    return tuple((day, aired, recall(aired)) for day, aired in past)


def judge(article: Article, past: Sequence[Recalled]) -> Verdict:
    """Return whether a story, by the telling that its script would be made from, is new, stale or a follow-up."""
    if not past:
        return Verdict()
    now = signature(article)
    told = [(day, old) for day, aired, old in past if _is_same(article, now, aired, old)]
    if not told:
        return Verdict()
    last = max(day for day, _ in told)
    heard = covered(now.text, frozenset[str]().union(*(old.text for _, old in told)))
    known = frozenset[str]().union(*(old.figures | old.people | old.sites for _, old in told))
    fresh = (now.figures | now.people | now.sites) - known
    if heard >= REPEATED_SHARE or (1 - heard) * len(article.text) < MIN_NEW_CHARACTERS or not fresh:
        return Verdict(True, _("aired on {last}, without substantial new text since", last=last))
    return Verdict(
        False, _("follow-up of what was aired on {last}: {value:.0%} of the text is new", last=last, value=1 - heard)
    )


def _is_same(article: Article, now: StorySignature, aired: Aired, old: StorySignature) -> bool:
    """Return the same story; an address that comes again with its headline is, whatever the text."""
    again = bool(article.url) and article.url == aired.url and article.title == aired.title
    return again or same_story(now, old) >= SAME_STORY


def aired(stories: Sequence[Story], script: Script) -> tuple[Aired, ...]:
    """Return what a script tells, in its order, to be known again; a segment without a story stands for itself."""
    known = {(story.lead.source, story.lead.title): story.articles for story in stories}
    return tuple(
        remember(
            known.get((segment.origin, segment.title))
            or [
                Article(
                    source=segment.origin,
                    title=segment.title,
                    paragraphs=tuple(each.source or each.written for each in segment.utterances),
                    url=segment.url,
                )
            ]
        )
        for segment in script.segments
        if segment.origin and not segment.is_editors
    )
