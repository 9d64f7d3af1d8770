"""A draft as JSON: what `tingbao episodes draft --json` prints and the API answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from service.editing.draft_frame import is_lead_in
from service.model import EditorChange, Kind, Script, Segment
from service.pipeline.draft_desk import DraftView
from service.pipeline.draft_versions import NONE
from service.runs.approval import Approved

_OWN = {Kind.OPENING: "opening", Kind.HEADLINES: "headlines", Kind.CLOSING: "close"}
"""What a change calls the programme's own words."""


def told(show: str, episode: str, view: DraftView) -> dict[str, Any]:
    """Return what an editor sees of a version of a draft."""
    version, script = view.version, view.script
    parts = parts_of(script)
    return {
        "show": show,
        "episode": episode,
        "version": version.number,
        "saved_by": version.by or None,
        "saved_at": version.at.isoformat(timespec="seconds") if version.at else None,
        "can_undo": version.undo != NONE,
        "can_redo": version.redo != NONE,
        "seconds": round(view.seconds, 2),
        "budget_seconds": script.length,
        "short": script.short,
        "segments": [
            _segment(part, segment, view, index)
            for index, (part, segment) in enumerate(zip(parts, script.segments, strict=True))
        ],
        "left_out": [*_left_out(view)],
        "warnings": [{"part": parts[each.segment], "words": each.words, "fault": each.fault} for each in view.warnings],
        "changes": [_change(each) for each in view.changes],
    }


def described(change: EditorChange) -> str:
    """Return a change in words: `move “云雁大桥通车”: 3 -> 1`."""
    words = f": {change.before or '-'} -> {change.after or '-'}" if change.before or change.after else ""
    return f"{change.what} “{change.title}”{words}"


def approved(done: Approved) -> dict[str, Any]:
    """Return what `episodes approve --json` prints."""
    episode = done.episode
    return {
        "status": "made",
        "show": episode.show,
        "episode": episode.id,
        "guid": episode.guid,
        "seconds": round(episode.seconds, 3),
        "changes": [_change(each) for each in episode.edits],
        "warnings": list(done.warnings),
        "timings": done.timings,
    }


def _change(change: EditorChange) -> dict[str, str]:
    return {**asdict(change), "told": described(change)}


def parts_of(script: Script) -> list[str]:
    """Return what a change calls each segment: a story's number, or a name of the programme's own words."""
    names, number = [], 0
    for segment in script.segments:
        name = _OWN.get(segment.kind, "briefs")
        if segment.kind not in _OWN and not is_lead_in(segment):
            number += 1
            name = f"{number}"
        names.append(name)
    return names


def _segment(part: str, segment: Segment, view: DraftView, index: int) -> dict[str, Any]:
    start, end = view.times[index]
    item = view.version.draft.items[int(part) - 1] if part.isdigit() else None
    return {
        "part": part,
        "kind": str(segment.kind),
        "title": segment.heading,
        "voice": segment.voice,
        "start": round(start, 2),
        "end": round(end, 2),
        "pinned": bool(item and item.pinned),
        "in_full": bool(item and item.in_full),
        "worded": bool(item and item.worded),
        "reason": segment.reason,
        "sentences": [
            {"target": f"{part}.{number}", "text": each.written, "source": each.source}
            for number, each in enumerate(segment.utterances, 1)
        ],
    }


def _left_out(view: DraftView) -> Iterator[dict[str, Any]]:
    """Yield what is not told of the day; what can be added first, each with its number."""
    for number, each in enumerate(view.addable, 1):
        yield {"number": number, "title": each.title, "reason": each.reason}
    titles = {each.title for each in view.addable}
    for each in view.script.skipped:
        if each.title not in titles:
            yield {"number": None, "title": each.title, "reason": each.reason}
