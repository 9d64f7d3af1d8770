"""Any server that speaks OpenAI's `/v1/audio/speech`: CosyVoice, IndexTTS, Kokoro-FastAPI, vLLM, gateways, OpenAI.

It takes nothing but text, so readings are told by homophones. The key comes from the environment and goes to the
address that the voice file names, nowhere else.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.core import web_url
from service.core.messages import _, of_error
from service.core.network import HttpAnswer
from service.core.printable import one_line, shown
from service.core.url_scope import is_loopback
from service.errors import ConfigError, EngineUnavailable
from service.speech.engines import sound_file
from service.speech.engines.engine import SpeechRequest, Terms, digest
from service.speech.engines.expected_reading import expected_readings
from service.speech.engines.speech_service import ServiceEngine, ServiceRequest, key_of, origin
from service.speech.engines.wav import to_wav
from service.speech.voice_profiles import Setting, Voice

ADAPTER_VERSION = 1
"""Increase it when the same request would sound different."""

KEY_VARIABLE = "TINGBAO_OPENAI_KEY"
"""The environment variable of the key, and the beginning of the names of further ones."""
DEFAULTS: dict[str, Setting] = {
    "base_url": "",
    "model": "",
    "voice": "",
    "response_format": "wav",
    "sample_rate": 24_000,
    "speed": 1.0,
    "instructions": "",
    "key": KEY_VARIABLE,
}
"""Voice settings: the address up to `/v1`; what it calls model and voice; what it is to answer with; the samples a
second of pcm, which says nothing of itself; the pace, 1.0 as it is; how it is to speak, for models that take advice;
the environment variable that holds the key, empty for a server that asks for none."""
FORMATS = ("wav", "mp3", "pcm")
SPEEDS = (0.25, 4.0)
"""What OpenAI's interface takes."""
RATES = (8_000, 48_000)


@dataclass(frozen=True, slots=True)
class _Settings:
    """A voice's settings, checked."""

    base_url: str
    model: str
    voice: str
    response_format: str
    sample_rate: int
    speed: float
    instructions: str
    key: str


class OpenAI(ServiceEngine):
    """Speaks by the server that each voice file names."""

    name = "openai"
    notice: str = _(
        "openai sends the text to the address in the voice file, which may charge for it. (This is said once; `tingbao"
        " voices list` names the address.)"
    )

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return where the voice file sends the text. What the server asks for it, and allows, it does not say."""
        settings = _settings(voice) if voice else None
        return Terms(
            cost=_("what the server charges, by the character or not at all"),
            text_goes_to=origin(settings.base_url) if settings else _("the address in the voice file"),
            source=_("the model {model}, voice {voice}", model=one_line(settings.model), voice=one_line(settings.voice))
            if settings
            else "a server",
            licence=_("that of the model and of who runs the server"),
            broadcast=None,
        )

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Ask each server for its list of models. Raise EngineUnavailable where one has no key or does not answer."""
        asked = {(settings.base_url, settings.key): voice for voice in voices if (settings := _settings(voice))}
        for (base_url, _key), voice in asked.items():
            headers = _headers(voice)
            self._service.probe(f"{base_url}/models", headers, _place(voice), _advice(voice))

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Write homophones where the server would misread the plan: it takes nothing but text."""
        return self._respell(spoken, readings, expected_readings(spoken, readings)) if self._respell else spoken

    def key(self, request: SpeechRequest) -> str:
        """Hash the text, the address and what it is asked for; the key of the service is no part of it."""
        settings = _settings(request.voice)
        return digest(self.name, ADAPTER_VERSION, settings.base_url, settings.sample_rate, _order(request))

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak up to three at once. What a server gives that is no sound of the text fails the check of its clip."""
        if not requests:
            return
        posts = [
            ServiceRequest(
                url=f"{_settings(request.voice).base_url}/audio/speech",
                headers={"Content-Type": "application/json", **_headers(request.voice)},
                body=json.dumps(_order(request), ensure_ascii=False).encode("utf-8", "replace"),
                characters=len(request.text),
                place=_place(request.voice),
                advice=_advice(request.voice),
                read=functools.partial(_sound, settings=_settings(request.voice)),
            )
            for request in requests
        ]
        yield from self._service.answers(posts)

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Return the samples of a WAV or an MP3 at its own rate."""
        return sound_file.decode(raw)


def _order(request: SpeechRequest) -> dict[str, Setting]:
    """Return the body of a request."""
    settings = _settings(request.voice)
    order: dict[str, Setting] = {
        "model": settings.model,
        "input": request.text,
        "voice": settings.voice,
        "response_format": settings.response_format,
    }
    if settings.speed != 1:  # not every server knows it
        order["speed"] = settings.speed
    if settings.instructions:
        order["instructions"] = settings.instructions
    return order


def _sound(answer: HttpAnswer, settings: _Settings) -> bytes:
    """Return an answer as a WAV or MP3 file. Raise ValueError for samples that are none or of another rate.

    Some servers answer with WAV or MP3 whatever they are asked for: each says itself what it is.
    """
    raw = answer.body
    if settings.response_format != "pcm" or not raw or raw.startswith((b"RIFF", b"ID3")):
        return raw
    kind = answer.headers.get("content-type", "").lower()
    said = re.search(r"\brate=([0-9]{4,6})\b", kind)
    if said and int(said[1]) != settings.sample_rate:
        raise ValueError(
            _(
                "it answers with {said} samples a second where sample_rate is {sample_rate}",
                said=said[1],
                sample_rate=settings.sample_rate,
            )
        )
    if "mpeg" in kind or "mp3" in kind:
        return raw
    if len(raw) % 2:
        raise ValueError(_("it answers with half a sample at the end"))
    return to_wav(raw, settings.sample_rate)


def _place(voice: Voice) -> str:
    return _("{engine} at {address}", engine="openai", address=origin(_settings(voice).base_url))


def _advice(voice: Voice) -> str:
    key = _settings(voice).key
    file = one_line(Path(voice.origin).name)
    if key:
        return _("see base_url, model and voice in {file}, and {key}", file=file, key=key)
    return _("see base_url, model and voice in {file}", file=file)


def _headers(voice: Voice) -> Mapping[str, str]:
    """Return the field with the key. Raise EngineUnavailable where it lacks, or would be sent for all to read."""
    settings = _settings(voice)
    place = _place(voice)
    key = key_of(settings.key, settings.base_url, place) if settings.key else ""
    if settings.key and not key and not is_loopback(settings.base_url):
        file = one_line(Path(voice.origin).name)
        raise EngineUnavailable(
            _(
                '{place} needs a key: set {key}, or write key = "" in {file} if it asks for none.',
                place=place,
                key=settings.key,
                file=file,
            )
        )
    return {"Authorization": f"Bearer {key}"} if key else {}


@functools.lru_cache(256)
def _settings(voice: Voice) -> _Settings:
    """Return the voice's settings over the defaults. Raise ConfigError for what cannot be."""
    found = dict(DEFAULTS)
    for name, value in voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(
                _(
                    "{origin}: openai has no setting {name!r}; it has {known}.",
                    origin=voice.origin,
                    name=name,
                    known=list(DEFAULTS),
                )
            )
        found[name] = value
        if fault := _fault(name, value):
            if name in ("key", "base_url"):  # somebody may have put a secret there
                raise ConfigError(_("{file}: settings.{name}: {fault}.", file=voice.origin, name=name, fault=fault))
            raise ConfigError(
                _(
                    "{file}: settings.{name} is {value}: {fault}.",
                    file=voice.origin,
                    name=name,
                    value=shown(value),
                    fault=fault,
                )
            )
    for name in ("base_url", "model", "voice"):
        if not found[name]:
            raise ConfigError(_("{file}: settings.{name} is missing.", file=voice.origin, name=name))
    found["base_url"] = str(found["base_url"]).rstrip("/")
    return _Settings(**found)  # type: ignore[arg-type]


def _fault(name: str, value: Setting) -> str:
    """Return what is wrong with a setting; empty where nothing is."""
    if name in ("speed", "sample_rate"):
        low, high = SPEEDS if name == "speed" else RATES
        right = isinstance(value, int if name == "sample_rate" else (int, float)) and low <= float(value) <= high
        return "" if right else _("it must be a number from {low} to {high}", low=low, high=high)
    if not isinstance(value, str):
        return _("it must be a text")
    if name == "base_url":
        return _address_fault(value) if value else ""
    if name == "response_format" and value not in FORMATS:
        return _("it must be one of {formats}", formats=list(FORMATS))
    if name == "key" and not re.fullmatch(rf"({KEY_VARIABLE}(_[A-Z0-9]+)*)?", value):
        return _(
            "it must be {key_variable}, a name that begins with {key_variable}_, or empty", key_variable=KEY_VARIABLE
        )
    return ""


def _address_fault(value: str) -> str:
    try:
        parts = web_url.split(value)
    except ValueError as fault:
        return of_error(fault)
    if parts.path.rstrip("/").endswith("/audio/speech"):
        return _("leave out /audio/speech at its end")
    return _("it must end with the path, without ? and #") if parts.query or parts.fragment else ""
