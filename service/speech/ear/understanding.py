"""Compare what was heard with what was to be said, by syllables without their tones.

A recognizer writes homophones, digits for numbers and its own idea of names: it is judged by sounds, and each voice is
measured against what is usually heard of it.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence

from service.core.messages import _
from service.model import Clip
from service.speech.clip_judge import SpokenLine
from service.speech.ear.ear import Ear
from service.speech.text_frontend import TextFrontend

LIMIT = 0.3
"""The share of a line's syllables that may be misheard. Of two kokoro voices whisper-base misheard 4 % of 50 sentences,
21 % of the worst; 87 % and more where another sentence was said."""
FEWEST_WRONG = 3
"""Fewer wrong syllables are no fault: a short line has a name or two that no recognizer knows."""
FEWEST_CLIPS = 8
"""Of fewer clips it is not known what is usually heard of a voice."""
MARGIN = 0.25
"""How much more than usual of its voice may be misheard in a clip, where that is above LIMIT."""
UNDERSTOOD = 0.4
"""Where half of a voice's clips are misheard as far as this, the ear does not understand it, and is not asked."""
LONGEST_HEARD = 3
"""How many times as many syllables as were to be said are compared: recognizers repeat themselves without end."""


class Understanding:
    """What the ear hears of each voice."""

    def __init__(self, ear: Ear, reader: TextFrontend) -> None:
        """`reader` reads what was heard as it reads what is to be said."""
        self._ear, self._reader = ear, reader
        self._shares: dict[str, list[float]] = defaultdict(list)

    def learn(self, lines: Sequence[SpokenLine], clips: Sequence[Clip]) -> None:
        """Listen to clips at once, and take what is heard of each voice into account."""
        for line, heard in zip(lines, self._ear.hear(clips), strict=True):
            if heard is not None:
                self._shares[line.voice.name].append(self._share(line, heard))

    def fault(self, line: SpokenLine, clip: Clip) -> str:
        """Return that the clip says something else, a sentence; empty where it does not, or nobody can tell."""
        (heard,) = self._ear.hear([clip])
        known = self._shares[line.voice.name]
        usual = statistics.median(known) if len(known) >= FEWEST_CLIPS else 0.0
        if heard is None or usual > UNDERSTOOD:
            return ""
        share, limit = self._share(line, heard), max(LIMIT, usual + MARGIN)
        if share <= limit or share * len(_syllables(line.spoken, line.readings)) < FEWEST_WRONG:
            return ""
        return _(
            "The clip says something else: {share:.0%} of it is heard otherwise, as “{heard}”.",
            share=share,
            heard=heard[:40],
        )

    def _share(self, line: SpokenLine, heard: str) -> float:
        """Return the wrong syllables as a share of those to be said."""
        expected = _syllables(line.spoken, line.readings)
        spoken = self._reader.spoken(heard[: 8 * LONGEST_HEARD * (len(expected) + 1)])
        readings = [each.pinyin if each else None for each in self._reader.readings(spoken)]
        found = _syllables(spoken, readings)[: LONGEST_HEARD * len(expected) + 1]
        return differences(expected, found) / max(1, len(expected))


def _syllables(spoken: str, readings: Sequence[str | None]) -> list[str]:
    """Return the sounds without their tones; a Latin letter stands for itself."""
    pairs = zip(spoken, readings, strict=True)
    return [reading[:-1] if reading else each.lower() for each, reading in pairs if each.isalnum()]


def differences(expected: Sequence[str], found: Sequence[str]) -> int:
    """Return the fewest insertions, deletions and replacements between two sequences (Levenshtein 1966)."""
    row = list(range(len(found) + 1))
    for i, wanted in enumerate(expected, 1):
        before, row[0] = row[0], i
        for j, heard in enumerate(found, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (wanted != heard))
    return row[-1]
