"""espeak-ng: the engine that is always there, offline, the same bytes for the same text."""

from __future__ import annotations

import contextlib
import functools
import html
import itertools
import os
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.core import system_limits
from service.core.messages import _
from service.errors import ConfigError, EngineUnavailable
from service.speech.engines.engine import VOICE_FILE, SpeechRequest, Terms, digest, version
from service.speech.engines.tone_sandhi import citation_to_spoken
from service.speech.engines.wav import from_wav, to_wav
from service.speech.espeak.espeak_library import EspeakLibrary
from service.speech.espeak.ssml_respelling import respell
from service.speech.voice_profiles import Setting, Voice
from service.speech.worker_process import KeptWorkers, WorkerProcess

ADAPTER_VERSION = 1
"""Increase it when the same request would sound different."""

DEFAULTS: dict[str, Setting] = {"variant": "", "rate": 225, "pitch": 50, "range": 50, "volume": 60}
"""Voice settings: a variant of espeak's Mandarin (Annie, m3, ...), words a minute, 0-100, 0-100, 0-100.

At volume 100 every variant reaches full scale; at 60 none does.
"""
LIMITS = {"rate": (80, 450), "pitch": (0, 99), "range": (0, 99), "volume": (1, 100)}

PAUSE_MILLISECONDS = {
    "、": 100,
    "，": 220,
    ",": 220,
    "：": 260,
    "；": 320,
    "—": 150,
    "。": 400,
    "！": 400,
    "？": 400,
    "…": 400,
}
"""Milliseconds of silence at punctuation; espeak's own shrink with the rate, to 90 at a comma."""

UNRESPELLED = re.compile(r"(?:(?<![A-Za-z])[A-Z]*+[a-z][A-Za-z]*+|\W)+")
"""Text between clauses that is not respelled: punctuation, and words like WiFi, which espeak says in English."""


class Espeak:
    """libespeak-ng in single-threaded processes, one fork for each text."""

    name = "espeak"
    notice = ""
    portable = True
    new_voice: str = VOICE_FILE

    def __init__(self, workers: int = 0, answer_timeout: float = 30.0) -> None:
        """`workers` texts at once (0: one a processor); `answer_timeout`: seconds that one answer may take."""
        self._workers = workers or os.cpu_count() or 1
        self._processes = KeptWorkers(functools.partial(_start, answer_timeout))

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return the same for each voice."""
        return Terms(
            cost=_("free"),
            text_goes_to=_("nowhere"),
            source="espeak-ng",
            licence=_("the GPL covers the program, not its sound"),
            broadcast=True,
        )

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Raise EngineUnavailable where the library cannot be loaded."""
        _library()

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Write pinyin where espeak's own reading, proved by its phonemes, is not the planned one."""
        heard = citation_to_spoken(spoken, readings)
        parts, position = [], 0
        for gap in itertools.chain(UNRESPELLED.finditer(spoken), [None]):
            end = gap.start() if gap else len(spoken)
            parts.append(_respelled(spoken[position:end], tuple(heard[position:end])))
            if gap:
                parts.append(gap.group())
                position = gap.end()
        return "".join(parts)

    def key(self, request: SpeechRequest) -> str:
        """Hash text, voice settings and versions."""
        return digest(self.name, ADAPTER_VERSION, version("espeakng-loader"), _job(request))

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak in a process of its own, which forks for every text."""
        if not requests:
            return
        rate = _library().rate
        order = {"workers": self._workers, "jobs": [_job(request) for request in requests]}
        with contextlib.closing(self._processes.answers(order, len(requests))) as answers:
            for index, pcm in answers:
                yield index, to_wav(pcm, rate) if pcm else b""

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Return the samples at espeak's 22,050 Hz."""
        return from_wav(raw)


def _start(answer_timeout: float) -> WorkerProcess:
    return WorkerProcess(
        "service.speech.espeak.espeak_worker",
        *_paths(),
        what=_("The espeak process"),
        answer_timeout=answer_timeout,
        bare=True,
    )


def _job(request: SpeechRequest) -> dict[str, Setting]:
    """Return the worker's job: the text as SSML, because that is how espeak takes a pause's length.

    A text without a mark at its end has a pause, too: espeak's sound would stop with its last vowel.
    """
    marked = "".join(html.escape(each) + _pause(each) for each in request.text)
    return {"text": marked + ("" if request.text[-1] in PAUSE_MILLISECONDS else _pause("。")), **_settings(request)}


def _pause(mark: str) -> str:
    return f'<break time="{PAUSE_MILLISECONDS[mark]}ms"/>' if mark in PAUSE_MILLISECONDS else ""


def _settings(request: SpeechRequest) -> dict[str, Setting]:
    """Return the voice's settings over the defaults. Raise ConfigError for what espeak does not know."""
    settings = dict(DEFAULTS)
    for name, value in request.voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(
                _(
                    "{origin}: espeak has no setting {name!r}; it has {known}.",
                    origin=request.voice.origin,
                    name=name,
                    known=list(DEFAULTS),
                )
            )
        low, high = LIMITS.get(name, (0, 0))
        if name == "variant":
            _check_variant(value, request.voice.origin)
            settings[name] = value
        elif isinstance(value, int) and low <= value <= high:
            settings[name] = value
        else:
            raise ConfigError(
                _(
                    "{origin}: settings.{name} must be a whole number from {low} to {high}.",
                    origin=request.voice.origin,
                    name=name,
                    low=low,
                    high=high,
                )
            )
    return settings


@functools.cache
def _check_variant(variant: Setting, origin: str) -> None:
    """Raise ConfigError where there is no such variant, or one that mixes in breath.

    The library makes breath from random numbers and from memory that it never initialized.
    """
    if variant == "":
        return
    path = Path(_paths()[1]) / "voices" / "!v" / str(variant)
    if not (re.fullmatch(r"\w+", str(variant)) and path.is_file()):
        raise ConfigError(_("{origin}: espeak has no variant {variant!r}.", origin=origin, variant=variant))
    if any(line.startswith("breath") for line in path.read_text("utf-8").splitlines()):
        raise ConfigError(
            _(
                "{origin}: the variant {variant} breathes at random and never sounds twice the same.",
                origin=origin,
                variant=variant,
            )
        )


_lock = threading.RLock()
"""The library has one state for the whole process and is not safe for threads, as a cluster's worker has."""


@functools.cache
def _paths() -> tuple[str, str]:
    try:
        import espeakng_loader  # type: ignore[import-untyped]
    except ImportError:
        raise EngineUnavailable(_("espeak needs the package espeakng-loader: pip install espeakng-loader.")) from None
    return str(espeakng_loader.get_library_path()), str(espeakng_loader.get_data_path())


def _library() -> EspeakLibrary:
    """Return the library in this process, which reads phonemes here and never synthesizes."""
    with _lock:
        return _loaded()


@functools.cache
def _loaded() -> EspeakLibrary:
    try:
        library = EspeakLibrary(*_paths())
        library.voice("cmn")
    except OSError as error:
        if system_limits.is_limit(error):
            raise
        raise EngineUnavailable(_("espeak cannot be used: {error}.", error=error)) from None
    return library


@functools.lru_cache(4096)
def _phonemes(text: str) -> str:
    with _lock:
        return _library().phonemes(text)


@functools.lru_cache(4096)
def _respelled(text: str, readings: tuple[str | None, ...]) -> str:
    return respell(text, readings, _phonemes)
