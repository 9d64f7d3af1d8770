"""Learn from run to run how fast each voice speaks; each show has a file of its own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.core import user_file
from service.errors import SpeechError
from service.speech.voice_profiles import Voice
from service.storage import atomic_write

TOLERANCE = 0.05
"""The share by which a voice must differ from its expected pace before it is learned: small changes would alter the
choice of stories for nothing."""


def expected(memory: Path, voices: Sequence[Voice]) -> dict[str, float]:
    """Return the characters a second of each voice: as learned, else as its profile says."""
    learned = _load(memory)
    return {voice.name: learned.get(voice.name, voice.pace) for voice in voices}


def learn(memory: Path, before: Mapping[str, float], measured: Mapping[str, float]) -> None:
    """Keep the measured pace of the voices that differed; without a writable file nothing is learned."""
    changed = {name: round(pace, 2) for name, pace in measured.items() if abs(pace / before[name] - 1) > TOLERANCE}
    if changed:
        with contextlib.suppress(OSError):
            atomic_write.write(memory, (json.dumps(_load(memory) | changed, sort_keys=True) + "\n").encode())


def _load(memory: Path) -> dict[str, float]:
    """Return what was learned; nothing where the file is missing or damaged."""
    try:
        kept = json.loads(user_file.read_text(memory, SpeechError))
        return {str(name): float(pace) for name, pace in kept.items() if 1 <= pace <= 15}
    except (SpeechError, ValueError, AttributeError, TypeError, OverflowError, RecursionError):
        return {}
