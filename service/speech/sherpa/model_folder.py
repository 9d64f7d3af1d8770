"""The files of a model folder, found by the names that sherpa-onnx publishes its models with."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from service.core.messages import _
from service.errors import ConfigError

VOCODER_PREFIXES = ("hifigan", "vocos", "vocoder")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """One model's files; an empty path where it needs none."""

    family: str
    """vits, matcha or kokoro: the name of the settings it belongs to in sherpa-onnx."""
    model: str
    tokens: str
    lexicon: str = ""
    """One or more lexicons, separated by commas."""
    vocoder: str = ""
    """Matcha's second half."""
    voices: str = ""
    """Kokoro's speakers."""
    data_dir: str = ""
    """espeak-ng's data, for models that take its phonemes."""
    dict_dir: str = ""
    """A word segmenter's dictionary."""

    @property
    def lexicons(self) -> list[Path]:
        """The lexicons' paths."""
        return [Path(path) for path in self.lexicon.split(",") if path]


def find_model(folder: Path) -> ModelFolder:
    """Return the model's files. Raise ConfigError that says what is missing."""
    graphs = sorted(folder.glob("*.onnx"))
    whole = [path for path in graphs if not path.name.endswith(".int8.onnx")] or graphs
    vocoders = [path for path in whole if path.name.startswith(VOCODER_PREFIXES)]
    acoustic = [path for path in whole if path not in vocoders]
    tokens = folder / "tokens.txt"
    if not acoustic or not tokens.is_file():
        lacks = _("no .onnx file") if not acoustic else _("no tokens.txt")
        raise ConfigError(_("{folder} is no model folder: it has {lacks}.", folder=folder, lacks=lacks))
    if len(acoustic) > 1:
        raise ConfigError(
            _("{folder}: several models ({models}); leave one.", folder=folder, models=[path.name for path in acoustic])
        )
    voices = folder / "voices.bin"
    lexicons = sorted(path for path in folder.glob("lexicon*.txt") if path.name != "lexicon-gb-en.txt")
    return ModelFolder(
        family="kokoro" if voices.is_file() else "matcha" if vocoders else "vits",
        model=str(acoustic[0]),
        tokens=str(tokens),
        lexicon=",".join(map(str, lexicons)),
        vocoder=str(vocoders[0]) if vocoders else "",
        voices=str(voices) if voices.is_file() else "",
        data_dir=_folder(folder / "espeak-ng-data"),
        dict_dir=_folder(folder / "dict"),
    )


def fingerprint(model: ModelFolder) -> str:
    """Return the hash of everything in the model's files that decides how it sounds."""
    parts = [model.model, model.tokens, model.vocoder, model.voices, *map(str, model.lexicons)]
    return hashlib.sha256("".join(_hash(path, *_stamp(path)) for path in parts if path).encode()).hexdigest()


def _folder(path: Path) -> str:
    return str(path) if path.is_dir() else ""


def _stamp(path: str) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_size, status.st_mtime_ns


@functools.lru_cache(64)
def _hash(path: str, _size: int, _changed: int) -> str:
    with Path(path).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
