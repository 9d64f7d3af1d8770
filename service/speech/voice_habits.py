"""What a voice does in every clip, learned from the clips themselves: a clip that does otherwise is doubtful.

How many syllables a second it speaks, pauses aside, and how much silence it leaves behind the last one. Nothing of it
need be known of a voice beforehand, and the medians bear a fault in nearly half of the clips.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass

from service.core.messages import _
from service.speech.clip_checks import has_latin, spelled_syllables, syllables

FEWEST_CLIPS = 8
"""Of fewer clips nothing is concluded."""
PACE_TOLERANCE = 0.18
"""The share by which a clip may be longer or shorter than its voice's pace makes it. Measured with texts of 6 to 45
syllables: espeak's clips at three rates lie between -16 and +11 %, kokoro's between -13 and +22 %."""
PACE_TOLERANCE_SECONDS = 0.15
"""And besides: the last syllable of a few is drawn out."""
LATIN_TOLERANCE = 0.4
"""The share for a text with Latin letters, of which nobody knows the syllables."""
LEAST_TAIL_SECONDS = 0.2
"""A voice that leaves less silence than this behind its speech has no habit in it."""
TAIL_SHARE = 0.6
"""A clip that has less than this share of its voice's silence was cut off: espeak leaves 0.36 to 0.40 s behind every
sentence, kokoro 0.95 to 1.17 s."""


@dataclass(frozen=True, slots=True)
class ClipMeasures:
    """What is compared of a clip."""

    sounding: float
    """Seconds of sound, pauses aside."""
    tail: float
    """Seconds of silence that the engine left behind it."""


class VoiceHabits:
    """The measures of the clips so far, voice by voice."""

    def __init__(self) -> None:
        self._syllable_seconds: dict[str, list[float]] = defaultdict(list)
        self._tails: dict[str, list[float]] = defaultdict(list)

    def learn(self, voice: str, spoken: str, measures: ClipMeasures) -> None:
        """Take a clip of that voice into account."""
        count = syllables(spoken)
        if count >= 1 and not has_latin(spoken):
            self._syllable_seconds[voice].append(measures.sounding / count)
        self._tails[voice].append(measures.tail)

    def fault(self, voice: str, spoken: str, measures: ClipMeasures) -> str:
        """Return in what the clip is unlike its voice, a sentence; empty where it is not, or where little is known."""
        return self._pace_fault(voice, spoken, measures) or self._tail_fault(voice, measures)

    def _pace_fault(self, voice: str, spoken: str, measures: ClipMeasures) -> str:
        known = self._syllable_seconds[voice]
        if len(known) < FEWEST_CLIPS:
            return ""
        pace = statistics.median(known)
        needed, spelled = syllables(spoken) * pace, spelled_syllables(spoken) * pace
        share = LATIN_TOLERANCE if has_latin(spoken) else PACE_TOLERANCE
        shortest = needed * (1 - share) - PACE_TOLERANCE_SECONDS
        if shortest <= measures.sounding <= spelled * (1 + share) + PACE_TOLERANCE_SECONDS:
            return ""
        return _(
            "The clip sounds for {sounding:.1f} s where this voice needs {needed:.1f} s.",
            sounding=measures.sounding,
            needed=needed,
        )

    def _tail_fault(self, voice: str, measures: ClipMeasures) -> str:
        known = self._tails[voice]
        usual = statistics.median(known) if len(known) >= FEWEST_CLIPS else 0.0
        if usual < LEAST_TAIL_SECONDS or measures.tail >= TAIL_SHARE * usual:
            return ""
        return _(
            "The clip is cut off: {tail:.2f} s of silence are left of the usual {usual:.2f} s.",
            tail=measures.tail,
            usual=usual,
        )
