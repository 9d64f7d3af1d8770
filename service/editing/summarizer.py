"""What a summarizer is: it shortens an article, from one sentence to all that is worth saying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from service.editing import summary
from service.model import Article


@dataclass(frozen=True, slots=True)
class Summary:
    """Ever longer summaries of one article."""

    levels: tuple[summary.SummaryLevel, ...]
    """Each says more than the one before."""
    headline: summary.SummarySentence | None = None
    """What announces it, without a final mark, and says no more than the first level; None: its printed headline."""
    note: str = ""
    """How it came about, where that is worth knowing: reworded, or why not."""


Summarizer = Callable[[Article, int], Summary]
"""An article and the most non-blank characters -> its summary."""


@runtime_checkable
class AsksAhead(Protocol):
    """A summarizer that has to ask somebody, and can ask about several articles at once."""

    def ask_ahead(self, articles: Sequence[Article]) -> None:
        """Ask about the articles, so that what is to be said of them is known when each is told."""


def extractive(article: Article, most: int) -> Summary:
    """Summarize by the article's own sentences: the default."""
    return Summary(summary.summary_levels(article, most))
