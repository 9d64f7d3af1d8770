"""The protocol that every engine keeps, the table of engines, and the keys of what they are asked for."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.metadata
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from service.errors import ConfigError
from service.speech.voice_profiles import Voice

ENGINES = {
    "edge": "service.speech.engines.edge:Edge",
    "espeak": "service.speech.engines.espeak:Espeak",
    "sherpa": "service.speech.engines.sherpa:Sherpa",
}
"""Engine name -> `module:Class`, loaded when it is asked for."""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One utterance as one engine is asked for it."""

    text: str
    """The text as `render` gave it."""
    voice: Voice
    spoken: str = ""
    """What is to be heard: the text before `render`, by which the answer is checked."""


class Engine(Protocol):
    """What speaks: text in, raw sound out. Vendors' errors become SpeechErrors inside it."""

    name: str
    notice: str
    """What a person should know before the engine is used for the first time; empty: nothing."""
    portable: bool
    """It can speak wherever this package is installed; False where it needs a model of the user's own."""

    def available(self) -> None:
        """Return if the engine can speak now; raise EngineUnavailable with a sentence why not."""

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
        raise ConfigError(f"There is no engine {name!r}; there are {', '.join(sorted(ENGINES))}.")
    module, _, attribute = ENGINES[name].partition(":")
    return cast(Engine, getattr(importlib.import_module(module), attribute)(**(options or {})))


@functools.cache
def version(package: str) -> str:
    """Return the installed version of a package, for keys."""
    return importlib.metadata.version(package)


def digest(*parts: object) -> str:
    """Hash values of JSON's types in canonical form: 40 hexadecimal digits."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:40]
