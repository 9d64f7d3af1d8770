"""Neural voices without a network: VITS, Matcha and Kokoro models of the user's own, through sherpa-onnx."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from service.core import own_pip
from service.core.messages import _
from service.errors import ConfigError, EngineUnavailable
from service.speech.engines.engine import SpeechRequest, Terms, digest, version
from service.speech.engines.espeak import Espeak
from service.speech.engines.wav import from_wav
from service.speech.sherpa.model_folder import ModelFolder, find_model, fingerprint
from service.speech.sherpa.model_lexicon import ModelLexicon
from service.speech.voice_profiles import Setting, Voice
from service.speech.worker_process import WorkerProcess

ADAPTER_VERSION = 1
"""Increase it when the same request would sound different."""

DEFAULTS: dict[str, Setting] = {"model": "", "speaker": 0, "speed": 1.0, "noise": 0.0}
"""Voice settings: the folder below `models/` beside the voice file; the model's speaker; its speed; how much
a VITS or Matcha model may vary. At 0 the same text gives the same samples, above it never twice the same."""
LIMITS = {"speaker": (0, 10_000), "speed": (0.5, 2.0), "noise": (0.0, 1.0)}


class Sherpa:
    """sherpa-onnx in one process a model."""

    name = "sherpa"
    notice = ""
    portable = False
    new_voice: str = _("`tingbao voices add DIR` makes one of a model")

    def __init__(self, threads: int = 0, answer_timeout: float = 120.0) -> None:
        """`threads`: of one model (0: one a processor); `answer_timeout`: seconds that one answer may take."""
        self._threads = threads or os.cpu_count() or 1
        self._answer_timeout = answer_timeout

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return what is said of a model that the user has brought."""
        return Terms(
            cost=_("free"),
            text_goes_to=_("nowhere"),
            source=_("the model {model}", model=_settings(voice)["model"]) if voice else _("a model of your own"),
            licence=_("that of the model: see its model card"),
            broadcast=None,
        )

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Raise EngineUnavailable where the package is missing. Each voice checks its own model."""
        if importlib.util.find_spec("sherpa_onnx") is None:
            raise EngineUnavailable(
                _("sherpa needs the package sherpa-onnx: {command}.", command=own_pip.install("neural"))
            )

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Write homophones of the model's lexicon, or espeak's pinyin for a model without one."""
        model = _model(voice)
        if not model.lexicon:
            return Espeak().render(spoken, readings, voice)
        return _lexicon(tuple(model.lexicons), bool(model.data_dir)).respell(spoken, readings)

    def key(self, request: SpeechRequest) -> str:
        """Hash text, settings, the model's files and the versions."""
        settings = {key: value for key, value in _settings(request.voice).items() if key != "model"}
        return digest(
            self.name,
            ADAPTER_VERSION,
            version("sherpa-onnx"),
            request.text,
            settings,
            fingerprint(_model(request.voice)),
        )

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak model by model, each in a process that may die of it."""
        self.available()
        by_model: dict[ModelFolder, list[int]] = {}
        for index, request in enumerate(requests):
            by_model.setdefault(_model(request.voice), []).append(index)
        for model, indexes in by_model.items():
            jobs = [{"text": requests[i].text, **_settings(requests[i].voice)} for i in indexes]
            order = {"model": asdict(model), "threads": self._threads, "jobs": jobs}
            what = _("The sherpa process with {parent}", parent=Path(model.model).parent)
            child = WorkerProcess("service.speech.sherpa.sherpa_worker", what=what, answer_timeout=self._answer_timeout)
            with contextlib.closing(child):
                child.order(order)
                for number, raw in child.answers(len(jobs)):
                    yield indexes[number], raw

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Return the samples at the model's own rate."""
        return from_wav(raw)


def _settings(voice: Voice) -> dict[str, Setting]:
    """Return the voice's settings over the defaults. Raise ConfigError for what sherpa does not know."""
    settings = dict(DEFAULTS)
    for name, value in voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(
                _(
                    "{origin}: sherpa has no setting {name!r}; it has {known}.",
                    origin=voice.origin,
                    name=name,
                    known=list(DEFAULTS),
                )
            )
        if name == "model":
            if not isinstance(value, str) or Path(value).name != value:
                raise ConfigError(
                    _("{origin}: settings.model must be the name of a folder below models/.", origin=voice.origin)
                )
        else:
            low, high = LIMITS[name]
            whole = name == "speaker"
            if not isinstance(value, int if whole else (int, float)) or not low <= value <= high:
                raise ConfigError(
                    _(
                        "{origin}: settings.{name} must be a whole number from {low} to {high}.",
                        origin=voice.origin,
                        name=name,
                        low=low,
                        high=high,
                    )
                    if whole
                    else _(
                        "{origin}: settings.{name} must be a number from {low} to {high}.",
                        origin=voice.origin,
                        name=name,
                        low=low,
                        high=high,
                    )
                )
        settings[name] = value
    if not settings["model"]:
        raise ConfigError(
            _("{origin}: settings.model is missing: the name of a folder below models/.", origin=voice.origin)
        )
    return settings


def _model(voice: Voice) -> ModelFolder:
    return find_model(Path(voice.origin).parent / "models" / str(_settings(voice)["model"]))


@functools.lru_cache(8)
def _lexicon(paths: tuple[Path, ...], latin: bool) -> ModelLexicon:
    return ModelLexicon(paths, latin)
