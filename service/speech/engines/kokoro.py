"""Kokoro-82M: a neural voice that comes with the program, offline, the same bytes for the same text."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from service.core import memory, shipped_files
from service.core.anonymous_file import anonymous_file
from service.core.messages import _
from service.errors import ConfigError, EngineUnavailable
from service.model import SAMPLE_RATE
from service.speech.engines.engine import VOICE_FILE, SpeechRequest, Terms, digest, version
from service.speech.engines.tone_sandhi import citation_to_spoken
from service.speech.engines.wav import from_wav, to_wav
from service.speech.kokoro import model_parts, styles
from service.speech.kokoro.requests import model_requests
from service.speech.letter_names import LETTERS
from service.speech.voice_profiles import Setting, Voice
from service.speech.worker_process import KeptWorkers, WorkerProcess

ADAPTER_VERSION = 3
"""Increase it when the same request would sound different."""

DEFAULTS: dict[str, Setting] = {"style": "zf_xiaobei", "speed": 1.0, "gain": 0.0}
"""Voice settings: the style, or two that are mixed; the speed; decibels that the voice is made louder by.

Above a speed of 1.1 first syllables are swallowed.
"""
MODEL_BYTES = 250_000_000
"""Bytes of memory of the process that holds the model: measured 155 MB, and while it is loaded the file of 92 MB."""
WORKER_BYTES = 260_000_000
"""Bytes of memory that a process is counted with besides: measured 241 MB of its own at a request of 148 phonemes."""
_ABBREVIATED = re.compile(r"(?<=[A-Za-z])\.(?= ?[^\W\d_])")
"""A full stop that ends no sentence: Dr. Smith, J.K.罗琳."""
LIMITS = {"speed": (0.9, 1.1), "gain": (-20.0, 0.0)}


class Kokoro:
    """The Kokoro model in one process, which forks for each text."""

    name = "kokoro"
    notice = ""
    portable = True
    new_voice: str = VOICE_FILE

    def __init__(self, workers: int = 0, answer_timeout: float = 900.0) -> None:
        """`workers` texts at once (0: one a processor, as far as the memory reaches).

        `answer_timeout`: seconds that one answer may take.
        """
        self._workers = workers or _most_workers()
        self._processes = KeptWorkers(functools.partial(_start, answer_timeout))

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return the same for each voice: the model and the shipped styles have one licence."""
        return Terms(
            cost=_("free"),
            text_goes_to=_("nowhere"),
            source=_("the Kokoro-82M model"),
            licence="Apache-2.0",
            broadcast=True,
        )

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Raise EngineUnavailable where onnxruntime or a part of the model is not installed."""
        if importlib.util.find_spec("onnxruntime") is None:
            raise EngineUnavailable(_("kokoro needs the package onnxruntime: install Tingbao whole."))
        model_parts.find()

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Write every reading and every Latin letter as pinyin; the model knows no spelling of its own."""
        out: list[str] = []
        spoken = _ABBREVIATED.sub(" ", spoken)
        for character, heard in zip(spoken, citation_to_spoken(spoken, readings), strict=True):
            pinyin = heard or LETTERS.get(unicodedata.normalize("NFD", character)[0].upper(), "")
            if pinyin and out and out[-1][-1:] in "12345":
                out.append(" ")
            out.append(pinyin or character)
        return "".join(out)

    def key(self, request: SpeechRequest) -> str:
        """Hash text, settings, the style's rows, the model and the versions."""
        settings = _settings(request.voice) | {"style": _style(request.voice).fingerprint}
        return digest(self.name, ADAPTER_VERSION, version("onnxruntime"), model_parts.SHA256, request.text, settings)

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak in a process of its own, which forks for every text."""
        if not requests:
            return
        self.available()
        order = {"workers": self._workers, "jobs": [worker_job(request) for request in requests]}
        with contextlib.closing(self._processes.answers(order, len(requests))) as answers:
            for index, pcm in answers:
                yield index, to_wav(pcm, SAMPLE_RATE) if pcm else b""

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Return the samples at the model's 24,000 Hz."""
        return from_wav(raw)


def _start(answer_timeout: float) -> WorkerProcess:
    with anonymous_file() as model:
        model_parts.write(model)
        return WorkerProcess(
            "service.speech.kokoro.kokoro_worker",
            str(model.fileno()),
            what=_("The kokoro process"),
            answer_timeout=answer_timeout,
            inherit=[model.fileno()],
        )


def _most_workers() -> int:
    """Return how many texts can be spoken at once."""
    return max(1, min(os.cpu_count() or 1, (memory.free() - MODEL_BYTES) // WORKER_BYTES))


def worker_job(request: SpeechRequest) -> dict[str, Any]:
    """Return what the worker is to do."""
    settings, rows = _settings(request.voice), _style(request.voice).rows
    return {
        "speed": settings["speed"],
        "gain": settings["gain"],
        "requests": [
            {"tokens": each.tokens, "pause": each.pause, "style": rows[min(each.length, len(rows)) - 1]}
            for each in model_requests(request.text)
        ],
    }


def _settings(voice: Voice) -> dict[str, Setting]:
    """Return the voice's settings over the defaults. Raise ConfigError for what kokoro does not know."""
    settings = dict(DEFAULTS)
    for name, value in voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(
                _(
                    "{origin}: kokoro has no setting {name!r}; it has {known}.",
                    origin=voice.origin,
                    name=name,
                    known=list(DEFAULTS),
                )
            )
        if name in LIMITS:
            low, high = LIMITS[name]
            if not isinstance(value, int | float) or not low <= value <= high:
                raise ConfigError(
                    _(
                        "{origin}: settings.{name} must be a number from {low} to {high}.",
                        origin=voice.origin,
                        name=name,
                        low=f"{low:g}",
                        high=f"{high:g}",
                    )
                )
        settings[name] = value
    return settings


def _style(voice: Voice) -> styles.VoiceStyle:
    folders = (Path(voice.origin).parent / "styles", shipped_files.folder("voices") / "styles")
    try:
        return styles.load(str(_settings(voice)["style"]), folders)
    except ConfigError as fault:
        raise ConfigError(_("{place}: {fault}", place=voice.origin, fault=fault)) from None
