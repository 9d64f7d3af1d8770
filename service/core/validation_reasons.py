"""What is wrong with a value that pydantic refuses, and what would be right, in words for who wrote the value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_BOUNDS = ("gt", "ge", "lt", "le")
_KINDS = {
    "missing": "it is missing",
    "string_type": 'it must be text in quotation marks, like "so"',
    "string_too_short": "it must not be empty",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "dict_type": "it must be a table of keys and values",
    "model_type": "it must be a table of keys and values",
    "dataclass_type": "it must be an object, {...}, with its fields",
    "date_type": "it must be a date like 2026-03-21",
    "date_parsing": "it must be a date like 2026-03-21",
    "date_from_datetime_parsing": "it must be a date like 2026-03-21",
    "date_from_datetime_inexact": "it must be a date like 2026-03-21, without a time",
    "datetime_type": "it must be a moment like 2026-03-21T06:30:00Z",
    "datetime_parsing": "it must be a moment like 2026-03-21T06:30:00Z",
    "datetime_from_date_parsing": "it must be a moment like 2026-03-21T06:30:00Z",
    "datetime_object_invalid": "it must be a moment like 2026-03-21T06:30:00Z",
    "extra_forbidden": "there is no such field",
    "unexpected_keyword_argument": "there is no such field",
}
"""pydantic's types of errors -> what is to be said."""


def reason(error: ErrorDetails, field: FieldInfo | None = None) -> str:
    """Return the reason of an error as a part of a sentence. `field` is the field that it is about, where known."""
    kind, told = error["type"], error.get("ctx", {})
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in ("value_error", "assertion_error"):
        return str(told.get("error") or error["msg"]).rstrip(".")
    if kind == "json_invalid":
        return f"this is no JSON ({told['error']})"
    if kind.startswith(("int_", "float_", "greater_", "less_", "finite_")):
        return _number(kind, field)
    if kind in ("tuple_type", "list_type"):
        return f"it must be a list in brackets: {_list_like(error['input'])}"
    if kind == "literal_error":
        return f"it must be {told['expected']}"
    if kind in ("too_short", "too_long"):
        return f"the list must have {told['min_length']} or more" if kind == "too_short" else _most(told["max_length"])
    if kind == "string_too_long":
        return f"it may have {told['max_length']} characters at most"
    said = field.description if field else ""
    return f"it does not fit ({said})" if said else "it does not fit here"


def _most(count: int) -> str:
    return f"the list may have {count} at most"


def _number(kind: str, field: FieldInfo | None) -> str:
    """Return what number a field takes, with the bounds on both sides whichever was passed."""
    whole = kind.startswith("int_") or bool(field and field.annotation is int)
    bounds = {
        name: getattr(each, name)
        for each in (field.metadata if field else ())
        for name in _BOUNDS
        if getattr(each, name, None) is not None
    }
    least = f"{bounds['ge']} or more" if "ge" in bounds else f"more than {bounds['gt']}" if "gt" in bounds else ""
    most = f"{bounds['le']} at most" if "le" in bounds else f"less than {bounds['lt']}" if "lt" in bounds else ""
    limits = f"between {bounds['ge']} and {bounds['le']}" if {"ge", "le"} <= bounds.keys() else ""
    limits = limits or " and ".join(filter(None, (least, most)))
    return f"it must be a {'whole ' if whole else ''}number{limits and ', '}{limits}"


def _list_like(value: Any) -> str:  # noqa: ANN401  (whatever was given)
    """Return a list as it should have been written: of the text that was given in its place, if that is short."""
    short = isinstance(value, str) and 0 < len(value) <= 60 and value.isprintable() and value[0] not in "[{"
    return json.dumps([value if short else "a", *([] if short else ["b"])], ensure_ascii=False)
