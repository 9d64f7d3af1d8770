"""What has been spoken of a programme so far, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.editing import duration_estimate as pace
from service.model import Clip, Segment, VoiceLine

Speak = Callable[[Sequence[VoiceLine]], Sequence[Clip]]


@dataclass
class SpeechLedger:
    """What has been spoken so far, and how long what has not will take."""

    speak: Speak
    paces: Mapping[str, float]
    clips: dict[tuple[str, str], Clip] = field(default_factory=dict)
    measured: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Characters and seconds that each voice has spoken."""

    def record(self, segments: Iterable[Segment]) -> None:
        """Have everything spoken that has not been yet."""
        lines = {(s.voice, u.written): VoiceLine(s.voice, u) for s in segments for u in s.utterances}
        missing = {key: line for key, line in lines.items() if key not in self.clips}
        for (voice, written), clip in zip(missing, self.speak(list(missing.values())), strict=True):
            self.clips[voice, written] = clip
            spoken, seconds = self.measured.get(voice, (0.0, 0.0))
            self.measured[voice] = (spoken + pace.weight(written), seconds + clip.seconds)

    def pace(self, voice: str) -> float:
        """Return characters a second: measured once the voice has spoken."""
        spoken, seconds = self.measured.get(voice, (0.0, 0.0))
        return spoken / seconds if seconds else self.paces[voice]

    def seconds(self, segment: Segment) -> float:
        """Return the seconds of speech and the pauses inside: the last pause is the gap's."""
        tempo = self.pace(segment.voice)
        total = -segment.utterances[-1].pause
        for utterance in segment.utterances:
            clip = self.clips.get((segment.voice, utterance.written))
            total += utterance.pause + (clip.seconds if clip else pace.weight(utterance.written) / tempo)
        return total

    def unspoken(self, segment: Segment) -> float:
        """Return the seconds of speech that are predicted, not measured."""
        texts = [u.written for u in segment.utterances if (segment.voice, u.written) not in self.clips]
        return sum(map(pace.weight, texts)) / self.pace(segment.voice)

    def has_spoken(self, *segments: Segment) -> bool:
        """Return whether there is a clip of each of their utterances."""
        return all((each.voice, utterance.written) in self.clips for each in segments for utterance in each.utterances)
