"""Hear what clips say, each once: what was heard is kept."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from service.core import own_pip
from service.core.anonymous_file import anonymous_file
from service.core.messages import _, clause, of_error
from service.errors import ConfigError, EngineUnavailable
from service.model import Clip
from service.speech.ear.ear_model import EarModel, find_ear
from service.speech.engines.engine import digest
from service.speech.worker_process import WorkerProcess
from service.storage.disk_cache import DiskCache

WORKER = "service.speech.ear.ear_worker"
VERSION = 1
"""Increase it when the same clip would be heard otherwise."""


def open_ear(folder: Path, cache: DiskCache, warn: Callable[[str], None]) -> Ear:
    """Return the ear with the recognizer in that folder. Raise ConfigError where there is none, or no sherpa-onnx."""
    if importlib.util.find_spec("sherpa_onnx") is None:
        raise ConfigError(_("ear needs the package sherpa-onnx: {command}.", command=own_pip.install("neural")))
    return Ear(find_ear(folder), cache, warn)


class Ear:
    """A recognizer in a process of its own for each batch of clips: what ends that process ends nothing else."""

    def __init__(
        self, model: EarModel, cache: DiskCache, warn: Callable[[str], None], answer_timeout: float = 120.0
    ) -> None:
        """`warn` is told once that the recognizer fails; `answer_timeout`: seconds that one clip may take."""
        self._model, self._cache, self._warn, self._answer_timeout = model, cache, warn, answer_timeout
        self._lost = False

    @property
    def family(self) -> str:
        """The kind of the recognizer."""
        return self._model.family

    def hear(self, clips: Sequence[Clip]) -> list[str | None]:
        """Return what each clip says; None where nobody could listen."""
        keys = [digest("ear", VERSION, self._model.fingerprint, hashlib.sha256(clip.pcm).hexdigest()) for clip in clips]
        told = {key: kept.decode("utf-8") for key in dict.fromkeys(keys) if (kept := self._cache.get(key)) is not None}
        wanted = {key: clip for key, clip in zip(keys, clips, strict=True) if key not in told}
        if wanted and not self._lost:
            try:
                for key, text in zip(wanted, self._recognize(list(wanted.values())), strict=True):
                    told[key] = text
                    self._cache.put(key, text.encode())
            except (EngineUnavailable, ValueError) as error:
                self._lost = True
                self._warn(_("Nobody listens to what the clips say: {reason}.", reason=clause(of_error(error))))
        return [told.get(key) for key in keys]

    def _recognize(self, clips: Sequence[Clip]) -> list[str]:
        with anonymous_file() as sound:
            jobs, start = [], 0
            for clip in clips:
                sound.write(clip.pcm)
                jobs.append((start, len(clip.pcm)))
                start += len(clip.pcm)
            sound.flush()
            order = {
                "model": asdict(self._model),
                "threads": os.cpu_count() or 1,
                "rate": clips[0].rate,
                "sound": sound.fileno(),
                "jobs": jobs,
            }
            what = _("The recognizer in {folder}", folder=Path(self._model.tokens).parent)
            child = WorkerProcess(WORKER, what=what, answer_timeout=self._answer_timeout, inherit=[sound.fileno()])
            with contextlib.closing(child):
                child.order(order)
                return [str(json.loads(answer)) for _, answer in child.answers(len(jobs))]
