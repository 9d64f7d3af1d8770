"""Who speaks: the engines to try, in order, each with its anchors. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.errors import UsageError
from service.speech.voices import Voice

AUTO = ("espeak",)
"""The engines that `auto` tries, best first."""


@dataclass(frozen=True, slots=True)
class Cast:
    """An engine and the voices that take turns: one voice set an episode."""

    engine: str
    voices: tuple[Voice, ...]


def cast(engine: str, names: Sequence[str], voices: Mapping[str, Voice]) -> tuple[Cast, ...]:
    """The casts to try, in order. Voices named by a person decide the engine; UsageError when that cannot be.

    Without names an engine's anchors are its first two voices by name.
    """
    chosen = [_known(name, voices) for name in names]
    engines = {voice.engine for voice in chosen}
    if len(engines) > 1:
        raise UsageError(f"The voices {', '.join(names)} belong to different engines; an episode has one voice set.")
    if chosen:
        needed = chosen[0].engine
        if engine not in ("auto", needed):
            raise UsageError(f"The voice {names[0]} belongs to {needed}, not to {engine}.")
        return (Cast(needed, tuple(chosen)),)
    casts = []
    for name in AUTO if engine == "auto" else (engine,):
        anchors = tuple(voice for voice in voices.values() if voice.engine == name)[:2]
        if anchors:
            casts.append(Cast(name, anchors))
    if not casts:
        engines = {voice.engine for voice in voices.values()}
        raise UsageError(f"There is no engine {engine!r} with a voice; there are: auto, {', '.join(sorted(engines))}.")
    return tuple(casts)


def _known(name: str, voices: Mapping[str, Voice]) -> Voice:
    try:
        return voices[name]
    except KeyError:
        raise UsageError(f"There is no voice {name!r}; the voices are: {', '.join(voices)}.") from None
