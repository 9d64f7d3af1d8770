"""An episode's sound: the jingles, the time that they leave for speech, and the mix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.model import Kind
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
    """Return what the opening, the closing and the silence around them leave of the episode's length."""
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


def render_audio(spec: EpisodeSpec, fitted: FittedScript) -> RenderedAudio:
    """Mix, level and encode the episode; the MP3 is decoded and checked."""
    from service.audio import mixing, render

    clips, stinger = iter(fitted.clips), length.stinger_at(fitted.segments)
    parts = [
        mixing.MixSegment(
            tuple(mixing.ClipWithPause(next(clips).pcm, utterance.pause) for utterance in segment.utterances),
            stinger=index == stinger,
            bed=segment.kind in (Kind.OPENING, Kind.HEADLINES),
        )
        for index, segment in enumerate(fitted.segments)
    ]
    return render.render(parts, jingles_of(spec), spec.cache)
