"""Stories that were told before: left out, or told again as a follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from service.editing.selection.likeness import known_share, signature
from service.model import Aired, Article, Script, Story

Past = tuple[dt.date, Aired]
"""What was aired, and on what day."""
KNOWN = 0.3
"""The share of an article's text that must have been heard before for it to be the same story."""
REPEATED = 0.55
"""The share from which on there is no substantial new text."""
FEWEST_NEW = 120
"""Characters of new text that are worth a follow-up."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a story is told again."""

    stale: bool = False
    reason: str = ""
    """Empty for a story that is new."""


def judge(articles: Sequence[Article], past: Sequence[Past]) -> Verdict:
    """New, stale, or a follow-up: by the article that has the most new text."""
    lead = articles[0]
    known = [(known_share(lead, [each.signature]), day, each) for day, each in past]
    if not known:
        return Verdict()
    share, day, _ = max(known, key=lambda one: (one[0], one[1]))
    again = next((one for one in past if lead.url and lead.url == one[1].url and lead.title == one[1].title), None)
    if share < KNOWN and not again:
        return Verdict()
    heard = known_share(lead, [each.signature for part, _, each in known if part >= KNOWN])
    if again or heard >= REPEATED or (1 - heard) * len(lead.text) < FEWEST_NEW:
        return Verdict(True, f"aired on {(again or (day,))[0]} and little of it is new")
    return Verdict(False, f"follow-up of what was aired on {day}: {1 - heard:.0%} of the text is new")


def aired(stories: Sequence[Story], script: Script) -> tuple[Aired, ...]:
    """What of the stories a script tells, in its order; a segment whose story is not known stands for itself."""
    known = {(story.lead.source, story.lead.title): story for story in stories}
    told = []
    for segment in script.segments:
        if not segment.origin:
            continue
        story = known.get((segment.origin, segment.title))
        articles = (
            story.articles
            if story
            else (
                Article(
                    segment.origin, segment.title, tuple(each.source or each.written for each in segment.utterances)
                ),
            )
        )
        told.append(Aired(segment.title, signature(articles), segment.url))
    return tuple(told)
