"""Choose who speaks: the engines to try, in order, each with its voices. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.core.messages import _
from service.errors import UsageError
from service.model import Segment, Take
from service.speech import engines
from service.speech.engines import ENGINES, Engine
from service.speech.voice_profiles import Voice

AUTO = ("edge", "sherpa", "kokoro", "espeak")
"""The engines that `auto` tries, best first; when one cannot, those after it are tried. The last is always there."""
LOCAL = AUTO[1:]
"""Those that keep the text on this machine."""


@dataclass(frozen=True, slots=True)
class Cast:
    """An engine and the voices that take turns: one voice set an episode."""

    engine: str
    voices: tuple[Voice, ...]
    lost: frozenset[str] = frozenset()
    """Names of the voices that failed and were replaced."""

    def replacing(self, lost: Voice, substitute: Voice) -> Cast:
        """Return the cast with the substitute wherever the lost voice would speak."""
        voices = tuple(substitute if voice == lost else voice for voice in self.voices)
        return replace(self, voices=voices, lost=self.lost | {lost.name})


@dataclass(slots=True)
class CastsLeft:
    """Who may still speak in this run. What failed stays out, however often it chooses and speaks anew."""

    casts: tuple[Cast, ...]
    """In order; the first speaks."""
    engines: dict[str, Engine] = field(default_factory=dict)
    """Opened, by name: one of a name for the run, since it counts what it may spend, whichever voice speaks."""
    takes: list[Take] = field(default_factory=list)
    """The clips for which a voice was given up."""


def cast(engine: str, names: Sequence[str], voices: Mapping[str, Voice]) -> tuple[Cast, ...]:
    """Return the casts to try, in order. Voices named by a person decide the engine; UsageError when that cannot be.

    Without names an engine's anchors are its first two voices by name. An engine that is asked for is followed by
    those that `successors` names.
    """
    chosen = [_known(name, voices) for name in names]
    asked = {voice.engine for voice in chosen}
    if len(asked) > 1:
        raise UsageError(
            _("The voices {names} belong to different engines; an episode has one voice set.", names=list(names))
        )
    if chosen and engine not in ("auto", *asked):
        raise UsageError(
            _(
                "The voice {names} belongs to {engine}, not to {engine_2}.",
                names=names[0],
                engine=chosen[0].engine,
                engine_2=engine,
            )
        )
    first = chosen[0].engine if chosen else engine
    if first not in ("auto", *ENGINES):
        raise UsageError(
            _("There is no engine {first!r}; there are: auto, {engines}.", first=first, engines=list(ENGINES))
        )
    order = AUTO if first == "auto" else (first, *successors(first))
    casts = [Cast(first, tuple(chosen))] if chosen else []
    for name in order[len(casts) :]:
        anchors = tuple(voice for voice in voices.values() if voice.engine == name)[:2]
        if anchors:
            casts.append(Cast(name, anchors))
        elif name == first:
            raise UsageError(
                _("{name} has no voice here; {new_voice}.", name=name, new_voice=engines.load(name).new_voice)
            )
    return tuple(casts)


def successors(engine: str) -> tuple[str, ...]:
    """Return the engines that may take over from one, in order: those after it in AUTO, never one before it.

    Who asks for espeak sends nothing to anybody, and what was meant for a service that has a contract, or for a server
    of one's own, goes to no other service: it stays on this machine.
    """
    return AUTO[AUTO.index(engine) + 1 :] if engine in AUTO else LOCAL


def cast_of_script(
    segments: Sequence[Segment], engine: str, casts: Sequence[Cast], voices: Mapping[str, Voice]
) -> tuple[Cast, ...]:
    """Return the casts with the script's own voices first, if the engine that is asked for leaves it the choice.

    Only their engine's successors may take over: a script written for voices of this machine stays on it.
    """
    own = cast("auto", names_in(segments), voices)[0]
    if engine not in ("auto", own.engine):
        return tuple(casts)
    return (own, *(each for each in casts if each.engine in successors(own.engine)))


def recast(segments: Sequence[Segment], cast: Cast) -> tuple[Segment, ...]:
    """Return the segments spoken by that cast: its voices take the places of the script's, by first appearance."""
    names = [voice.name for voice in cast.voices]
    roles = {name: names[place % len(names)] for place, name in enumerate(names_in(segments))}
    return tuple(replace(segment, voice=roles[segment.voice]) for segment in segments)


def names_in(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return the names of the voices, by first appearance."""
    return tuple(dict.fromkeys(segment.voice for segment in segments))


def _known(name: str, voices: Mapping[str, Voice]) -> Voice:
    try:
        return voices[name]
    except KeyError:
        own = [voice.name for voice in voices.values() if voice.engine == name]
        if own:
            raise UsageError(
                _("{name} is an engine; name one of its voices: {own}.", name=name, own=list(own))
            ) from None
        raise UsageError(
            _("There is no voice {name!r}; the voices are: {voices}.", name=name, voices=list(voices))
        ) from None
