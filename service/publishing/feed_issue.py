"""One thing wrong with a feed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedIssue:
    """One thing wrong with a feed."""

    rule: str
    """The rule and its author: `PSP-1: item enclosure`."""
    where: str
    """The channel, or the episode's title."""
    problem: str
    """What is wrong and what to do, one sentence."""
    warning: bool = False
    """Advice: the feed works without it."""
