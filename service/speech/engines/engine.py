"""The protocol that every engine keeps, the table of engines, and the keys of what they are asked for."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.metadata
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from service.core.messages import _
from service.errors import ConfigError
from service.speech.voice_profiles import Voice

ENGINES = {
    "azure": "service.speech.engines.azure:Azure",
    "edge": "service.speech.engines.edge:Edge",
    "espeak": "service.speech.engines.espeak:Espeak",
    "kokoro": "service.speech.engines.kokoro:Kokoro",
    "openai": "service.speech.engines.openai:OpenAI",
    "sherpa": "service.speech.engines.sherpa:Sherpa",
}
"""Engine name -> `module:Class`, loaded when it is asked for."""
VOICE_FILE: str = _("docs/voices.md shows a voice file of it")
"""What makes a voice of an engine that needs no more than its name."""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One utterance as one engine is asked for it."""

    text: str
    """The text as `render` gave it."""
    voice: Voice
    spoken: str = ""
    """What is to be heard: the text before `render`, by which the answer is checked."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What it means to have a voice speak: what it costs, who gets the text, whether the sound may be broadcast."""

    cost: str
    """`free`, or who charges for what."""
    text_goes_to: str
    """`nowhere`: the text stays on this machine; else to whom it is sent."""
    source: str
    """Where the sound comes from."""
    licence: str
    """The licence or contract under which the sound may be broadcast, or what there is instead of one."""
    broadcast: bool | None
    """Whether it may be broadcast under that; None: it depends on what only the user knows, who may say it by `licence`
    in the voice file.
    """

    @property
    def verdict(self) -> str:
        """Whether it may be broadcast, and under what: `yes: Apache-2.0`."""
        if self.broadcast is None:
            return _("depends: {licence}", licence=self.licence)
        return _("yes: {licence}", licence=self.licence) if self.broadcast else _("no: {licence}", licence=self.licence)


class Engine(Protocol):
    """What speaks: text in, raw sound out. Vendors' errors become SpeechErrors inside it."""

    name: str
    notice: str
    """What a person should know before the engine is used for the first time; empty: nothing."""
    portable: bool
    """It can speak wherever this package is installed; False where it needs what only this machine may have."""
    new_voice: str
    """What makes a voice of it, as the end of a sentence."""

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return the engine's terms for one of its voices; None: for any of them. ConfigError as `key` raises it."""

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Return if the engine can speak now, with these voices; raise EngineUnavailable with a sentence why not."""

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Write the spoken text so that this engine reads it as planned in that voice.

        `readings` has an entry for each character of `spoken`: pinyin with a tone digit 1-5, before
        sandhi, `v` for ü (`hang2`, `lv4`, `de5`), or None where there is no reading.
        """

    def key(self, request: SpeechRequest) -> str:
        """Hash the exact request in canonical form: equal keys promise the same voice saying the same."""

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak all requests; yield each raw answer with its request's index, in the order they come.

        Parallelism, time limits and retries are inside. A request that stayed without a usable answer
        yields b"". Raise EngineUnavailable where going on makes no sense.
        """

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Turn a raw answer into 16-bit mono samples and their rate in hertz; BadClip where it cannot."""


def load(name: str, options: Mapping[str, Any] | None = None) -> Engine:
    """Make the engine of that name; `options` are its constructor's keyword arguments.

    Raise ConfigError for an unknown name.
    """
    if name not in ENGINES:
        raise ConfigError(_("There is no engine {name!r}; there are {engines}.", name=name, engines=sorted(ENGINES)))
    module, attribute = ENGINES[name].split(":")
    return cast(Engine, getattr(importlib.import_module(module), attribute)(**(options or {})))


def terms(voice: Voice) -> Terms:
    """Return the terms of a voice: those of its engine, under the licence that its file names, if it names one.

    Raise ConfigError where the voice file asks for what cannot be.
    """
    if voice.engine not in ENGINES:
        known = sorted(ENGINES)
        raise ConfigError(
            _(
                "{origin}: there is no engine {engine!r}; there are {known}.",
                origin=voice.origin,
                engine=voice.engine,
                known=known,
            )
        )
    found = load(voice.engine).terms(voice)
    return replace(found, licence=voice.licence, broadcast=True) if voice.licence else found


@functools.cache
def version(package: str) -> str:
    """Return the installed version of a package, for keys."""
    return importlib.metadata.version(package)


def digest(*parts: object) -> str:
    """Hash values of JSON's types in canonical form: 40 hexadecimal digits."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:40]
