"""A draft: the programme of an episode that waits, as its editor has it so far, and what a change of it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from service.core.messages import _
from service.editing.corrected_text import Correction
from service.editing.draft_frame import Frame
from service.editing.draft_material import DraftItem, DraftMaterial, Pair
from service.errors import UsageError
from service.model import Kind, Recording, Script, Skipped

_OWN = {"opening": Kind.OPENING, "headlines": Kind.HEADLINES, "close": Kind.CLOSING}
PARTS = {"opening": _("opening"), "headlines": _("headlines"), "briefs": _("briefs"), "close": _("close")}
"""The parts beside the stories, in words."""
_TARGET = re.compile(r"(?P<part>\d{1,4}|opening|headlines|briefs|close)(?:\.(?P<sentence>\d{1,4}))?")


class Verb(StrEnum):
    """What an editor may do with a draft."""

    LEAD = "lead"
    MOVE = "move"
    DROP = "drop"
    ADD = "add"
    BRIEF = "brief"
    FULL = "full"
    PIN = "pin"
    UNPIN = "unpin"
    SAY = "say"
    READ = "read"
    CORRECT = "correct"
    TELL = "tell"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an editor asks for."""

    verb: Verb
    target: str
    """A story by its number (`3`), a sentence of it (`3.2`), or one of the programme's own (`opening.1`, `headlines.2`,
    `briefs.1`, `close.1`), or a story's title as listeners see it (`3.title`). Of `add` the number of a story that is
    left out, of `read` a word of the programme, of `correct` what a scan got wrong, of `own` the title of
    an item of the editor's own."""
    place: int = 0
    """Of `move`, `add` and `own` the number that the item is to have, 0: where it fits best, or last; of `tell` that of
    a sentence of its article."""
    text: str = ""
    """Of `say` what is said there, empty: nothing; of `read` the word's pinyin, empty: as the lexicons say;
    of `correct` how it should read, of `own` what is said."""
    recording: Recording | None = None
    """Of `own` what is heard; None: the programme's voice says the text."""


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme as its editor has it."""

    script: Script
    items: tuple[DraftItem, ...]
    """What is known of each item beside its words, in the order of the programme."""
    dropped: tuple[int, ...] = ()
    """The stories that its editor does not want, as indexes into the material."""
    corrections: tuple[Correction, ...] = ()
    """What a scan got wrong in the day's pages, one behind the other: the material is to be used with them."""

    @property
    def pairs(self) -> list[Pair]:
        """The items with their words, in order."""
        return list(zip(self.items, Frame.of(self.script.segments).items, strict=True))

    def with_pairs(self, pairs: Sequence[Pair], material: DraftMaterial, why: Mapping[int, str]) -> ProgrammeDraft:
        """Return the draft with these items, and all around them as it fits them.

        `why`: the reason for each story that has left the programme, by its index. Raise UsageError where nothing of
        one would be left.
        """
        segments = Frame.of(self.script.segments).around(pairs, material)
        if len(Frame.of(segments).items) < len(pairs):
            raise UsageError(_("Nothing of a story would be left but what leads to it: drop the story instead."))
        told = {segment.title for _, segment in pairs}
        gone = [Skipped(material.stories[each].story.lead.title, reason) for each, reason in why.items()]
        stay = [each for each in self.script.skipped if each.title not in told | {one.title for one in gone}]
        script = replace(self.script, segments=segments, skipped=(*stay, *gone))
        return replace(self, script=script, items=tuple(item for item, _ in pairs))


def draft_of(script: Script, material: DraftMaterial) -> ProgrammeDraft:
    """Return the draft of a script as the program made it."""
    free = list(range(len(material.stories)))
    items = []
    for segment in Frame.of(script.segments).items:
        story = next((each for each in free if material.option_of(each, segment) is not None), -1)
        items.append(DraftItem(story))
        free = [each for each in free if each != story]
    return ProgrammeDraft(script, tuple(items))


def addable(draft: ProgrammeDraft, material: DraftMaterial) -> tuple[int, ...]:
    """Return what is left out and can be told, in its order: `add` counts it from 1.

    The stories come first, then the show's own items that came later, counted on from the last story.
    """
    stories, told = len(material.stories), {item.story for item in draft.items}
    own = {segment.title for _, segment in draft.pairs if segment.is_editors}
    came = (stories + at for at, each in enumerate(material.items) if each.segment.title not in own)
    return (*(each for each in range(stories) if each not in told), *came)


def parsed(target: str) -> tuple[str, int]:
    """Return part and sentence of a target; 0: no sentence. Raise UsageError for what is none."""
    found = _TARGET.fullmatch(target)
    if not found:
        raise UsageError(
            _(
                "There is nothing called {target!r} in a draft: name a story (3), a sentence of it (3.2), or one "
                "of opening, headlines, briefs and close (opening.1).",
                target=target,
            )
        )
    return found["part"], int(found["sentence"] or 0)


def story_at(draft: ProgrammeDraft, target: str) -> int:
    """Return the index of the item that a target names. Raise UsageError where it names none."""
    part, sentence = parsed(target)
    if sentence or not part.isdigit():
        raise UsageError(
            _("{target} is no story: name one by its number, from 1 to {count}.", target=target, count=len(draft.items))
        )
    return place_at(int(part), len(draft.items))


def part_at(draft: ProgrammeDraft, part: str) -> tuple[int, int | None]:
    """Return the index of the segment that a target names, and its item's. Raise UsageError where it names none."""
    segments = draft.script.segments
    if part.isdigit():
        at = place_at(int(part), len(draft.items))
        item = Frame.of(segments).items[at]
        return next(index for index, each in enumerate(segments) if each is item), at
    named = [each.is_lead_in if part == "briefs" else each.kind is _OWN[part] for each in segments]
    if not any(named):
        raise UsageError(_("This programme has no {part}.", part=PARTS[part]))
    return named.index(True), None


def place_at(number: int, count: int) -> int:
    """Return the index of a number that counts from 1. Raise UsageError where there are not so many."""
    if not 1 <= number <= count:
        raise UsageError(
            _(
                "There is no place {number}: the programme's stories have the numbers 1 to {count}.",
                number=number,
                count=count,
            )
        )
    return number - 1
