"""What a scan got wrong, put right wherever it stands: in a script, in an article, in all that a story may say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from service.editing.story_options import StoryOptions
from service.model import Article, ListEntry, Segment, Story

Value = TypeVar("Value")
Correction = tuple[str, str]
"""What stands there, and how it should read."""
_NAMES = {Article: {"source", "url"}, Segment: {"voice", "origin", "url"}, Story: {"reason"}, StoryOptions: {"voice"}}
"""What is no text of a page: by these an article and a voice are found again."""


def corrected(value: Value, corrections: Sequence[Correction]) -> Value:
    """Return a value of the model with each correction made in its texts, one after the other.

    What holds nothing to correct is returned as it is.
    """
    for wrong, right in corrections:
        value = cast(Value, _replaced(value, wrong, right))
    return value


def _replaced(value: Any, wrong: str, right: str) -> Any:  # noqa: ANN401  (any part of the model)
    if type(value) is str:  # an enumeration's is a name
        return value.replace(wrong, right) if wrong in value else value
    if type(value) is tuple:
        parts = tuple(_replaced(each, wrong, right) for each in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if not is_dataclass(value) or isinstance(value, type | ListEntry):
        return value
    new = {}
    for each in fields(value):
        if each.name not in _NAMES.get(type(value), ()):
            old = getattr(value, each.name)
            if (found := _replaced(old, wrong, right)) is not old:
                new[each.name] = found
    return replace(value, **new) if new else value
