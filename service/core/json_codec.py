"""Dataclasses as JSON text, and back with a check of every field."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from service.core.messages import _
from service.core.printable import one_line
from service.errors import UsageError

T = TypeVar("T")


@functools.cache
def _adapter(kind: Any) -> Any:  # noqa: ANN401  (pydantic's TypeAdapter, imported where it is used)
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def schema(kind: type, refs: str) -> dict[str, Any]:
    """Return the JSON schema of a dataclass or a pydantic model; `refs`: where the schemas of its parts stand."""
    found: dict[str, Any] = _adapter(kind).json_schema(ref_template=refs + "{model}")
    return found


def dump(value: object) -> str:
    """Return the value as indented JSON with a line feed at the end; the same value gives the same text."""
    kind: Any = type(value)
    plain = _adapter(kind).dump_python(value, mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def load(kind: type[T], text: str, source: str, hint: str = "") -> T:
    """Return the value of a text that `dump` wrote and a person may have edited.

    Raise UsageError, which begins with `source` (the file), names the first field that is wrong and ends with `hint`.
    """
    from pydantic import ValidationError

    from service.core import validation_reasons

    adapter: Any = _adapter(cast(Any, kind))
    try:
        value: T = adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or _("the text itself")
        fault = validation_reasons.reason(first)
        if hint:
            fault = _("{fault}; {hint}", fault=fault, hint=hint)
        raise UsageError(_("{source}: {place}: {fault}.", source=source, place=one_line(place), fault=fault)) from None
    return value


def unknown_fields(value: object, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield where the text that a value was loaded from has a field that it has not, and what fields there are."""
    kind: Any = type(value)
    yield from _unknown(
        _adapter(kind).dump_python(value, mode="json"), json.loads(text, parse_int=str), ""
    )  # of any length


def _unknown(known: object, given: object, place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(known, dict) and isinstance(given, dict):
        for name, each in given.items():
            if name in known:
                yield from _unknown(known[name], each, f"{place}{name}.")
            else:
                yield f"{place}{name}", tuple(known)
    elif isinstance(known, list) and isinstance(given, list):
        for number, (one, other) in enumerate(zip(known, given, strict=False)):
            yield from _unknown(one, other, f"{place}{number}.")
