"""The programme as a bar: its stories in proportion, its minutes, and the length that was asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from service.model import Kind
from service.runs.draft_report import DraftReport, ReportedSegment

_STEPS = (1, 2, 5, 10, 15, 30)
"""Minutes between two marks."""
_MOST_MARKS = 10
"""More of them run together on a phone of 360 pixels."""


class PartKind(StrEnum):
    """What a part of the bar is: each has a shape of its own."""

    LEAD = "lead"
    FULL = "full"
    BRIEF = "brief"
    OWN = "own"
    """An item of the editor's own."""
    WORDS = "words"
    """The programme's own words: opening, headlines, what leads to the briefs, close."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """A story, or a part of the programme's own words. Places are in percent of the bar."""

    told: ReportedSegment
    kind: PartKind
    left: float
    width: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True)
class BarMark:
    """A minute."""

    seconds: int
    left: float


@dataclass(frozen=True, slots=True)
class ProgrammeBar:
    """A programme as a bar."""

    parts: tuple[BarPart, ...]
    marks: tuple[BarMark, ...]
    asked: float
    """Where the length ends that was asked for."""

    @property
    def kinds(self) -> tuple[PartKind, ...]:
        """Those that it has."""
        return tuple(each for each in PartKind if any(part.kind is each for part in self.parts))


def of(report: DraftReport) -> ProgrammeBar:
    """Return the bar of a draft: as long as the programme, or as what was asked for if that is longer."""
    whole = max(report.seconds, report.budget_seconds, 1.0) / 100
    lead = next((each for each in report.segments if each.kind == Kind.STORY and not each.own), None)
    parts = (
        BarPart(each, _kind(each, lead), each.start / whole, max(each.end - each.start, 0.0) / whole)
        for each in report.segments
    )
    step = 60 * next((each for each in _STEPS if whole * 100 / 60 / each <= _MOST_MARKS), math.ceil(whole / 6))
    marks = tuple(BarMark(each, each / whole) for each in range(step, math.ceil(whole * 100), step))
    return ProgrammeBar(tuple(parts), marks, report.budget_seconds / whole)


def _kind(told: ReportedSegment, lead: ReportedSegment | None) -> PartKind:
    if not told.part.isdigit():
        return PartKind.WORDS
    if told.own:
        return PartKind.OWN
    if told is lead:
        return PartKind.LEAD
    return PartKind.BRIEF if told.kind == Kind.BRIEF else PartKind.FULL
