"""A draft: the programme of an episode that waits, as its editor has it so far, and what he may do with it.

Each operation makes a new draft of a draft, or raises UsageError with one sentence and changes nothing. What he wrote
stands; what the program wrote around it mends itself (`draft_frame`). Nothing is fitted to the length here:
`pipeline.draft_fit` does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing import draft_words, edited_script, own_items
from service.editing.draft_material import DraftItem, DraftMaterial, Pair
from service.editing.own_items import PlacedItem
from service.editing.programme_draft import Change, ProgrammeDraft, Verb, addable, place_at, story_at
from service.errors import UsageError
from service.model import EDITORS, EditorChange, Kind, Segment, Skipped

DROPPED = _("dropped by the editor")
"""Why a story is left out that its editor does not want."""


def changed(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Return the draft with the change made, and what it changed; raise UsageError where that cannot be."""
    return _OPERATIONS[change.verb](draft, change, material)


def _lead(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    return _move(draft, replace(change, place=1), material)


def _move(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, story_at(draft, change.target)
    place = place_at(change.place, len(pairs))
    item, segment = pairs.pop(at)
    if segment.is_editors and all(each and each.kind is Kind.BRIEF for each in _neighbours(pairs, place)):
        raise UsageError(_("The briefs stand together: an item of your own stands ahead of them or behind."))
    if place == at:
        raise UsageError(_("“{heading}” has the place {place} already.", heading=segment.heading, place=at + 1))
    pairs.insert(place, material.in_its_place(replace(item, placed=True), segment, *_neighbours(pairs, place)))
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title, f"{at + 1}", f"{place + 1}")


def _drop(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    if "." in change.target:
        return draft_words.say(draft, replace(change, verb=Verb.SAY, text=""), material)
    pairs, at = draft.pairs, story_at(draft, change.target)
    if len(pairs) == 1:
        raise UsageError(_("It is the programme's only story: add another one first, or remove the episode."))
    item, segment = pairs.pop(at)
    known = (item.story,) if item.story >= 0 else ()
    new = draft.with_pairs(pairs, material, dict.fromkeys(known, DROPPED))
    if not known:
        skipped = (*new.script.skipped, Skipped(segment.title, DROPPED))
        new = replace(new, script=replace(new.script, skipped=skipped))
    return replace(new, dropped=(*draft.dropped, *known)), EditorChange(change.verb, segment.title)


def _add(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    left, pairs = addable(draft, material), draft.pairs
    if not left:
        raise UsageError(_("No story that can be told is left out: there is nothing to add."))
    number = int(change.target) if re.fullmatch(r"\d{1,4}", change.target) else 0
    if not 1 <= number <= len(left):
        raise UsageError(
            _(
                "There is no left-out story {target}: they have the numbers 1 to {count}.",
                target=change.target,
                count=len(left),
            )
        )
    story = left[number - 1]
    if story >= len(material.stories):
        return _add_own(draft, change, material, material.items[story - len(material.stories)])
    pair = material.shortest(story)
    place = material.natural_place(pair, pairs)
    if change.place:
        place = place_at(change.place, len(pairs) + 1)
        pair = material.in_its_place(*pair, *_neighbours(pairs, place))
    pairs.insert(place, pair)
    new = draft.with_pairs(pairs, material, {})
    dropped = tuple(each for each in draft.dropped if each != story)
    return replace(new, dropped=dropped), EditorChange(change.verb, pair[1].title, "", f"{place + 1}")


def _add_own(
    draft: ProgrammeDraft, change: Change, material: DraftMaterial, own: PlacedItem
) -> tuple[ProgrammeDraft, EditorChange]:
    """Bring in an item of the show's own that came later, in its own place unless another one is named."""
    pairs = draft.pairs
    wanted = change.place or min(own.place or len(pairs) + 1, len(pairs) + 1)
    place = _beside_briefs(pairs, place_at(wanted, len(pairs) + 1))
    pairs.insert(place, (DraftItem(placed=True), own.segment))
    done = EditorChange(change.verb, own.segment.title, "", f"{place + 1}")
    return draft.with_pairs(pairs, material, {}), done


def _beside_briefs(pairs: Sequence[Pair], place: int) -> int:
    """Return the place, or the one ahead of the briefs that it would part: they stand together."""
    while place and all(each and each.kind is Kind.BRIEF for each in _neighbours(pairs, place)):
        place -= 1
    return place


def _brief(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, story_at(draft, change.target)
    item, segment = pairs.pop(at)
    if segment.kind is Kind.BRIEF:
        raise UsageError(_("“{heading}” is a brief already.", heading=segment.heading))
    if segment.is_editors:
        raise UsageError(_("An item of your own is no brief."))
    pair = material.as_brief(replace(item, placed=True), segment)
    pairs.insert(material.natural_place(pair, pairs), pair)
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title)


def _full(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, story_at(draft, change.target)
    item, segment = pairs.pop(at)
    if item.in_full:
        raise UsageError(_("“{heading}” is told in full already.", heading=segment.heading))
    if segment.kind is Kind.STORY and not item.is_as_told:
        raise UsageError(_("There is no more of “{heading}”: it stands as it is written.", heading=segment.heading))
    pair = material.in_full(replace(item, placed=True, in_full=True), segment)
    place = material.natural_place(pair, pairs) if segment.kind is Kind.BRIEF else at
    pairs.insert(place, pair)
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title)


def _pin(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, story_at(draft, change.target)
    item, segment = pairs[at]
    pinned = change.verb is Verb.PIN
    if item.pinned is pinned:
        if pinned:
            raise UsageError(_("“{heading}” is pinned already.", heading=segment.heading))
        raise UsageError(_("“{heading}” is not pinned.", heading=segment.heading))
    pairs[at] = replace(item, pinned=pinned), segment
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title)


def _own(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Bring in an item of the editor's own: an announcement, an advertisement, a line of weather."""
    pairs, title = draft.pairs, own_items.title_of(change.target)
    if any(title in (segment.title, segment.heading) for _, segment in pairs):
        raise UsageError(_("An item of your own needs a title that no other has, and {title!r} is none.", title=title))
    said = own_items.said(title, change.text, change.recording)
    if not change.recording and all(edited_script.is_own(each.written, material.style) for each in said):
        raise UsageError(_("An item of your own says something: write it."))
    place = place_at(change.place, len(pairs) + 1) if change.place else len(pairs)
    place = _beside_briefs(pairs, place)
    segment = own_items.segment(title, said, draft.script.segments[0].voice, EDITORS)
    pairs.insert(place, (DraftItem(placed=True, pinned=True, worded=True), segment))
    done = EditorChange(change.verb, title, "", "".join(each.written for each in said))
    return draft.with_pairs(pairs, material, {}), done


_Operation = Callable[[ProgrammeDraft, Change, DraftMaterial], tuple[ProgrammeDraft, EditorChange]]
_OPERATIONS: Mapping[Verb, _Operation] = {
    Verb.LEAD: _lead,
    Verb.MOVE: _move,
    Verb.DROP: _drop,
    Verb.ADD: _add,
    Verb.BRIEF: _brief,
    Verb.FULL: _full,
    Verb.PIN: _pin,
    Verb.UNPIN: _pin,
    Verb.SAY: draft_words.say,
    Verb.READ: draft_words.read,
    Verb.CORRECT: draft_words.correct,
    Verb.TELL: draft_words.tell,
    Verb.OWN: _own,
}


def _neighbours(pairs: Sequence[Pair], place: int) -> tuple[Segment | None, Segment | None]:
    """Return the items between which that place lies."""
    before = pairs[place - 1][1] if place else None
    return before, pairs[place][1] if place < len(pairs) else None
