"""Items of a show's own: they are told beside the news, and come from no article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.core.standing_items import WEEKDAYS, StandingItem
from service.editing import typed_sentences
from service.errors import UsageError
from service.model import Kind, Recording, Segment, Utterance

LONGEST_TITLE = 40
"""Characters of its title: a chapter's, on the screen of a phone."""
LONGEST_TEXT = 2000
"""Characters of what is said in a recording: three minutes have a thousand."""
LAST_PLACE = 1000
"""The largest number that a place may have."""


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item of the show's own, and where it stands."""

    segment: Segment
    place: int
    """The number that it is to have among the programme's items; 0, or more than there are: it is the last."""


def title_of(text: str) -> str:
    """Return its title on one line. Raise UsageError where it has none, or a long one."""
    title = " ".join(text.split())
    if not title or len(title) > LONGEST_TITLE:
        raise UsageError(
            _("An item of your own needs a title of 1 to {longest_title} characters.", longest_title=LONGEST_TITLE)
        )
    return title


def said(title: str, text: str, recording: Recording | None = None) -> tuple[Utterance, ...]:
    """Return what is said, a sentence each; of a recording its text, or its title, as one.

    Raise UsageError where nothing is, or what no voice can say.
    """
    if recording:
        words = " ".join(text.split()) or title
        if len(words) > LONGEST_TEXT:
            raise UsageError(
                _("The text of a recording has {longest_text} characters at the most.", longest_text=LONGEST_TEXT)
            )
        return (Utterance(words, recording=recording),)
    sentences = typed_sentences.sentences_of(text)
    if not sentences:
        raise UsageError(_("An item of your own says something: write it."))
    if silent := next((each for each in sentences if not any(map(str.isalnum, each))), ""):
        raise UsageError(_("Nothing of “{silent}” can be spoken: take it out.", silent=silent))
    return tuple(map(Utterance, sentences))


def checked(item: StandingItem) -> StandingItem:
    """Return the item as it is kept: its name on one line, its days in order, each once.

    Raise UsageError where it cannot be told, or never is.
    """
    if wrong := next((each for each in item.days if each not in WEEKDAYS), ""):
        raise UsageError(_("There is no day {wrong!r}: name {weekdays}.", wrong=wrong, weekdays=", ".join(WEEKDAYS)))
    if item.since and item.until and item.until < item.since:
        raise UsageError(_("Its last day, {until}, is before its first, {since}.", until=item.until, since=item.since))
    if not 0 <= item.place <= LAST_PLACE:
        raise UsageError(_("Its place is a number from 0 to {last_place}.", last_place=LAST_PLACE))
    days = tuple(each for each in WEEKDAYS if each in item.days)
    days = days if len(days) < len(WEEKDAYS) else ()
    kept = replace(item, name=title_of(item.name), text=item.text.strip(), days=days)
    said(kept.name, kept.text, kept.recording)
    return kept


def segment(title: str, utterances: Sequence[Utterance], voice: str, origin: str) -> Segment:
    """Return the item as a part of the programme; `origin`: EDITORS or STANDING."""
    return Segment(Kind.STORY, voice, tuple(utterances), title, origin)


def among(items: Sequence[Segment], own: Sequence[PlacedItem]) -> tuple[Segment, ...]:
    """Return the programme's items with those of the show's own in their places, one behind the other in the same.

    A place is the number that the item has then, those of the show's own counted too; what leads to the briefs has
    none. The briefs stand together: what would part them stands ahead of them.
    """
    placed, free = list(items), 0
    for each in sorted(own, key=lambda one: one.place or math.inf):
        at = max(_index(placed, each.place), free)
        placed.insert(at, each.segment)
        free = at + 1
    return tuple(placed)


def _index(items: Sequence[Segment], place: int) -> int:
    """Return the index of what an item of that place stands ahead of."""
    numbered = [index for index, each in enumerate(items) if not each.is_lead_in]
    if not 1 <= place <= len(numbered):
        return len(items)
    index = numbered[place - 1]
    while index and items[index].kind is Kind.BRIEF and items[index - 1].kind is Kind.BRIEF:
        index -= 1
    return index
