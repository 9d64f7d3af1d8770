"""Compute when each clip is heard, an episode's cues, and from them its chapters: sums of samples, no estimates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.model import SAMPLE_RATE, Chapter, Clip, Cue, Script

if TYPE_CHECKING:
    from service.audio.mixing import Timeline


def cues(clips: Sequence[Clip], line: Timeline) -> tuple[Cue, ...]:
    """Return a cue for each clip, the clips in the order of the timeline's pieces.

    A clip keeps MARGIN seconds of near-silence at both ends: its cue begins and ends in the middle of them, so that
    a player that is a little late cuts nothing off.
    """
    import numpy as np

    from service.speech.clip_checks import MARGIN_SECONDS, pauses

    places = [(i, j, span) for i, pieces in enumerate(line.pieces) for j, span in enumerate(pieces)]
    told = []
    for clip, (segment, utterance, span) in zip(clips, places, strict=True):
        begin, end = span.start / SAMPLE_RATE, span.end / SAMPLE_RATE
        inside = tuple(round(begin + second, 3) for second in pauses(np.frombuffer(clip.pcm, dtype="<i2"), SAMPLE_RATE))
        told.append(Cue(begin + MARGIN_SECONDS / 2, end - MARGIN_SECONDS / 2, segment, utterance, inside))
    return tuple(told)


def clip_seconds(cue: Cue) -> float:
    """Return the length of the clip that a cue was made from."""
    from service.speech.clip_checks import MARGIN_SECONDS

    return cue.end - cue.start + MARGIN_SECONDS


def chapters(script: Script, cues: Sequence[Cue], seconds: float) -> tuple[Chapter, ...]:
    """Return a chapter for each segment that has a title, from its first word to the next one's.

    The first begins with the file: players expect it there, and the opening sound belongs to it.
    """
    starts = [next(cue.start for cue in cues if cue.segment == i) for i in range(len(script.segments))]
    starts[0] = 0.0
    ends = [*starts[1:], seconds]
    return tuple(
        Chapter(start, end, segment.heading, segment.url)
        for start, end, segment in zip(starts, ends, script.segments, strict=True)
        if segment.title
    )
