"""Say in one sentence what is wrong with a setting: where it stands, its name, its value, and what would be right."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from service.core import toml_lines, user_file, validation_reasons
from service.core.printable import one_line, shown
from service.errors import ConfigError

UNSHOWN = ("on_", "smtp")
"""How the names of settings begin whose value is not shown: a hook's address may be secret, or hold a password."""


def sentence(
    error: ValidationError, source: str, model: type[BaseModel], section: str = "", file: Path | None = None
) -> str:
    """Return the sentence for the first fault in what was read from `source` for a section of that model.

    A section's settings may come from the environment too: the variable is named then. With `file`, the line too.
    """
    first = error.errors()[0]
    path = [section, *first["loc"]] if section else list(first["loc"])
    name = ".".join(f"{part + 1}" if isinstance(part, int) else one_line(part) for part in path)  # people count from 1
    if first["type"] == "extra_forbidden":
        near = meant(str(path[-1]), _fields(model, first["loc"][:-1]))
        return f"{place(source, file, path)}: there is no setting {name}{near}"
    reason = validation_reasons.reason(first, _field(model, first["loc"]))
    where = f"{place(source, file, path)}: {name}"
    if section and (known := variable(str(first["loc"][0]))) in {each.upper() for each in os.environ}:
        where = known
    if section and str(first["loc"][0]).startswith(UNSHOWN):
        return f"{where}: {reason}."
    return f"{where} is {_as_written(first['input'])}: {reason}."


def place(source: str, file: Path | None, path: Sequence[str | int]) -> str:
    """Return the name of a config file, with the line on which what the path leads to stands, if it is found."""
    try:
        line = toml_lines.line_of(user_file.read_text(file, ConfigError), path) if file else 0
    except ConfigError:  # it is gone meanwhile
        line = 0
    return f"{source}, line {line}" if line else source


def meant(name: str, known: Iterable[str]) -> str:
    """Return how a sentence about an unknown name ends: with the known one that it is like, or where all stand."""
    near = difflib.get_close_matches(name[:100], list(known), 1, 0.6)
    return f": did you mean {near[0]}?" if near else "; `tingbao init` shows all there are."


def variable(name: str) -> str:
    """Return the environment variable that holds a setting of the service."""
    return f"TINGBAO_{name.upper()}"


def _fields(model: type[BaseModel], path: Sequence[str | int]) -> Mapping[str, FieldInfo]:
    """Return the fields of the table that the path leads to, through the models inside the model."""
    for part in path:
        if isinstance(part, str):
            kind = model.model_fields[part].annotation if part in model.model_fields else None
            inner = (each for each in (kind, *get_args(kind)) if isinstance(each, type) and issubclass(each, BaseModel))
            model = next(inner, BaseModel)
    return model.model_fields


def _field(model: type[BaseModel], path: Sequence[str | int]) -> FieldInfo | None:
    """Return the field that the path leads to; None where it leads to none, as into a list."""
    return _fields(model, path[:-1]).get(str(path[-1])) if path else None


def _as_written(value: Any) -> str:  # noqa: ANN401  (whatever TOML holds)
    """Return the value as the file has it, where Python writes it in another way."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else shown(value)
