"""What was understood of the copy that was sent in, as values for JSON."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportedRepair:
    """What was repaired of an article."""

    what: str
    why: str
    before: str


@dataclass(frozen=True, slots=True)
class ReportedArticle:
    """An article that was found."""

    title: str
    kicker: str
    paragraphs: tuple[str, ...]
    repairs: tuple[ReportedRepair, ...]
    damaged: tuple[str, ...]
    """What is never told, for it is damaged or in doubt."""


@dataclass(frozen=True, slots=True)
class ReportedCopy:
    """A file, and what it was understood as."""

    name: str
    bytes: int
    articles: tuple[ReportedArticle, ...]
    skipped: tuple[str, ...]
    """What of it is not read, and why."""
    mends: int
    """How often it was mended."""
    without_place: int
    """How much of that finds its place no more: the file is read otherwise by now."""


@dataclass(frozen=True, slots=True)
class CopyReport:
    """The copy of a show's day."""

    show: str
    date: str
    files: tuple[ReportedCopy, ...]
