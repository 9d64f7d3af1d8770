"""A draft: the programme of an episode that waits, as its editor has it so far, and what he may do with it.

Each operation makes a new draft of a draft, or raises UsageError with one sentence and changes nothing. What he wrote
stands; what the program wrote around it mends itself (`draft_frame`). Nothing is fitted to the length here:
`pipeline.draft_fit` does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from service.editing import edited_script
from service.editing.draft_frame import Frame
from service.editing.draft_material import DraftItem, DraftMaterial, Pair
from service.errors import UsageError
from service.language import sentences
from service.model import EditorChange, Kind, Script, Segment, Skipped, Utterance, VoiceLine

LONGEST_SENTENCE = 300
"""Characters of a sentence that an editor may write: no anchor says more in a breath."""
DROPPED = "dropped by the editor"
"""Why a story is left out that its editor does not want."""
_OWN = {"opening": Kind.OPENING, "headlines": Kind.HEADLINES, "close": Kind.CLOSING}
_TARGET = re.compile(r"(?P<part>\d{1,4}|opening|headlines|briefs|close)(?:\.(?P<sentence>\d{1,4}))?")

_TITLE = ".title"


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


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an editor asks for."""

    verb: Verb
    target: str
    """A story by its number (`3`), a sentence of it (`3.2`), or one of the programme's own (`opening.1`, `headlines.2`,
    `briefs.1`, `close.1`), or a story's title as listeners see it (`3.title`). Of `add` the number of a story that is
    left out, of `read` a word of the programme."""
    place: int = 0
    """Of `move` and `add` the number that the story is to have; 0: where it fits best."""
    text: str = ""
    """Of `say` what is said there, empty: nothing; of `read` the word's pinyin, empty: as the lexicons say."""


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme as its editor has it."""

    script: Script
    items: tuple[DraftItem, ...]
    """What is known of each item beside its words, in the order of the programme."""
    dropped: tuple[int, ...] = ()
    """The stories that its editor does not want, as indexes into the material."""

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
            raise UsageError("Nothing of a story would be left but what leads to it: drop the story instead.")
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
    """Return the stories that are left out and can be told, in their order: `add` counts them from 1."""
    told = {item.story for item in draft.items}
    return tuple(each for each in range(len(material.stories)) if each not in told)


def changed(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Return the draft with the change made, and what it changed; raise UsageError where that cannot be."""
    return _OPERATIONS[change.verb](draft, change, material)


def _lead(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    return _move(draft, replace(change, place=1), material)


def _move(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, _story(draft, change.target)
    place = _place(change.place, len(pairs))
    item, segment = pairs.pop(at)
    if place == at:
        raise UsageError(f"“{segment.heading}” has the place {at + 1} already.")
    pairs.insert(place, material.in_its_place(replace(item, placed=True), segment, *_neighbours(pairs, place)))
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title, f"{at + 1}", f"{place + 1}")


def _drop(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    if "." in change.target:
        return _say(draft, replace(change, verb=Verb.SAY, text=""), material)
    pairs, at = draft.pairs, _story(draft, change.target)
    if len(pairs) == 1:
        raise UsageError("It is the programme's only story: add another one first, or remove the episode.")
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
        raise UsageError("No story that can be told is left out: there is nothing to add.")
    number = int(change.target) if re.fullmatch(r"\d{1,4}", change.target) else 0
    if not 1 <= number <= len(left):
        raise UsageError(f"There is no left-out story {change.target}: they have the numbers 1 to {len(left)}.")
    story = left[number - 1]
    pair = material.shortest(story)
    place = material.natural_place(pair, pairs)
    if change.place:
        place = _place(change.place, len(pairs) + 1)
        pair = material.in_its_place(*pair, *_neighbours(pairs, place))
    pairs.insert(place, pair)
    new = draft.with_pairs(pairs, material, {})
    dropped = tuple(each for each in draft.dropped if each != story)
    return replace(new, dropped=dropped), EditorChange(change.verb, pair[1].title, "", f"{place + 1}")


def _brief(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, _story(draft, change.target)
    item, segment = pairs.pop(at)
    if segment.kind is Kind.BRIEF:
        raise UsageError(f"“{segment.heading}” is a brief already.")
    pair = material.as_brief(replace(item, placed=True), segment)
    pairs.insert(material.natural_place(pair, pairs), pair)
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title)


def _full(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, _story(draft, change.target)
    item, segment = pairs.pop(at)
    if item.in_full:
        raise UsageError(f"“{segment.heading}” is told in full already.")
    if segment.kind is Kind.STORY and not item.is_as_told:
        raise UsageError(f"There is no more of “{segment.heading}”: it stands as it is written.")
    pair = material.in_full(replace(item, placed=True, in_full=True), segment)
    place = material.natural_place(pair, pairs) if segment.kind is Kind.BRIEF else at
    pairs.insert(place, pair)
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title)


def _pin(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, _story(draft, change.target)
    item, segment = pairs[at]
    pinned = change.verb is Verb.PIN
    if item.pinned is pinned:
        raise UsageError(f"“{segment.heading}” is {'pinned already' if pinned else 'not pinned'}.")
    pairs[at] = replace(item, pinned=pinned), segment
    return draft.with_pairs(pairs, material, {}), EditorChange(change.verb, segment.title)


def _say(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    if change.target.endswith(_TITLE):
        return _title(draft, change, material)
    part, sentence = _parsed(change.target)
    index, item = _part(draft, part)
    segment = draft.script.segments[index]
    was = _sentence(part, segment, sentence)
    words = _sentences(change.text)
    if words == [was.written]:
        raise UsageError(f"{part}.{sentence} says that already.")
    said = tuple(_reworded(was, each) for each in words)
    utterances = (*segment.utterances[: sentence - 1], *said, *segment.utterances[sentence:])
    if item is not None and all(edited_script.is_own(each.written, material.style) for each in utterances):
        raise UsageError(f"Nothing of “{segment.heading}” would be left: drop the story instead.")
    if not utterances and segment.kind in (Kind.OPENING, Kind.CLOSING):
        raise UsageError(f"Nothing of the {part} would be left: a programme has one.")
    segments = [*draft.script.segments]
    segments[index : index + 1] = [replace(segment, utterances=utterances)] if utterances else []
    items = [*draft.items]
    if item is not None:
        items[item] = replace(items[item], placed=True, worded=True)
    new = replace(draft, script=replace(draft.script, segments=tuple(segments)), items=tuple(items))
    done = EditorChange(change.verb, part if item is None else segment.title, was.written, "".join(words))
    return new.with_pairs(new.pairs, material, {}), done


def voice_line(draft: ProgrammeDraft, target: str) -> VoiceLine:
    """Return the sentence that a target names, and whose it is. Raise UsageError where it names none."""
    part, number = _parsed(target)
    segment = draft.script.segments[_part(draft, part)[0]]
    return VoiceLine(segment.voice, _sentence(part, segment, number))


def _sentence(part: str, segment: Segment, number: int) -> Utterance:
    """Return the sentence of a part by its number. Raise UsageError where there is none."""
    if 1 <= number <= len(segment.utterances):
        return segment.utterances[number - 1]
    raise UsageError(f"{part} has no sentence {number}: name one from {part}.1 to {part}.{len(segment.utterances)}.")


def _title(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, _story(draft, change.target.removesuffix(_TITLE))
    item, segment = pairs[at]
    text = " ".join(change.text.split())
    if len(text) > LONGEST_SENTENCE:
        raise UsageError(f"A title of over {LONGEST_SENTENCE} characters: shorten it.")
    new = replace(segment, shown_title=text)
    if new.heading == segment.heading:
        raise UsageError(f"“{new.heading}” is its title already.")
    pairs[at] = replace(item, placed=True, worded=True), new
    return draft.with_pairs(pairs, material, {}), EditorChange("say", segment.title, segment.heading, new.heading)


def _read(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    word, pinyin, known = change.target, " ".join(change.text.split()), draft.script.readings
    said = (each.written for segment in draft.script.segments for each in segment.utterances)
    if word not in known and not any(word in each for each in said):
        raise UsageError(f"Nothing of this programme says {word!r}.")
    if known.get(word, "") == pinyin:
        raise UsageError(f"“{word}” is read so already.")
    readings = {each: reading for each, reading in {**known, word: pinyin}.items() if reading}
    new = replace(draft, script=replace(draft.script, readings=readings))
    return new, EditorChange(change.verb, word, known.get(word, ""), pinyin)


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
    Verb.SAY: _say,
    Verb.READ: _read,
}


def _parsed(target: str) -> tuple[str, int]:
    """Return part and sentence of a target; 0: no sentence. Raise UsageError for what is none."""
    found = _TARGET.fullmatch(target)
    if not found:
        raise UsageError(
            f"There is nothing called {target!r} in a draft: name a story (3), a sentence of it (3.2), or one of"
            " opening, headlines, briefs and close (opening.1)."
        )
    return found["part"], int(found["sentence"] or 0)


def _story(draft: ProgrammeDraft, target: str) -> int:
    """Return the index of the item that a target names. Raise UsageError where it names none."""
    part, sentence = _parsed(target)
    if sentence or not part.isdigit():
        raise UsageError(f"{target} is no story: name one by its number, from 1 to {len(draft.items)}.")
    return _place(int(part), len(draft.items))


def _part(draft: ProgrammeDraft, part: str) -> tuple[int, int | None]:
    """Return the index of the segment that a target names, and its item's. Raise UsageError where it names none."""
    segments = draft.script.segments
    if part.isdigit():
        at = _place(int(part), len(draft.items))
        item = Frame.of(segments).items[at]
        return next(index for index, each in enumerate(segments) if each is item), at
    named = [each.is_lead_in if part == "briefs" else each.kind is _OWN[part] for each in segments]
    if not any(named):
        raise UsageError(f"This programme has no {part}.")
    return named.index(True), None


def _place(number: int, count: int) -> int:
    """Return the index of a number that counts from 1. Raise UsageError where there are not so many."""
    if not 1 <= number <= count:
        raise UsageError(f"There is no place {number}: the programme's stories have the numbers 1 to {count}.")
    return number - 1


def _neighbours(pairs: Sequence[Pair], place: int) -> tuple[Segment | None, Segment | None]:
    """Return the items between which that place lies."""
    before = pairs[place - 1][1] if place else None
    return before, pairs[place][1] if place < len(pairs) else None


def _sentences(text: str) -> list[str]:
    """Return what an editor wrote, a sentence each. Raise UsageError where one is too long to be said."""
    words = " ".join(text.split())
    found = sentences.split(words)
    if "".join(found) != words.replace(" ", "") and "".join(found).replace(" ", "") != words.replace(" ", ""):
        found = [words] if words else []
    if too_long := next((each for each in found if len(each) > LONGEST_SENTENCE), ""):
        raise UsageError(f"“{too_long[:12]}…” has over {LONGEST_SENTENCE} characters: end a sentence in between.")
    return found


def _reworded(utterance: Utterance, written: str) -> Utterance:
    """Return the utterance with an editor's words."""
    days = tuple(each for each in utterance.days if each.became and each.became in written)
    return replace(utterance, written=written, spoken="", days=days, writer="")
