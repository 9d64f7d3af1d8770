"""An article's ever longer summaries, as they are told on the programme's day."""

from __future__ import annotations

from dataclasses import dataclass

from service.model import DayWord


@dataclass(frozen=True, slots=True)
class RetoldSentence:
    """A sentence as it is told."""

    text: str
    source: str
    """The article's sentence it came from, verbatim."""
    days: tuple[DayWord, ...] = ()
    writer: str = ""
    """The language model that has reworded it; empty: it is the article's own."""


@dataclass(frozen=True, slots=True)
class RetoldLevel:
    """One of an article's ever longer summaries, as told."""

    sentences: tuple[RetoldSentence, ...]
    value: float
    is_whole: bool = True
    """Whether it may stop here."""

    @property
    def characters(self) -> int:
        """Count the characters told."""
        return sum(len(each.text) for each in self.sentences)
