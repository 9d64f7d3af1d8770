"""`tingbao init`: a commented `tingbao.toml`, made from the settings themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from service.commands.terminal import print_line
from service.errors import UsageError
from service.settings import ServiceSettings, ShowSettings

_HEADER = """\
# Tingbao's settings. Everything has a default: a line takes effect when its leading # is taken away.
# Each key of [service] can also be set by the environment: TINGBAO_BASE_URL and so on.
"""

_WRITTEN_DEFAULTS = {
    "length": '"5m"',
    "cache": '"2G"',
    "deadline": '"3h"',
    "approve_within": '"12h"',
    "time_limit": '"30m"',
    "corrections": "{}",
}
"""Defaults that people write in another way than they are kept."""


def template() -> str:
    """The text of a config in which every setting stands, commented out, with its default."""
    return f"{_HEADER}\n[service]\n{_section('service', ServiceSettings)}\n[[show]]\n{_section('show', ShowSettings)}"


def init(path: Path) -> None:
    """Writes the template; never over a file that is there."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise UsageError(f"{path} is there already; it is left as it is.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    print_line(f"{path}: edit it, then see what `tingbao check` says.")


def _section(section: str, model: type[BaseModel]) -> str:
    """The settings of a section, a table inside it after them."""
    lines, tables = [], []
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            inside = f"{section}.{name}"
            tables.append(f"# {field.description}\n[{inside}]\n{_section(inside, type(field.default))}")
            continue
        lines.append(f"# {field.description}\n# {name} = {_toml(name, field.default)}\n")
    return "\n".join(lines + tables)


def _toml(name: str, value: Any) -> str:  # noqa: ANN401  (a default of any type)
    if name in _WRITTEN_DEFAULTS:
        return _WRITTEN_DEFAULTS[name]
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    if isinstance(value, Path):
        value = str(value)
    if isinstance(value, float):
        return f"{value:g}"
    return json.dumps(value, ensure_ascii=False)
