"""Say in a sentence for each setting what is wrong with it: its place, name and value, and what would be right."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from service.core import toml_lines, toml_slips, user_file, validation_reasons
from service.core.messages import _
from service.core.printable import one_line, shown
from service.errors import ConfigError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Place = tuple[str | int, ...]
"""Where something stands in a file: the names of tables and settings, and numbers in lists, from 0."""
MOST = 20
"""Faults that are named at once: where each stands is looked up in the file."""


class SettingFault(NamedTuple):
    """What is wrong with a setting."""

    line: int
    """Where it stands in the file; 0 where that is not known."""
    said: str
    """The whole sentence."""


def faults(
    error: ValidationError,
    source: str,
    model: type[BaseModel],
    section: Place = (),
    file: Path | None = None,
    others: Mapping[str, type[BaseModel]] | None = None,
) -> list[SettingFault]:
    """Return the faults in what was read from `source` for a section of that model, MOST at the most.

    Settings of the service may come from the environment too: the variable is named then. With `file`, the line too.
    `others`: what else the file has, as `[service]`, to say where a setting belongs.
    """
    found = (_fault(each, source, model, section, file, others or {}) for each in error.errors()[:MOST])
    return list(dict.fromkeys(found))


def fault_at(source: str, file: Path | None, path: Place, said: str) -> SettingFault:
    """Return a fault of what the path leads to, with the name of the file and the line, if it is found, in front."""
    try:
        line = toml_lines.line_of(user_file.read_text(file, ConfigError), path) if file else 0
    except ConfigError:  # it is gone meanwhile
        line = 0
    if line:
        return SettingFault(line, _("{source}, line {line}: {fault}", source=source, line=line, fault=said))
    return SettingFault(0, _("{source}: {fault}", source=source, fault=said))


def _fault(
    fault: ErrorDetails,
    source: str,
    model: type[BaseModel],
    section: Place,
    file: Path | None,
    others: Mapping[str, type[BaseModel]],
) -> SettingFault:
    inner = fault["loc"]
    path = (*section, *inner)
    name = ".".join(f"{part + 1}" if isinstance(part, int) else one_line(part) for part in path)  # people count from 1
    if fault["type"] == "extra_forbidden":
        for heading, other in others.items():
            if len(inner) == 1 and inner[0] in other.model_fields:
                said = _("{name} stands in the wrong place: it belongs below {heading}.", name=name, heading=heading)
                return fault_at(source, file, path, said)
        return fault_at(source, file, path, _unknown(name, str(path[-1]), _fields(model, inner[:-1])))
    reason = validation_reasons.reason(fault, _field(model, inner))
    of_service = section == ("service",) and bool(inner)
    unshown = of_service and str(inner[0]).startswith(toml_slips.UNSHOWN)
    known = variable(str(inner[0])) if of_service else ""
    from_environment = known in {each.upper() for each in os.environ}
    told = known if from_environment else name
    wrong = _("{name}: {reason}.", name=told, reason=reason)
    if not unshown:
        wrong = _("{name} is {value}: {reason}.", name=told, value=_as_written(fault["input"]), reason=reason)
    return SettingFault(0, wrong) if from_environment else fault_at(source, file, path, wrong)


def _unknown(place: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence about an unknown name, with the known one that it is like, or where all stand."""
    near = difflib.get_close_matches(name[:100], list(known), 1, 0.6)
    if near:
        return _("there is no setting {name}: did you mean {near}?", name=place, near=near[0])
    return _("there is no setting {name}; `tingbao init` shows all there are.", name=place)


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
