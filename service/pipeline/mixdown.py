"""An episode's sound: the jingles, the time that they leave for speech, and the mix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.model import Kind, Segment
from service.pipeline import length
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.length import FittedScript

if TYPE_CHECKING:
    from service.audio.mixing import Jingles
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
    from service.audio import mixing, render

    clips, news, stinger = iter(fitted.clips), length.news_at(fitted.segments), length.stinger_at(fitted.segments)
    parts = [
        mixing.MixSegment(
            tuple(mixing.ClipWithPause(next(clips).pcm, utterance.pause) for utterance in segment.utterances),
            news=index == news,
            stinger=index == stinger,
            bed=segment.kind in (Kind.OPENING, Kind.HEADLINES),
            recorded=segment.is_recorded,
        )
        for index, segment in enumerate(fitted.segments)
    ]
    return render.render(parts, jingles_of(spec), spec.cache)
