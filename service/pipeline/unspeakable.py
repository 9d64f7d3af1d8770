"""The story or the standing item that no voice can speak: it is left out, so that it cannot silence the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from service.core.messages import _
from service.core.progress import StageTimer
from service.core.standing_items import StandingItem
from service.editing import own_items
from service.editing.story_options import StoryOptions
from service.model import Story
from service.speech.synthesis import VoiceLost
from service.speech.text_frontend import TextFrontend

SHORTEST_PART = 6
"""Characters of a headline from which on it is known again in a sentence that announces several."""


def stories(
    error: VoiceLost, options: Sequence[StoryOptions], folders: Sequence[Path], timer: StageTimer
) -> tuple[Story, ...]:
    """Return the stories of the text that could not be spoken, with a warning for each.

    Raise the error where the text is not a story's, or no other story would be left.
    """
    text = _bare(error.text)
    reader = TextFrontend(folders)
    found = [each for each in options if text and _says(each, text, reader)]
    if not found or len(found) == len(options):
        raise error
    for each in found:
        timer.warn(
            _(
                "Left out “{title}”, as no voice is left that can speak it: {error}",
                title=each.story.lead.title,
                error=error,
            )
        )
    return tuple(each.story for each in found)


def items(
    error: VoiceLost, items: Sequence[StandingItem], folders: Sequence[Path], timer: StageTimer
) -> tuple[StandingItem, ...] | None:
    """Return the standing items without those that have the text which could not be spoken, with a warning for each.

    None where none has it.
    """
    text, reader = _bare(error.text), TextFrontend(folders)
    silent = [
        item
        for item in items
        if not item.recording
        and any(_bare(reader.spoken(each.written)) == text for each in own_items.said(item.name, item.text))
    ]
    for each in silent:
        timer.warn(
            _(
                "Left out the standing item “{name}”, as no voice is left that can speak it: {error}",
                name=each.name,
                error=error,
            )
        )
    return tuple(each for each in items if each not in silent) if silent else None


def _says(story: StoryOptions, text: str, reader: TextFrontend) -> bool:
    """Return whether the story has the text among its utterances, or its headline is in the text."""
    utterances = [*story.brief, *story.options[-1].utterances, *filter(None, (story.bridge, story.bare_bridge))]
    if any(_bare(reader.spoken(each.written)) == text for each in utterances):
        return True
    headline = _bare(reader.spoken(story.headline.text))
    return len(headline) >= SHORTEST_PART and headline in text


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))
