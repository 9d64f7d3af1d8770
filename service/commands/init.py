"""`tingbao init`: write a commented `tingbao.toml`, generated from the settings, and a sample of a show's phrases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from service.commands.terminal import print_line, told
from service.core import phrases, user_file
from service.core.messages import _
from service.core.printable import one_line
from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.settings import ServiceSettings

_HEADER = (
    _("Tingbao's settings. Everything has a default: a line takes effect when its leading # is taken away."),
    _("Each key of [service] can also be set by the environment: TINGBAO_BASE_URL and so on."),
)

_WRITTEN_DEFAULTS = {
    "length": '"5m"',
    "cache": '"2G"',
    "deadline": '"3h"',
    "draft_before": '"0m"',
    "articles_length": '"0m"',
    "approve_within": '"12h"',
    "time_limit": '"30m"',
    "corrections": "{}",
    "columns": "{}",
    "source_names": "{}",
}
"""Defaults that people write in another way than they are stored."""


def template() -> str:
    """Return a config in which every setting is commented out, with its default, in the language of who asks for it."""
    header = "".join(f"# {told(each)}\n" for each in _HEADER)
    return f"{header}\n[service]\n{_section('service', ServiceSettings)}\n[[show]]\n{_section('show', ShowSettings)}"


def init(path: Path) -> None:
    """Write the template, never over an existing file, and beside it the phrases, unless a file has their name."""
    if not _is_written(path, template()):
        raise UsageError(_("{sample} is there already; it is left as it is.", sample=one_line(str(path))))
    print_line(_("{path}: edit it, then see what `tingbao check` says.", path=path))
    sample = path.with_name(phrases.SHIPPED_FILE.name)
    if _is_written(sample, phrases.SHIPPED_FILE.read_text("utf-8")):
        print_line(
            _(
                '{sample}: what the programme says in its own words, used once a [[show]] has phrases = "{name}".',
                sample=sample,
                name=sample.name,
            )
        )
    else:
        print_line(_("{sample} is there already; it is left as it is.", sample=sample))


def _is_written(path: Path, text: str) -> bool:
    """Write a new file; return False where there is one. Raise UsageError where none can be written."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        reason = user_file.reason(error)
        raise UsageError(
            _("{path} cannot be written ({reason}): name another place.", path=one_line(str(path)), reason=reason)
        ) from None
    return True


def _section(section: str, model: type[BaseModel]) -> str:
    """Return the settings of a section, the tables inside it after them."""
    lines, tables = [], []
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            inside = f"{section}.{name}"
            tables.append(f"# {told(field.description or '')}\n[{inside}]\n{_section(inside, type(field.default))}")
            continue
        lines.append(f"# {told(field.description or '')}\n# {name} = {_toml(name, field.default)}\n")
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
