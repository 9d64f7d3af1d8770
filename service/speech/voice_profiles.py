"""Voice profiles: one TOML file for each voice, the user's before the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.core import user_file
from service.core.messages import _
from service.errors import ConfigError

NOT_VOICES = frozenset({"lexicon.toml", "latin.toml"})
"""Files of the same folders that are no voices."""

Setting = str | int | float


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, with which engine, how."""

    name: str
    """The file's name without `.toml`; what configurations and scripts call it."""
    engine: str
    anchor: str
    """The name that listeners see, in Chinese: `speaker` in the voice file."""
    language: str = "zh-CN"
    pace: float = 4.5
    """Characters a second, pauses at punctuation included: a first guess, corrected by what is measured."""
    fallback: str = ""
    """The voice of the same engine to try when this one fails for good."""
    licence: str = ""
    """The licence or contract under which the user broadcasts it; empty: what the engine says of it."""
    settings: tuple[tuple[str, Setting], ...] = ()
    """The engine's own parameters (rate, pitch, model, ...), sorted by name."""
    origin: str = ""
    """The file it came from: messages name it, and a model lies beside it."""


def load(folders: Sequence[Path]) -> dict[str, Voice]:
    """Read the voices of all folders. Of a name found twice the first folder's counts.

    Sorted by name, but fallbacks come last: an engine's first two voices are its anchors. Raise ConfigError that names
    the file and its fault.
    """
    found: dict[str, Voice] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            if path.name not in NOT_VOICES and path.stem not in found:
                found[path.stem] = read(path)
    for voice in found.values():
        other = found.get(voice.fallback)
        if voice.fallback and (other is None or other.engine != voice.engine or other is voice):
            raise ConfigError(
                _(
                    "{origin}: fallback {fallback!r} is not another voice of {engine}.",
                    origin=voice.origin,
                    fallback=voice.fallback,
                    engine=voice.engine,
                )
            )
    stand_ins = {voice.fallback for voice in found.values()}
    return dict(sorted(found.items(), key=lambda item: (item[0] in stand_ins, item[0])))


def read(path: Path) -> Voice:
    """Read one voice file. Raise ConfigError that names the file and its fault."""
    table = user_file.read_toml(path)
    settings = table.pop("settings", {})
    if not isinstance(settings, dict):
        raise ConfigError(_("{path}: settings must be a table: write [settings] on a line of its own.", path=path))
    for key, value in settings.items():
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ConfigError(_("{path}: settings.{key} must be a text or a number.", path=path, key=key))
    for key in ("engine", "speaker"):
        if not table.get(key):
            raise ConfigError(_("{path}: {key} is missing.", path=path, key=key))
    allowed = {"engine": str, "speaker": str, "language": str, "pace": (int, float), "fallback": str, "licence": str}
    for key, value in table.items():
        if key not in allowed:
            raise ConfigError(
                _(
                    "{path}: unknown key {key!r}; there are {known} and [settings].",
                    path=path,
                    key=key,
                    known=list(allowed),
                )
            )
        if isinstance(value, bool) or not isinstance(value, allowed[key]):  # type: ignore[arg-type]
            raise ConfigError(
                _("{path}: {key} must be a number.", path=path, key=key)
                if key == "pace"
                else _("{path}: {key} must be a text.", path=path, key=key)
            )
    if not 1 <= table.get("pace", 4.5) <= 15:
        raise ConfigError(_("{path}: pace must lie between 1 and 15 characters a second.", path=path))
    return Voice(
        name=path.stem, origin=str(path), settings=tuple(sorted(settings.items())), anchor=table.pop("speaker"), **table
    )
