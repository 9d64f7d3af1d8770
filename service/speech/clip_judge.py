"""Judge clips that may be published: by their sound, by their voice's habits, and by an ear where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.model import Clip
from service.speech import signal_checks
from service.speech.clip_checks import sounding_seconds
from service.speech.voice_habits import ClipMeasures, VoiceHabits
from service.speech.voice_profiles import Voice

if TYPE_CHECKING:
    from service.speech.ear.understanding import Understanding


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """What one voice is to say, and how each character is read."""

    voice: Voice
    spoken: str
    readings: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a clip should not be published as it is."""

    fault: str
    """One sentence."""
    of_habit: bool = False
    """It is only unlike the voice's other clips: of another voice less is known."""


class ClipJudge:
    """Judges the clips of one run; it knows the voices better with every clip."""

    def __init__(self, understanding: Understanding | None = None) -> None:
        """`understanding` hears what is said in a clip; None: nobody does."""
        self._understanding = understanding
        self._habits = VoiceHabits()

    def doubts(self, lines: Sequence[SpokenLine], clips: Sequence[Clip]) -> list[Doubt | None]:
        """Return what is wrong with each line's clip; None where nothing is. These are no retakes."""
        taken = list(zip(lines, clips, map(_measures, clips), strict=True))
        for line, _, measures in taken:
            self._habits.learn(line.voice.name, line.spoken, measures)
        if self._understanding and clips:
            self._understanding.learn(lines, clips)
        with ThreadPoolExecutor(2) as threads:  # numpy does most of it, which does not hold up the other thread
            faults = list(threads.map(_signal_fault, lines, clips))
        return [self._doubt(*each, fault) for each, fault in zip(taken, faults, strict=True)]

    def doubt(self, line: SpokenLine, clip: Clip) -> Doubt | None:
        """Return what is wrong with a retake."""
        return self._doubt(line, clip, _measures(clip), _signal_fault(line, clip))

    def _doubt(self, line: SpokenLine, clip: Clip, measures: ClipMeasures, signal_fault: str) -> Doubt | None:
        if signal_fault:
            return Doubt(signal_fault)
        if self._understanding and (fault := self._understanding.fault(line, clip)):
            return Doubt(fault)
        if fault := self._habits.fault(line.voice.name, line.spoken, measures):
            return Doubt(fault, of_habit=True)
        return None


def _signal_fault(line: SpokenLine, clip: Clip) -> str:
    import numpy as np

    return signal_checks.fault(np.frombuffer(clip.pcm, "<i2"), clip.rate, line.spoken, line.readings)


def _measures(clip: Clip) -> ClipMeasures:
    import numpy as np

    return ClipMeasures(sounding_seconds(np.frombuffer(clip.pcm, "<i2"), clip.rate), clip.tail)
