"""What a scan got wrong, put right wherever it stands: in a script, in an article, in all that a story may say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from service.editing.allocation import Option
from service.editing.story_options import StoryOptions
from service.editing.wording import Headline
from service.language.word_correction import put_right
from service.model import Article, CheckFinding, DayWord, Script, Segment, Skipped, Story, Utterance

Value = TypeVar("Value")
Correction = tuple[str, str]
"""What stands there, and how it should read."""
_WORDS: Mapping[type, Sequence[str]] = {
    Article: ("title", "paragraphs", "kicker", "subtitle", "section", "subheads", "authors", "damaged", "superseded"),
    Story: ("articles",),
    StoryOptions: ("story", "bridge", "options", "headline", "shown_title", "bare_bridge", "leading"),
    Option: ("utterances",),
    Headline: ("text", "source", "days"),
    Script: ("title", "segments", "skipped", "checks"),
    CheckFinding: ("title", "words", "told_as"),
    Segment: ("utterances", "title", "shown_title"),
    Utterance: ("written", "spoken", "source", "days"),
    DayWord: ("was", "became"),
    Skipped: ("title",),
}
"""Where the model has words of a page, or holds what has some. All else are names, keys and records: they stay."""


def corrected(value: Value, corrections: Sequence[Correction]) -> Value:
    """Return a value of the model with each correction made in its words, one after the other.

    What holds nothing to correct is returned as it is.
    """
    for wrong, right in corrections:
        value = cast(Value, _replaced(value, wrong, right))
    return value


def _replaced(value: Any, wrong: str, right: str) -> Any:  # noqa: ANN401  (any part of the model)
    if type(value) is str:
        made = put_right(value, wrong, right) if wrong in value else value
        return value if made == value else made
    if type(value) is tuple:
        parts = tuple(_replaced(each, wrong, right) for each in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    new = {}
    for name in _WORDS.get(type(value), ()):
        old = getattr(value, name)
        if (found := _replaced(old, wrong, right)) is not old:
            new[name] = found
    return replace(value, **new) if new else value
