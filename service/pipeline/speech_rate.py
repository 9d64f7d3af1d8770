"""How fast each voice speaks, learned from run to run: a file for each show, so that no show tells on another."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.speech.voice_profiles import Voice
from service.storage import atomic_write

TOLERANCE = 0.05
"""The share by which a voice must differ from what is expected of it before anything is learned: a good profile stays
as it is, and with it every choice that follows from it."""


def expected(memory: Path, voices: Sequence[Voice]) -> dict[str, float]:
    """Characters a second of each voice: as learned here, else as its profile says."""
    learned = _load(memory)
    return {voice.name: learned.get(voice.name, voice.pace) for voice in voices}


def learn(memory: Path, before: Mapping[str, float], measured: Mapping[str, float]) -> None:
    """Keeps what was measured of the voices that differed; a file that cannot be written costs nothing but that."""
    news = {name: round(pace, 2) for name, pace in measured.items() if abs(pace / before[name] - 1) > TOLERANCE}
    if news:
        with contextlib.suppress(OSError):
            atomic_write.write(memory, (json.dumps(_load(memory) | news, sort_keys=True) + "\n").encode())


def _load(memory: Path) -> dict[str, float]:
    """What was learned; nothing where the file is not there or is damaged."""
    try:
        kept = json.loads(memory.read_text("utf-8"))
        return {str(name): float(pace) for name, pace in kept.items() if 1 <= pace <= 15}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
