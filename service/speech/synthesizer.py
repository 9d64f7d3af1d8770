"""An engine at work: written lines in, clips out. Normalized, pronounced, rendered, spoken, checked, kept."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from service.core.messages import _
from service.errors import UsageError
from service.model import Clip, Segment, Take, Utterance, VoiceLine
from service.speech import engines
from service.speech.clip_judge import ClipJudge, SpokenLine
from service.speech.engines import Engine
from service.speech.pronunciation import Reading, homophones
from service.speech.retakes import Retakes
from service.speech.synthesis import speech_request, synthesize
from service.speech.text_frontend import TextFrontend
from service.speech.voice_profiles import Voice
from service.storage.disk_cache import DiskCache


def engine(
    name: str, state: Path, paid_characters: float = math.inf, count: Callable[[str, int], None] | None = None
) -> Engine:
    """Return the engine of that name, set up as every run uses it; what it must remember lies in `state`.

    `paid_characters`: the most that one that charges may be sent; `count` is told of each, by that name.
    """
    charging = {"characters": paid_characters, "count": count, "respell": _homophones, "slots": state / f"{name}.slots"}
    options: dict[str, dict[str, Any]] = {
        "edge": {"breaker": state / "edge.json", "slots": state / "edge.slots", "respell": _homophones},
        "azure": charging,
        "openai": charging,
    }
    return engines.load(name, options.get(name))


def _homophones(spoken: str, readings: Sequence[str | None], likely: Sequence[str | None]) -> str:
    plan = [Reading(reading, "plan") if reading else None for reading in readings]
    return homophones.respell(spoken, plan, likely)


def set_by_hand(reader: TextFrontend, utterance: Utterance) -> tuple[str, str]:
    """Return what a person set for the voice, homophones undone, and what it would say otherwise."""
    usual = reader.spoken(utterance.written)
    return homophones.undone(utterance.spoken or usual, usual), usual


class Synthesizer:
    """Speaks utterances with one engine's voices; what was spoken before comes from the cache."""

    def __init__(
        self,
        engine: Engine,
        voices: Sequence[Voice],
        folders: Sequence[Path],
        cache: DiskCache,
        progress: Callable[[int, int], None],
        count: Callable[[str, int], None] | None = None,
        *,
        judge: ClipJudge | None = None,
        fallbacks: Mapping[str, Voice] | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        """`folders` hold lexicons and word lists, the user's first.

        `progress` hears of sentences done, of how many; `count` as in `synthesize`. `judge` listens to the clips;
        `fallbacks`: the voices that may speak instead, by name; `readings`: the programme's own, of words.
        """
        self._engine = engine
        self._voices = {voice.name: voice for voice in voices}
        self._reader = TextFrontend(folders, readings)
        self._normalized = functools.cache(self._reader.spoken)
        self._cache = cache
        self._progress, self._count = progress, count
        self._retakes = Retakes(self._say, cache.remove, judge or ClipJudge(), fallbacks)

    def speak(self, lines: Sequence[VoiceLine]) -> list[Clip]:
        """Return one clip a line, in order.

        Raise UsageError for a voice that is not there, and what `speech_request` and `synthesize` raise.
        """
        spoken_lines = []
        for name, utterance in lines:
            if name not in self._voices:
                raise UsageError(
                    _(
                        "The script asks for the voice {name!r}; the voices here are: {voices}.",
                        name=name,
                        voices=list(self._voices),
                    )
                )
            spoken = self.spoken(utterance)
            read = self._reader.readings(spoken, utterance.written)
            readings = tuple(reading.pinyin if reading else None for reading in read)
            spoken_lines.append(SpokenLine(self._voices[name], spoken, readings))
        return self._retakes.improved(spoken_lines, self._say(spoken_lines, self._progress))

    def _say(self, lines: Sequence[SpokenLine], progress: Callable[[int, int], None] | None = None) -> list[Clip]:
        requests = [speech_request(self._engine, each.spoken, each.readings, each.voice) for each in lines]
        return synthesize(requests, self._engine, self._cache, progress, self._count)

    def takes(self, segments: Sequence[Segment]) -> tuple[Take, ...]:
        """Return which of the segments' clips did not sound right, and what was done."""
        said = [(segment.voice, self.spoken(each)) for segment in segments for each in segment.utterances]
        return tuple(self._retakes.takes[place] for place in dict.fromkeys(said) if place in self._retakes.takes)

    def spoken(self, utterance: Utterance) -> str:
        """Return what the voice says: as a person set it in the script, else the written text normalized."""
        return utterance.spoken or self._normalized(utterance.written)

    def set_by_hand(self, utterance: Utterance) -> tuple[str, str]:
        """Return what `set_by_hand` does."""
        return set_by_hand(self._reader, utterance)

    def with_spoken(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """Return the segments with the spoken text of each utterance filled in."""
        return tuple(
            replace(s, utterances=tuple(replace(u, spoken=self.spoken(u)) for u in s.utterances)) for s in segments
        )
