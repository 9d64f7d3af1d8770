"""A finished script, edited or not: all of it is spoken, and its pauses fill the length as far as they can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.editing import wording
from service.editing.allocation import LONGEST_GAP, SHORTEST_GAP
from service.model import SAMPLE_RATE, Segment, VoiceLine
from service.pipeline.length import GIVE, FittedScript, share_out, stinger_at
from service.pipeline.speech_ledger import Speak

SHORTEST_PAUSE, LONGEST_PAUSE = 0.6, 1.7
"""How much shorter and longer than planned (0.35 s) the pauses between an item's sentences still sound natural."""


def keep_script(segments: Sequence[Segment], seconds: float, speak: Speak, stinger: float = 0.0) -> FittedScript:
    """Speak all of a finished script; its gaps fill `seconds` as far as they can, then the pauses inside its items.

    A script that was planned by prediction takes a little more or less time than was predicted. Where much was taken
    away or added, all pauses are natural ones, and the programme is shorter or longer.
    """
    lines = [VoiceLine(segment.voice, utterance) for segment in segments for utterance in segment.utterances]
    clips = speak(lines)
    left = iter(clips)
    speech = [sum(next(left).seconds for _ in segment.utterances) for segment in segments]
    timed, short, _ = _timed(segments, speech, seconds, stinger)
    spoken = [(each.utterance, clip) for each, clip in zip(lines, clips, strict=True) if not each.utterance.recording]
    characters = sum(len(utterance.written) for utterance, _ in spoken)
    return FittedScript(timed, tuple(clips), short, characters, keys=tuple(clip.key for _, clip in spoken))


def predict_script(
    segments: Sequence[Segment],
    seconds: float,
    paces: Mapping[str, float],
    stinger: float = 0.0,
    known: Mapping[tuple[str, str], float] | None = None,
) -> FittedScript:
    """Return a finished script as it would be spoken, by prediction alone: there are no clips.

    `paces`: the characters a second that are expected of each voice; `known`: the seconds of what has been spoken
    before, by voice and written text.
    """
    speech = [speech_seconds(segment, paces, known or {}) for segment in segments]
    timed, short, spoken = _timed(segments, speech, seconds, stinger)
    return FittedScript(timed, (), short, 0, speech=tuple(spoken))


def speech_seconds(segment: Segment, paces: Mapping[str, float], known: Mapping[tuple[str, str], float]) -> float:
    """Return the predicted seconds of a segment's speech, without its pauses; what has been spoken takes what it took.

    `paces` and `known` as in `predict_script`.
    """
    pace = paces[segment.voice]
    return sum(
        each.recording.seconds
        if each.recording
        else known.get((segment.voice, each.written)) or wording.spoken_seconds(each.written, pace)
        for each in segment.utterances
    )


def pauses_inside(segment: Segment) -> float:
    """Return the seconds of a segment's pauses but the last, which is the gap behind it."""
    return sum(each.pause for each in segment.utterances[:-1])


def _timed(
    segments: Sequence[Segment], speech: Sequence[float], seconds: float, stinger: float
) -> tuple[tuple[Segment, ...], bool, list[float]]:
    """Return the segments with their pauses, if they are too few, and seconds of each, its last pause aside."""
    segments = _fitting(segments, sum(speech), seconds, stinger)
    spoken = [each + pauses_inside(segment) for each, segment in zip(speech, segments, strict=True)]
    return *share_out(segments, spoken, seconds, stinger, GIVE), spoken


def _fitting(segments: Sequence[Segment], speech: float, seconds: float, stinger: float) -> Sequence[Segment]:
    """Return the segments with pauses inside that are longer or shorter where the gaps alone cannot fill the time.

    Where these cannot fill it either, no pause is changed.
    """
    inside, gaps = sum(map(pauses_inside, segments)), len(segments) - 1
    left = seconds - speech - inside - wording.CLOSING_PAUSE - (0.0 if stinger_at(segments) is None else stinger)
    rest = left - min(max(left, SHORTEST_GAP * gaps), LONGEST_GAP * gaps)
    if not rest or not inside:
        return segments
    factor = min(max(1 + rest / inside, SHORTEST_PAUSE), LONGEST_PAUSE)
    fitting = [_paced(segment, factor) for segment in segments]
    return fitting if abs(rest - (sum(map(pauses_inside, fitting)) - inside)) <= GIVE else segments


def _paced(segment: Segment, factor: float) -> Segment:
    """Return the segment with its pauses but the last that many times as long, in whole samples."""
    *inner, last = segment.utterances
    paced = (replace(each, pause=round(each.pause * factor * SAMPLE_RATE) / SAMPLE_RATE) for each in inner)
    return replace(segment, utterances=(*paced, last))
