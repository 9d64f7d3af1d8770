"""A standing item as it would be heard: its sound, or what its show's voice says, spoken now where there is no clip."""

from __future__ import annotations

import datetime as dt

import numpy as np

from service.audio import mixing, mp3
from service.audio.mixing import ClipWithPause
from service.core.progress import StageTimer
from service.core.show_settings import ShowSettings
from service.core.standing_items import StandingItem
from service.model import VoiceLine
from service.pipeline import episode_spec, stages, todays_items
from service.pipeline.episode_spec import BriefingRequest
from service.pipeline.kept_engines import KeptEngines
from service.settings import Settings


def spoken(
    settings: Settings,
    show: ShowSettings,
    item: StandingItem,
    timer: StageTimer,
    engines: KeptEngines,
    now: dt.datetime,
) -> bytes:
    """Return the item as MP3, spoken by the voice that opens the show's programmes.

    Raise EngineUnavailable where its engine cannot speak, PublishError where its sound is lost.
    """
    spec = episode_spec.resolve(BriefingRequest(show=show.slug), settings, now)
    cast = spec.casts[0]
    [placed] = todays_items.placed([item], cast.voices[0].name)
    lines = [VoiceLine(placed.segment.voice, each) for each in placed.segment.utterances]
    with engines.using(spec, cast, timer) as engine:
        clips = stages.clips_of(lines, spec, cast, engine, timer)
    heard = [ClipWithPause(clip.pcm, line.utterance.pause) for clip, line in zip(clips, lines, strict=True)]
    return mp3.encode(np.frombuffer(mixing.mix(heard), "<i2"))
