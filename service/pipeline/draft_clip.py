"""One sentence of a draft as it would be heard: its clip, or else it is spoken now, and kept as clips are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from service.audio import mp3
from service.core.progress import StageTimer
from service.editing import draft_words
from service.language import pinyin_marks
from service.pipeline import stages
from service.pipeline.cast import recast
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.draft_versions import DraftVersion
from service.pipeline.kept_engines import KeptEngines
from service.speech.pronunciation import lexicon


def spoken(
    desk: DraftDesk,
    version: DraftVersion,
    target: str,
    timer: StageTimer,
    engines: KeptEngines,
    trial: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the sentence that a target names as MP3, spoken by the voice of the episode that waits.

    `trial`: words that are read so, to hear them before they are kept. Raise UsageError where the target names none or
    a trial cannot be, EngineUnavailable where the episode's engine cannot speak, BadClip where there is nothing to say.
    """
    trial = {word: pinyin_marks.typed(pinyin) for word, pinyin in trial.items()}
    for word, pinyin in trial.items():
        lexicon.own_entry(word, pinyin)
    cast, script = desk.spec.casts[0], version.draft.script
    spec = replace(desk.spec, script=replace(script, readings={**script.readings, **trial}))
    script = replace(script, segments=recast(script.segments, cast))
    line = draft_words.voice_line(replace(version.draft, script=script), target)
    with engines.using(spec, cast, timer) as engine:
        [clip] = stages.clips_of([line], spec, cast, engine, timer)
    return mp3.encode(np.frombuffer(clip.pcm, "<i2"))
