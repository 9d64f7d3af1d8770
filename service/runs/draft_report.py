"""A draft as values for JSON: what `tingbao episodes draft --json` prints and the API answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from service.core.messages import _
from service.model import STANDING, EditorChange, Kind, Script, Segment
from service.publishing import episode_notes

if TYPE_CHECKING:
    from service.pipeline.draft_check import DraftCheck
    from service.pipeline.draft_desk import DraftView, DraftWarning
    from service.runs.approval import Approved

_OWN = {Kind.OPENING: "opening", Kind.HEADLINES: "headlines", Kind.CLOSING: "close"}
"""What a change calls the programme's own words."""
_BY_LENGTH = {"came": _("came in because of the length"), "went": _("went because of the length")}


@dataclass(frozen=True, slots=True)
class ReportedSentence:
    """A sentence."""

    target: str
    """What a change calls it: `3.2`, `opening.1`."""
    text: str
    source: str
    """The sentence of the article that it was made from; empty: none."""
    sound: str | None
    """What the recording is kept under that is heard; null: a voice speaks it."""


@dataclass(frozen=True, slots=True)
class ReportedSegment:
    """A story, a brief, or a part of the programme's own words."""

    part: str
    """What a change calls it: a story's number, `opening`, `headlines`, `briefs` or `close`."""
    kind: str
    title: str
    voice: str
    start: float
    """Predicted, seconds of the file."""
    end: float
    pinned: bool
    in_full: bool
    worded: bool
    """Whether its editor has written in it."""
    own: bool
    """Whether it is an item of the show's or of its editor's own."""
    reason: str
    """Why the story was picked."""
    standing: bool
    """Whether it is a standing item of the show's."""
    sentences: tuple[ReportedSentence, ...]


@dataclass(frozen=True, slots=True)
class ReportedLeftOut:
    """What is not told of the day."""

    number: int | None
    """What `add` calls it; null: it cannot be added."""
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportedWarning:
    """Words that no article bears out, or an item whose sound is lost."""

    part: str
    target: str
    """The sentence or the title that it is about, as a change names it; of none alone its part."""
    words: str
    fault: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What would be to check were a change made."""

    version: int
    """That it would be made on."""
    warnings: tuple[ReportedWarning, ...]
    """Each by its sentence as it would be named then."""


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """What was changed of the programme as it was made."""

    what: str
    title: str
    before: str
    after: str
    told: str
    """The same in a line of words."""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """A version of the draft of an episode that waits for approval."""

    show: str
    episode: str
    title: str
    """Under which listeners would see it."""
    version: int
    saved_by: str | None
    saved_at: str | None
    can_undo: bool
    can_redo: bool
    seconds: float
    """Predicted, of the whole file."""
    budget_seconds: float
    """The length that was asked for."""
    short: bool
    """Whether there is too little to tell."""
    segments: tuple[ReportedSegment, ...]
    readings: dict[str, str]
    """How words are read in this programme."""
    left_out: tuple[ReportedLeftOut, ...]
    warnings: tuple[ReportedWarning, ...]
    changes: tuple[ReportedChange, ...]

    @property
    def material_left(self) -> bool:
        """Whether there is something that `add` could take in: what the editor took out among it."""
        return any(each.number is not None for each in self.left_out)


def told(show: str, episode: str, view: DraftView) -> DraftReport:
    """Return what an editor sees of a version of a draft."""
    version, script = view.version, view.script
    parts = parts_of(script)
    return DraftReport(
        show=show,
        episode=episode,
        title=episode_notes.title(script),
        version=version.number,
        saved_by=version.saved_by or None,
        saved_at=version.saved_at.isoformat(timespec="seconds") if version.saved_at else None,
        can_undo=version.can_undo,
        can_redo=version.can_redo,
        seconds=round(view.seconds, 2),
        budget_seconds=script.length,
        short=script.short,
        segments=tuple(
            _segment(part, segment, view, index)
            for index, (part, segment) in enumerate(zip(parts, script.segments, strict=True))
        ),
        readings=dict(script.readings),
        left_out=tuple(_left_out(view)),
        warnings=_warnings(script, view.warnings),
        changes=tuple(map(_change, view.changes)),
    )


def checked(check: DraftCheck) -> CheckReport:
    """Return what is to be checked in a change."""
    return CheckReport(check.version.number, _warnings(check.script, check.warnings))


def approved(done: Approved) -> dict[str, Any]:
    """Return what `episodes approve --json` prints."""
    episode = done.episode
    return {
        "status": "made",
        "show": episode.show,
        "episode": episode.id,
        "guid": episode.guid,
        "seconds": round(episode.seconds, 3),
        "changes": [asdict(_change(each)) for each in episode.edits],
        "warnings": list(done.warnings),
        "timings": done.timings,
    }


def described(change: EditorChange) -> str:
    """Return a change in words: `move “云雁大桥通车”: 3 -> 1`."""
    words = f": {change.before or '-'} -> {change.after or '-'}" if change.before or change.after else ""
    return f"{_BY_LENGTH.get(change.what, change.what)} “{change.title}”{words}"


def parts_of(script: Script) -> list[str]:
    """Return what a change calls each segment: a story's number, or a name of the programme's own words."""
    names, number = [], 0
    for segment in script.segments:
        name = _OWN.get(segment.kind, "briefs")
        if segment.kind not in _OWN and not segment.is_lead_in:
            number += 1
            name = f"{number}"
        names.append(name)
    return names


def _change(change: EditorChange) -> ReportedChange:
    return ReportedChange(change.what, change.title, change.before, change.after, described(change))


def _segment(part: str, segment: Segment, view: DraftView, index: int) -> ReportedSegment:
    start, end = view.times[index]
    item = view.version.draft.items[int(part) - 1] if part.isdigit() else None
    return ReportedSegment(
        part=part,
        kind=str(segment.kind),
        title=segment.heading,
        voice=segment.voice,
        start=round(start, 2),
        end=round(end, 2),
        pinned=bool(item and item.pinned),
        in_full=bool(item and item.in_full),
        worded=bool(item and item.worded),
        own=segment.is_editors,
        reason=segment.reason,
        standing=segment.origin == STANDING,
        sentences=tuple(
            ReportedSentence(
                f"{part}.{number}", each.written, each.source, each.recording.key if each.recording else None
            )
            for number, each in enumerate(segment.utterances, 1)
        ),
    )


def _warnings(script: Script, warnings: Sequence[DraftWarning]) -> tuple[ReportedWarning, ...]:
    parts, found = parts_of(script), []
    for each in warnings:
        part = parts[each.finding.segment]
        place = "title" if each.is_of_title else each.sentence + 1
        target = f"{part}.{place}" if place else part
        found.append(ReportedWarning(part, target, each.finding.words, each.finding.fault))
    return tuple(found)


def _left_out(view: DraftView) -> Iterator[ReportedLeftOut]:
    """Yield what is not told of the day; what can be added first, each with its number."""
    for number, each in enumerate(view.addable, 1):
        yield ReportedLeftOut(number, each.title, each.reason)
    titles = {each.title for each in view.addable}
    for each in view.script.skipped:
        if each.title not in titles:
            yield ReportedLeftOut(None, each.title, each.reason.removeprefix(f"{each.title}: "))
