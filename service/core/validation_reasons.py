"""What is wrong with a value that pydantic refuses, and what would be right, in words for who wrote the value."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from service.core.messages import _, clause, of_error

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_BOUNDS = ("gt", "ge", "lt", "le")
_LENGTHS = ("too_short", "too_long", "string_too_long")
_KINDS = {
    "missing": _("it is missing"),
    "string_type": _('it must be text in quotation marks, like "so"'),
    "string_too_short": _("it must not be empty"),
    "bool_type": _("it must be true or false"),
    "bool_parsing": _("it must be true or false"),
    "dict_type": _("it must be a table of keys and values"),
    "model_type": _("it must be a table of keys and values"),
    "dataclass_type": _("it must be an object, {{...}}, with its fields"),
    "date_type": _("it must be a date like 2026-03-21"),
    "date_parsing": _("it must be a date like 2026-03-21"),
    "date_from_datetime_parsing": _("it must be a date like 2026-03-21"),
    "date_from_datetime_inexact": _("it must be a date like 2026-03-21, without a time"),
    "datetime_type": _("it must be a moment like 2026-03-21T06:30:00Z"),
    "datetime_parsing": _("it must be a moment like 2026-03-21T06:30:00Z"),
    "datetime_from_date_parsing": _("it must be a moment like 2026-03-21T06:30:00Z"),
    "datetime_object_invalid": _("it must be a moment like 2026-03-21T06:30:00Z"),
    "extra_forbidden": _("there is no such field"),
    "unexpected_keyword_argument": _("there is no such field"),
}
"""pydantic's types of errors -> what is to be said."""


def reason(error: ErrorDetails, field: FieldInfo | None = None) -> str:
    """Return the reason of an error as a part of a sentence. `field` is the field that it is about, where known."""
    kind, told = error["type"], error.get("ctx", {})
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in ("value_error", "assertion_error"):
        return clause(of_error(told["error"]) if told.get("error") else error["msg"])
    if kind == "json_invalid":
        return _("this is no JSON ({fault})", fault=told["error"])
    if kind.startswith(("int_", "float_", "greater_", "less_", "finite_")):
        return _number(kind, field)
    if kind in ("tuple_type", "list_type"):
        return _("it must be a list in brackets: {like}", like=_list_like(error["input"]))
    if kind in ("literal_error", "enum"):
        *some, last = re.findall(r"'[^']*'", told["expected"]) or [told["expected"]]
        expected = _("{some} or {last}", some=some, last=last) if some else last
        return _("it must be {expected}", expected=expected)
    if kind in _LENGTHS:
        return _length(kind, told)
    said = field.description if field else ""
    return _("it does not fit ({description})", description=said) if said else _("it does not fit here")


def _length(kind: str, told: Mapping[str, Any]) -> str:
    if kind == "too_short":
        return _("the list must have {least} or more", least=told["min_length"])
    if kind == "too_long":
        return _("the list may have {most} at most", most=told["max_length"])
    return _("it may have {most} characters at most", most=told["max_length"])


def _number(kind: str, field: FieldInfo | None) -> str:
    """Return what number a field takes, with the bounds on both sides whichever was passed."""
    whole = kind.startswith("int_") or bool(field and field.annotation is int)
    bounds = {
        name: getattr(each, name)
        for each in (field.metadata if field else ())
        for name in _BOUNDS
        if getattr(each, name, None) is not None
    }
    kind = _("it must be a whole number") if whole else _("it must be a number")
    limits = _limits(bounds)
    return _("{kind}, {limits}", kind=kind, limits=limits) if limits else kind


def _limits(bounds: Mapping[str, Any]) -> str:
    if {"ge", "le"} <= bounds.keys():
        return _("between {least} and {most}", least=bounds["ge"], most=bounds["le"])
    told = {
        "ge": _("{least} or more", least=bounds.get("ge", "")),
        "gt": _("more than {bound}", bound=bounds.get("gt", "")),
        "le": _("{most} at most", most=bounds.get("le", "")),
        "lt": _("less than {bound}", bound=bounds.get("lt", "")),
    }
    found = [told[name] for name in told if name in bounds]
    return _("{least} and {most}", least=found[0], most=found[1]) if len(found) > 1 else found[0] if found else ""


def _list_like(value: Any) -> str:  # noqa: ANN401  (whatever was given)
    """Return a list as it should have been written: of the text that was given in its place, if that is short."""
    short = isinstance(value, str) and 0 < len(value) <= 60 and value.isprintable() and value[0] not in "[{"
    return json.dumps([value if short else "a", *([] if short else ["b"])], ensure_ascii=False)
