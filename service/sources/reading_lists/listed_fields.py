"""The unread entries of a reading list, and the fields of the JSON that they come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class UnreadEntry:
    """An entry as its service gives it."""

    id: str
    """Empty where the service gives none: it can be told, and not be marked."""
    fields: Mapping[str, Any]
    """As feedparser names those of a feed's entry."""
    saved: dt.datetime | None = None
    """When somebody saved it, where entries are saved by hand."""

    @property
    def length(self) -> int:
        """The characters of its texts."""
        return sum(len(each["value"]) for each in self.fields["content"]) + len(self.fields.get("summary", ""))


_NUMBER = re.compile(r"[0-9]{1,18}")
_SENDABLE = re.compile(r"[!-~]{1,200}")
ListPage = Sequence[UnreadEntry]


def string(found: Mapping[str, Any], key: str) -> str:
    """Return a field that is a text; empty where it is none."""
    value = found.get(key)
    return value if isinstance(value, str) else ""


def identity(found: Mapping[str, Any]) -> str:
    """Return the id as it can be sent back: ASCII without blanks; empty where it is none."""
    id_ = string(found, "id")
    return id_ if _SENDABLE.fullmatch(id_) else ""


def inner(found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a field that is an object; an empty one where it is none."""
    value = found.get(key)
    return value if isinstance(value, dict) else {}


def strings(found: Mapping[str, Any], key: str) -> list[str]:
    """Return the texts of a field that is a list; none where it is no list."""
    value = found.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def objects(found: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the objects of a field that is a list; none where it is no list."""
    value = found.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def numbers(ids: Iterable[str]) -> list[int]:
    """Return those of some ids that are numbers: of such services all are, where nothing has damaged them."""
    return [int(each) for each in ids if _NUMBER.fullmatch(each)]


def dated(value: object) -> str:
    """Return a date as a text; some services give numbers, of seconds or of milliseconds since 1970."""
    if type(value) is int:  # one of any size
        return str(value)
    if type(value) is float:
        return f"{value:.0f}"
    return value if isinstance(value, str) else ""


def moment(value: object) -> dt.datetime | None:
    """Return the instant that ISO 8601 or a number of seconds states; None where it is none."""
    try:
        if type(value) in (int, float):
            return dt.datetime.fromtimestamp(float(str(value)), dt.UTC)
        found = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    return found.replace(tzinfo=dt.UTC) if found and found.tzinfo is None else found
