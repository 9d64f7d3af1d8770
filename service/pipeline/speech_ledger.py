"""What has been spoken of a programme so far, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.editing import duration_estimate as pace
from service.editing import wording
from service.model import Clip, Segment, Utterance, VoiceLine

Speak = Callable[[Sequence[VoiceLine]], Sequence[Clip]]


ClipKey = tuple[str, str, str]
"""Voice, written text, and the recording's key: empty where the voice speaks it."""


def clip_key(voice: str, utterance: Utterance) -> ClipKey:
    """Return what the clip of an utterance is known by."""
    return voice, utterance.written, utterance.recording.key if utterance.recording else ""


@dataclass
class SpeechLedger:
    """What has been spoken so far, and how long what has not will take."""

    speak: Speak
    paces: Mapping[str, float]
    clips: dict[ClipKey, Clip] = field(default_factory=dict)
    measured: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Characters and seconds that each voice has spoken."""

    def record(self, segments: Iterable[Segment]) -> None:
        """Have everything spoken that has not been yet."""
        lines = {clip_key(s.voice, u): VoiceLine(s.voice, u) for s in segments for u in s.utterances}
        missing = {key: line for key, line in lines.items() if key not in self.clips}
        for key, clip in zip(missing, self.speak(list(missing.values())), strict=True):
            self.clips[key] = clip
            voice, written, recorded = key
            if not recorded and not wording.is_notice(written):
                spoken, seconds = self.measured.get(voice, (0.0, 0.0))
                self.measured[voice] = (spoken + pace.weight(written), seconds + clip.seconds)

    def clips_of(self, segments: Iterable[Segment]) -> tuple[Clip, ...]:
        """Return the clip of each utterance; all have been spoken."""
        return tuple(self.clips[clip_key(s.voice, u)] for s in segments for u in s.utterances)

    @property
    def characters(self) -> int:
        """How many characters were spoken."""
        return sum(len(written) for _, written, recorded in self.clips if not recorded)

    @property
    def keys(self) -> tuple[str, ...]:
        """What the cache knows the clips by."""
        return tuple(clip.key for (*_, recorded), clip in self.clips.items() if not recorded)

    def pace(self, voice: str) -> float:
        """Return characters a second: measured once the voice has spoken."""
        spoken, seconds = self.measured.get(voice, (0.0, 0.0))
        return spoken / seconds if seconds else self.paces[voice]

    def seconds(self, segment: Segment) -> float:
        """Return the seconds of speech and the pauses inside: the last pause is the gap's."""
        tempo = self.pace(segment.voice)
        total = -segment.utterances[-1].pause
        for utterance in segment.utterances:
            clip = utterance.recording or self.clips.get(clip_key(segment.voice, utterance))
            total += utterance.pause + (clip.seconds if clip else wording.spoken_seconds(utterance.written, tempo))
        return total

    def unspoken(self, segment: Segment) -> float:
        """Return the seconds of speech that are predicted, not measured."""
        missing = (u for u in segment.utterances if clip_key(segment.voice, u) not in self.clips and not u.recording)
        return sum(wording.spoken_seconds(each.written, self.pace(segment.voice)) for each in missing)

    def has_spoken(self, *segments: Segment) -> bool:
        """Return whether there is a clip of each of their utterances."""
        return all(clip_key(each.voice, utterance) in self.clips for each in segments for utterance in each.utterances)
