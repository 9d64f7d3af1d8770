"""The notice of synthetic speech at its normal pace: what a voice says faster is drawn out, whatever the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.editing import wording
from service.model import Clip, VoiceLine

if TYPE_CHECKING:
    from service.pipeline.speech_ledger import Speak


def unhurried(speak: Speak) -> Speak:
    """Return what has `speak` speak, and gives the notice of synthetic speech at its pace.

    The cache keeps a clip as the engine said it, so that a clip of an earlier version serves too.
    """

    def heard(lines: Sequence[VoiceLine]) -> Sequence[Clip]:
        return [
            _drawn_out(clip, line.utterance.written) if wording.is_notice(line.utterance.written) else clip
            for line, clip in zip(lines, speak(lines), strict=True)
        ]

    return heard


def _drawn_out(clip: Clip, written: str) -> Clip:
    import numpy as np

    from service.audio import drawn_out
    from service.speech.clip_checks import MARGIN_SECONDS, pauses

    inside = pauses(np.frombuffer(clip.pcm, dtype="<i2"), clip.rate)
    seconds = wording.notice_seconds(written) + 2 * MARGIN_SECONDS
    return replace(clip, pcm=drawn_out.drawn_out(clip.pcm, seconds, inside))
