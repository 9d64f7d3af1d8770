"""The extractive summarizer: the sentences that hold the most of an article within a budget."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from service.editing.summary.body_text import Body, cut
from service.editing.summary.candidates import Candidate, candidates
from service.editing.summary.concept_worth import value_concepts
from service.editing.summary.maximum_coverage import best_choice


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One readable extract."""

    text: str
    """As shown and spoken: a whole sentence, or a run of clauses from its start; ends in 。！？, perhaps quoted."""
    source: str
    """The article's sentence it came from, verbatim."""
    position: int
    """Index of that sentence in the article."""
    writer: str = ""
    """The language model that has reworded it; empty: it is the article's own."""


def extract(
    title: str, kicker: str, paragraphs: Sequence[str], chars: int, damaged: Collection[str] = ()
) -> tuple[SummarySentence, ...]:
    """Return the sentences that hold the most of the article in at most `chars` non-blank characters."""
    body = cut(paragraphs)
    pool = candidates(body, damaged)
    worth = value_concepts(body, title, kicker)
    return in_order(best_choice(pool, worth, chars), body)


def in_order(choice: Iterable[Candidate], body: Body) -> tuple[SummarySentence, ...]:
    """Return what is said, in the article's order, each sentence with the one it came from."""
    ordered = sorted(choice, key=lambda candidate: candidate.line)
    return tuple(SummarySentence(each.text, body.lines[each.line].text, each.line) for each in ordered)
