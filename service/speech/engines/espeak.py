"""espeak-ng: the engine that is always there, offline, the same bytes for the same text."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import itertools
import json
import os
import re
import select
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import service
from service.errors import ConfigError, EngineUnavailable
from service.speech.engines import Request, digest
from service.speech.engines.espeak_library import Library
from service.speech.engines.espeak_reading import respell
from service.speech.engines.sandhi import citation_to_spoken
from service.speech.engines.waves import from_wav, to_wav

ADAPTER = 1
"""Raise it when the same request would sound different."""

DEFAULTS: dict[str, str | int] = {"variant": "", "rate": 225, "pitch": 50, "range": 50, "volume": 60}
"""Voice settings: a variant of espeak's Mandarin (f3, m3, ...), words a minute, 0-100, 0-100, 0-100.

At volume 100 every variant reaches full scale; at 60 none does.
"""
LIMITS = {"rate": (80, 450), "pitch": (0, 99), "range": (0, 99), "volume": (1, 100)}

CLAUSES = re.compile(r"[^\w]+")


class Espeak:
    """libespeak-ng in single-threaded processes, one fork for each text."""

    name = "espeak"

    def __init__(self, workers: int = 0, patience: float = 30.0) -> None:
        """`workers` texts at once (0: one a processor); `patience`: seconds that one answer may take."""
        self._workers = workers or len(os.sched_getaffinity(0))
        self._patience = patience

    def available(self) -> None:
        """Raise EngineUnavailable where the library cannot be loaded."""
        _library()

    def render(self, spoken: str, readings: Sequence[str | None]) -> str:
        """Write pinyin where espeak's own reading, proved by its phonemes, is not the planned one."""
        heard = citation_to_spoken(spoken, readings)
        parts, position = [], 0
        for gap in itertools.chain(CLAUSES.finditer(spoken), [None]):
            end = gap.start() if gap else len(spoken)
            parts.append(_respelled(spoken[position:end], tuple(heard[position:end])))
            if gap:
                parts.append(gap.group())
                position = gap.end()
        return "".join(parts)

    def key(self, request: Request) -> str:
        """Hash text, voice settings and versions."""
        version = importlib.metadata.version("espeakng-loader")
        return digest(self.name, ADAPTER, version, request.text, _settings(request))

    def speak(self, requests: Sequence[Request]) -> Iterator[tuple[int, bytes]]:
        """Speak in a process of its own, which forks for every text."""
        if not requests:
            return
        rate = _library().rate
        jobs = [{"text": request.text, **_settings(request)} for request in requests]
        worker = subprocess.Popen(
            [sys.executable, "-s", "-S", "-m", "service.speech.engines.espeak_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(service.__file__).parents[1])},
        )
        assert worker.stdin
        assert worker.stdout
        try:
            with contextlib.suppress(BrokenPipeError), worker.stdin:
                order = {"paths": _paths(), "workers": self._workers, "jobs": jobs}
                worker.stdin.write(json.dumps(order).encode())
            for index, pcm in self._answers(worker.stdout, len(jobs)):
                yield index, to_wav(pcm, rate) if pcm else b""
        finally:
            worker.kill()
            worker.wait()
            worker.stdout.close()

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """The samples at espeak's 22,050 Hz."""
        return from_wav(raw)

    def _answers(self, stream: IO[bytes], count: int) -> Iterator[tuple[int, bytes]]:
        for _ in range(count):
            index, size = struct.unpack("<II", self._exactly(stream, 8))
            yield index, self._exactly(stream, size)

    def _exactly(self, stream: IO[bytes], size: int) -> bytes:
        parts = []
        while size:
            if not select.select([stream], [], [], self._patience)[0]:
                raise EngineUnavailable(f"espeak gave no answer within {self._patience:g} s.")
            part = os.read(stream.fileno(), size)
            if not part:
                raise EngineUnavailable("The espeak process ended before it had spoken everything.")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _settings(request: Request) -> dict[str, str | int]:
    """The voice's settings over the defaults; ConfigError names what espeak does not know."""
    settings = dict(DEFAULTS)
    for name, value in request.voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(f"{request.voice.origin}: espeak has no setting {name!r}; it has {', '.join(DEFAULTS)}.")
        low, high = LIMITS.get(name, (0, 0))
        if name == "variant":
            if not (isinstance(value, str) and re.fullmatch(r"\w*", value)):
                raise ConfigError(f"{request.voice.origin}: settings.variant must be the name of an espeak variant.")
            if _breathes(value):
                raise ConfigError(
                    f"{request.voice.origin}: the variant {value} breathes at random, never twice the same."
                )
            settings[name] = value
        elif isinstance(value, int) and low <= value <= high:
            settings[name] = value
        else:
            raise ConfigError(f"{request.voice.origin}: settings.{name} must be a whole number from {low} to {high}.")
    return settings


@functools.cache
def _breathes(variant: str) -> bool:
    """Whether the variant mixes in breath, which the library makes from memory it never initialized."""
    path = Path(_paths()[1]) / "voices" / "!v" / variant
    return path.is_file() and any(line.startswith("breath") for line in path.read_text("utf-8").splitlines())


_lock = threading.Lock()


@functools.cache
def _paths() -> tuple[str, str]:
    try:
        import espeakng_loader  # type: ignore[import-untyped]
    except ImportError:
        raise EngineUnavailable("espeak needs the package espeakng-loader: pip install espeakng-loader.") from None
    return str(espeakng_loader.get_library_path()), str(espeakng_loader.get_data_path())


@functools.cache
def _library() -> Library:
    """The library in this process: it reads phonemes, it never synthesizes here."""
    try:
        library = Library(*_paths())
        library.voice("cmn")
    except OSError as error:
        raise EngineUnavailable(f"espeak cannot be used: {error}.") from None
    return library


@functools.lru_cache(4096)
def _phonemes(text: str) -> str:
    with _lock:
        return _library().phonemes(text)


@functools.lru_cache(4096)
def _respelled(text: str, readings: tuple[str | None, ...]) -> str:
    return respell(text, readings, _phonemes)
