"""A recognizer's files, found by the names that sherpa-onnx publishes its models with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from service.core.messages import _
from service.errors import ConfigError

_METADATA_BYTES = 1_000_000
"""Bytes at a graph's end that hold its metadata: ONNX puts them behind the weights."""
_FAMILIES = {b"sense_voice": "sense_voice", b"paraformer": "paraformer"}


@dataclass(frozen=True, slots=True)
class EarModel:
    """One recognizer; an empty path where it needs none."""

    family: str
    """sense_voice, paraformer or whisper."""
    tokens: str
    model: str = ""
    encoder: str = ""
    decoder: str = ""

    @property
    def fingerprint(self) -> str:
        """Return what tells these files from others: names, sizes and times of change."""
        paths = [Path(each) for each in (self.tokens, self.model, self.encoder, self.decoder) if each]
        stamps = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
        return hashlib.sha256(repr((self.family, stamps)).encode()).hexdigest()


def find_ear(folder: Path) -> EarModel:
    """Return the recognizer's files, the smaller (int8) of two. Raise ConfigError that says what is missing."""
    if not folder.is_dir():
        raise ConfigError(_("ear: there is no folder {folder}.", folder=folder))
    tokens = next(iter(sorted(folder.glob("*tokens.txt"))), None)
    if tokens is None:
        raise ConfigError(_("ear: {folder} is no recognizer of sherpa-onnx: it has no tokens.txt.", folder=folder))
    encoder, decoder = _graph(folder, "*encoder*"), _graph(folder, "*decoder*")
    if encoder and decoder:
        return EarModel("whisper", str(tokens), encoder=str(encoder), decoder=str(decoder))
    model = _graph(folder, "*model*")
    if model is None:
        raise ConfigError(_("ear: {folder} has neither a model.onnx nor an encoder and a decoder.", folder=folder))
    return EarModel(_family(model), str(tokens), model=str(model))


def _graph(folder: Path, pattern: str) -> Path | None:
    found = sorted(folder.glob(f"{pattern}.onnx"))
    small = [path for path in found if path.name.endswith(".int8.onnx")]
    return next(iter(small or found), None)


def _family(model: Path) -> str:
    """Return the family that the graph's metadata names."""
    with model.open("rb") as source:
        source.seek(max(0, model.stat().st_size - _METADATA_BYTES))
        end = source.read()
    for name, family in _FAMILIES.items():
        if name in end:
            return family
    raise ConfigError(
        _("ear: {model} is neither a SenseVoice nor a Paraformer model: its metadata names neither.", model=model)
    )
