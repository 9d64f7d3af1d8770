"""What a model is asked, in files: a text of each task, and beside it the JSON schema of its answer.

The shipped ones are part of the code's version, and so of each episode's fingerprint. A show may have texts of its own;
the schemas stay, as the program reads the answers by them.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.core import user_file
from service.core.messages import _
from service.core.printable import one_line
from service.errors import ConfigError

FOLDER = Path(__file__).parent
LONGEST = 8_000
"""Characters of a prompt: the longest shipped one has 640, and each question of a run pays for all of them."""
_SUFFIX, _SCHEMA_SUFFIX = ".txt", ".schema.json"
_SLOT = re.compile(r"\{([a-z]+)\}")
"""A slot; the braces of JSON have something else behind them."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts of a show's questions."""

    own: Mapping[str, str] = field(default_factory=dict)
    """Those that the show replaces, by name."""

    def text(self, name: str) -> str:
        """Return the prompt of that name, with its slots in braces."""
        return self.own.get(name) or shipped()[name]

    def filled(self, name: str, **slots: object) -> str:
        """Return the prompt with its slots filled; other braces stay as they are."""
        found = self.text(name)
        for slot, value in slots.items():
            found = found.replace(f"{{{slot}}}", str(value))
        return found.strip()

    def asked_again(self, messages: Sequence[Mapping[str, str]], answer: str, why: str) -> list[dict[str, str]]:
        """Return the first question, its answer, and what is wrong with that, in the model's language."""
        again = {"role": "user", "content": self.filled("again", why=why)}
        return [*map(dict, messages[:2]), {"role": "assistant", "content": answer}, again]


@functools.cache
def shipped() -> Mapping[str, str]:
    """Return the texts that come with the program, by name."""
    return {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob(f"*{_SUFFIX}"))}


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """Return the JSON schema of the answer to the prompt of that name."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}{_SCHEMA_SUFFIX}").read_text("utf-8"))
    return found


def load(folder: Path) -> Prompts:
    """Return the shipped prompts with those of a show's folder in their place.

    Raise ConfigError, one sentence, that names the file and what to do.
    """
    own = {path.stem: _own(path) for path in files(folder)}
    if not own:
        raise ConfigError(
            _("{folder}: there is no prompt here; there may be {names}.", folder=one_line(str(folder)), names=_names())
        )
    return Prompts(own)


def files(folder: Path) -> list[Path]:
    """Return the files of a show's folder that are prompts, or seem to be meant for one. Raise ConfigError."""
    try:
        found = sorted(folder.iterdir())
    except (OSError, ValueError) as error:
        raise ConfigError(
            _(
                "{folder}: {error}: name the folder of your prompts in [show.llm].",
                folder=one_line(str(folder)),
                error=user_file.reason(error),
            )
        ) from None
    return [path for path in found if path.name.endswith((_SUFFIX, _SCHEMA_SUFFIX))]


def _own(path: Path) -> str:
    name = one_line(str(path))
    if path.name.endswith(_SCHEMA_SUFFIX):
        raise ConfigError(_("{name}: an answer's schema is the program's own: take the file away.", name=name))
    if path.stem not in shipped():
        raise ConfigError(
            _("{name}: there is no prompt of that name; there may be {names}.", name=name, names=_names())
        )
    text = user_file.read_text(path, ConfigError)
    if fault := _fault(text, path.stem):
        raise ConfigError(f"{name}: {fault}.")
    return text


def _fault(text: str, name: str) -> str:
    """Return what is wrong with a text in place of the shipped one of that name; empty where nothing is."""
    if len(text) > LONGEST:
        return _("{count} characters are too many: leave {longest} at the most", count=len(text), longest=LONGEST)
    wanted, given = set(_SLOT.findall(shipped()[name])), set(_SLOT.findall(text))
    if missing := sorted(wanted - given):
        return _(
            "{slots} must stand in it: the program fills that in", slots=_listed(f"{{{slot}}}" for slot in missing)
        )
    if strange := sorted(given - wanted):
        return _(
            "nothing fills in {{{strange}}}: there is {slots}",
            strange=strange[0],
            slots=_listed(f"{{{slot}}}" for slot in sorted(wanted)),
        )
    keys = schema(name)["required"] if (FOLDER / f"{name}{_SCHEMA_SUFFIX}").is_file() else ()
    if missing := [key for key in keys if f'"{key}"' not in text]:
        return _('"{missing}" must stand in it: the answer is read by that key', missing=missing[0])
    return ""


def _names() -> str:
    return _listed(f"{name}{_SUFFIX}" for name in shipped())


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
