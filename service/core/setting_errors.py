"""Say in one sentence what is wrong with a setting: where it stands, its name, its value, and why it cannot be."""

from __future__ import annotations

import os

from pydantic import BaseModel, ValidationError

from service.core.printable import one_line, shown

UNSHOWN = "on_"
"""How the names of settings begin whose value is not shown: a hook's address may be secret."""


def sentence(error: ValidationError, source: str, model: type[BaseModel], section: str = "") -> str:
    """Return the sentence for the first fault in what was read from `source` for a section of that model.

    A section's settings may come from the environment too: the variable is named then.
    """
    first = error.errors()[0]
    parts = [f"{part + 1}" if isinstance(part, int) else one_line(str(part)) for part in first["loc"]]
    name = ".".join([section, *parts] if section else parts)  # people count from one
    if first["type"] == "extra_forbidden":
        return f"{source}: there is no setting {name}; `tingbao init` shows all there are."
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    place = f"{source}: {name}"
    if section and (known := variable(parts[0])) in {each.upper() for each in os.environ}:
        place = known
    if section and parts[0].startswith(UNSHOWN):
        return f"{place}: {reason}."
    field = model.model_fields.get(str(first["loc"][-1]))
    if first["type"] == "string_pattern_mismatch" and field and field.description:
        reason = f"it does not fit ({field.description})"  # a pattern says nothing to most people
    return f"{place} is {shown(first['input'])}: {reason}."


def variable(name: str) -> str:
    """Return the environment variable that holds a setting of the service."""
    return f"TINGBAO_{name.upper()}"
