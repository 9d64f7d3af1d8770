"""An engine at work: written lines in, clips out. Normalized, pronounced, rendered, spoken, checked, kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from service.model import Clip, Utterance
from service.speech import normalization
from service.speech.clips import ClipCache
from service.speech.engines import Engine
from service.speech.pronunciation import Pronouncer
from service.speech.synthesis import Item, synthesize
from service.speech.voices import Voice


class Speaker:
    """Speaks utterances with one engine; what was spoken before comes from the cache."""

    def __init__(self, engine: Engine, lexicons: Sequence[Path], latin: dict[str, str], cache: Path) -> None:
        self._engine = engine
        self._latin = latin
        self._lexicons = lexicons
        self._cache = ClipCache(cache)
        self._pronouncer: Pronouncer | None = None

    def spoken(self, utterance: Utterance) -> str:
        """What the voice says: as a person set it in the script, else the written text normalized."""
        return utterance.spoken or normalization.normalize(utterance.written, self._latin)

    def speak(self, lines: Sequence[tuple[Voice, Utterance]], progress: Callable[[int, int], None]) -> list[Clip]:
        """One clip a line, in order. Raises EngineUnavailable or BadClip (see `synthesize`)."""
        if self._pronouncer is None:
            self._pronouncer = Pronouncer(self._lexicons)
        items: list[Item] = []
        for voice, utterance in lines:
            spoken = self.spoken(utterance)
            readings = [reading.pinyin if reading else None for reading in self._pronouncer.read(spoken)]
            items.append((spoken, readings, voice))
        return synthesize(items, self._engine, self._cache, progress)
