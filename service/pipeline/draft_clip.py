"""One sentence of a draft as it would be heard: its clip, or else it is spoken now, and kept as clips are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from service.audio import mp3
from service.core.progress import StageTimer
from service.editing import draft as drafts
from service.pipeline import engine_fallback, stages
from service.pipeline.cast import recast
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.draft_versions import DraftVersion
from service.speech.synthesizer import Synthesizer


def spoken(desk: DraftDesk, version: DraftVersion, target: str, timer: StageTimer) -> bytes:
    """Return the sentence that a target names as MP3, spoken by the voice of the episode that waits.

    Raise UsageError where it names none, EngineUnavailable where the episode's engine cannot speak, BadClip where there
    is nothing to say.
    """
    spec, cast = replace(desk.spec, script=version.draft.script), desk.spec.casts[0]
    script = replace(version.draft.script, segments=recast(version.draft.script.segments, cast))
    line = drafts.voice_line(replace(version.draft, script=script), target)
    engine = engine_fallback.open_engine(
        cast, spec.settings.state, timer.note, spec.show_settings.paid_characters, timer.count
    )
    synthesizer = Synthesizer(
        engine,
        cast.voices,
        spec.voice_folders,
        stages.clip_cache(spec, timer),
        timer.speaking,
        timer.count,
        readings=spec.readings,
    )
    [clip] = synthesizer.speak([line])
    return mp3.encode(np.frombuffer(clip.pcm, "<i2"))
