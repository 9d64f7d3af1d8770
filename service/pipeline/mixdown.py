"""An episode's sound: the jingles, the time that they leave for speech, and the mix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.model import Clip, Kind, Segment
from service.pipeline import length
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.length import FittedScript

if TYPE_CHECKING:
    from service.audio.mixing import Jingles, MixSegment
    from service.audio.render import RenderedAudio


def jingles_of(spec: EpisodeSpec) -> Jingles:
    """Load the project's jingles, each replaced by the show's own where it has one, and its ident and bed."""
    from service.audio import jingles

    return jingles.load(**spec.sounds)


def speech_seconds(spec: EpisodeSpec) -> float:
    """Return what opening, closing, the sound of the news and the silence around them leave of the episode's length."""
    from service.audio import mixing

    return spec.length - mixing.jingle_seconds(jingles_of(spec))


def opening_seconds(spec: EpisodeSpec) -> float:
    """Return how long it is until the first word."""
    from service.audio import mixing

    return mixing.opening_seconds(jingles_of(spec))


def stinger_seconds(spec: EpisodeSpec) -> float:
    """Return how long the sound before the briefs lasts."""
    from service.audio import mixing

    return mixing.stinger_seconds(jingles_of(spec))


def section_sounds(spec: EpisodeSpec, segments: Sequence[Segment]) -> dict[int, float]:
    """Return the seconds of the sounds of news and briefs, by the index of the segment that each precedes."""
    from service.audio import mixing

    sounds = jingles_of(spec)
    seconds: dict[int, float] = {}
    for index, each in (
        (length.news_at(segments), mixing.news_seconds(sounds)),
        (length.stinger_at(segments), mixing.stinger_seconds(sounds)),
    ):
        if index is not None:
            seconds[index] = seconds.get(index, 0.0) + each
    return seconds


def render_audio(spec: EpisodeSpec, fitted: FittedScript) -> RenderedAudio:
    """Mix, level and encode the episode; the MP3 is decoded and checked."""
    from service.audio import render

    news, stinger = length.news_at(fitted.segments), length.stinger_at(fitted.segments)
    parts = [
        replace(
            part,
            news=index == news,
            stinger=index == stinger,
            bed=segment.kind in (Kind.OPENING, Kind.HEADLINES),
            recorded=segment.is_recorded,
        )
        for index, (segment, part) in enumerate(
            zip(fitted.segments, _spoken(fitted.segments, fitted.clips), strict=True)
        )
    ]
    return render.render(parts, jingles_of(spec), spec.cache)


def render_speech(spec: EpisodeSpec, segments: Sequence[Segment], clips: Sequence[Clip]) -> RenderedAudio:
    """Do the same with speech alone: no sound of the programme's is heard."""
    from service.audio import mixing, render

    return render.render(list(_spoken(segments, clips)), mixing.Jingles(), spec.cache)


def _spoken(segments: Sequence[Segment], clips: Sequence[Clip]) -> Iterator[MixSegment]:
    """Yield each segment as the mix takes it, with the next of the clips for each of its utterances."""
    from service.audio import mixing

    heard = iter(clips)
    for segment in segments:
        pieces = (mixing.ClipWithPause(next(heard).pcm, each.pause) for each in segment.utterances)
        yield mixing.MixSegment(tuple(pieces))
