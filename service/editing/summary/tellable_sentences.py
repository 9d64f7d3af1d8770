"""What of an article can be told: each sentence's ways of saying it, less what tells nothing where facts are left."""

from __future__ import annotations

from collections.abc import Mapping

from service.editing import boilerplate, news_sense
from service.editing.attribution import authorship, speaker_sections
from service.editing.summary import headline_events, needs
from service.editing.summary.body_text import Body
from service.editing.summary.candidates import Candidate, Voices, candidates
from service.model import Article

ENOUGH = 2
"""Sentences with a fact from which on an item does without boilerplate."""


def ways_of_telling(article: Article, body: Body) -> dict[int, list[Candidate]]:
    """Return the ways of saying each sentence of an article that can be told."""
    found: dict[int, list[Candidate]] = {}
    voices = Voices(speaker_sections.speakers(article), author=bool(authorship.lead_in(article)))
    for candidate in candidates(body, article.damaged, voices):
        if needs.stands(candidate, body.lines[candidate.line].text):
            found.setdefault(candidate.line, []).append(candidate)
    kept = _without_boilerplate(article, found)
    return {line: needs.weighed(ways, kept) for line, ways in kept.items()}


def _without_boilerplate(article: Article, found: Mapping[int, list[Candidate]]) -> Mapping[int, list[Candidate]]:
    """Return the sentences less what tells nothing and what hangs on it, where facts are left.

    The first may stay, and what says the headline.
    """
    headline = headline_events.EventCover(article)
    facts = {
        line: ways
        for line, ways in found.items()
        if not line or not boilerplate.is_boilerplate(ways[0].text) or headline.is_told(ways[:1])
    }
    kept = {
        line: ways for line, ways in facts.items() if any(each.opener is None or each.opener in facts for each in ways)
    }
    return kept if sum(news_sense.has_fact(ways[0].text) for ways in kept.values()) >= ENOUGH else found
