"""What a form of the draft's page asks for, made on the version that was seen: the texts first, then the button.

A text or a story is known by what it was in the version that was seen, never by its number alone: with each change the
fit may take a story out or let one in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from service.core.messages import _
from service.editing import programme_draft
from service.editing.programme_draft import Change, ProgrammeDraft, Verb
from service.errors import OutdatedDraft, UsageError
from service.model import Script, Segment
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.draft_versions import DraftVersion
from service.runs.draft_report import parts_of
from service.web.desk.desk_episode import version_of_tag

SAID = "say "
"""What the name of a text's field begins with; its target follows."""
_ACT = re.compile(r"(?P<verb>[a-z]{2,6})(?: (?P<target>[\w.]{1,20}))?", re.ASCII)
_STEPS = {"up": -1, "down": 1}
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An item of the editor's own as a form has it."""

    title: str = ""
    text: str = ""
    place: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether anything is written in it."""
        return bool(self.title.strip() or self.text.strip())

    def change(self) -> Change:
        """Return the change that brings it in."""
        return Change(Verb.OWN, self.title, int(self.place) if re.fullmatch(r"\d{1,4}", self.place) else 0, self.text)


@dataclass(slots=True)
class EditOutcome:
    """What came of a form."""

    version: DraftVersion
    """The newest."""
    story: str = ""
    """The story that was changed, as the newest version calls it; empty: none."""
    outdated: DraftVersion | None = None
    """The version that was seen, where it is no more the newest: nothing was saved."""
    anew: bool = False
    """Whether the episode has been made anew since: nothing was saved."""
    undone: str = ""
    """The button that had no effect, as it was pressed."""
    fault: str = ""
    """Why not, a sentence."""
    unsaved: dict[str, str] = field(default_factory=dict)
    """The texts that were not saved, by their targets in the newest version."""
    own: OwnItem = field(default_factory=lambda: OwnItem())
    """The item of the editor's own that the form has, where it was not brought in."""
    homeless: list[str] = field(default_factory=list)
    """The texts that were not saved and have no place in the newest version."""

    @property
    def is_done(self) -> bool:
        """Whether all was done that was asked for."""
        return not (self.outdated or self.anew or self.fault or self.unsaved or self.homeless)


def made(desk: DraftDesk, fields: Mapping[str, str], by: str, now: dt.datetime) -> EditOutcome:
    """Do what a form asks for, and say what came of it. Raise UsageError for what is no form of ours."""
    outcome = _made(desk, fields, by, now)
    if not outcome.is_done or fields.get("do") != Verb.OWN:
        outcome.own = _own_item(fields)
    return outcome


def change_of_field(fields: Mapping[str, str], seen: Script) -> Change | None:
    """Return the change that the field which is typed in makes of that script; None where it is none, or only begun."""
    name = fields.get("field", "")
    if name.startswith("own_"):
        own = _own_item(fields)
        return own.change() if own.title.strip() and own.text.strip() else None
    target = name.removeprefix(SAID)
    found = dict(_changed(seen, {target: fields.get(name, "")}))
    return Change(Verb.SAY, target, text=found[target]) if target in found else None


def _own_item(fields: Mapping[str, str]) -> OwnItem:
    return OwnItem(*(fields.get(f"own_{name}", "") for name in ("title", "text", "place")))


def _made(desk: DraftDesk, fields: Mapping[str, str], by: str, now: dt.datetime) -> EditOutcome:
    newest, act = desk.version(), fields.get("do", "save")
    seen = version_of_tag(desk, fields.get("version", ""))
    if not _ACT.fullmatch(act):
        raise UsageError(_("This form is not of this page: load it anew."))
    texts = {name.removeprefix(SAID): text for name, text in fields.items() if name.startswith(SAID)}
    if seen is None:
        said = {each.written for segment in newest.draft.script.segments for each in segment.utterances}
        said |= {segment.heading for segment in newest.draft.script.segments}
        return EditOutcome(
            newest, anew=True, undone=act, homeless=[each for each in texts.values() if each not in said]
        )
    edits = _Edits(desk, seen, dict(_changed(seen.draft.script, texts)), _own_item(fields))
    if seen.number != newest.number:
        return edits.told_outdated(newest, act)
    return edits.made(act, by, now)


class _Edits:
    """The texts that were changed in a version, and the button that was pressed there."""

    def __init__(self, desk: DraftDesk, seen: DraftVersion, texts: Mapping[str, str], own: OwnItem) -> None:
        self._desk, self._seen, self._texts, self._own = desk, seen, texts, own

    def told_outdated(self, newest: DraftVersion, act: str) -> EditOutcome:
        left = {target: text for target, text in self._texts.items() if not self._is_said(target, text, newest)}
        if act == "save" and self._texts and not left:
            return EditOutcome(newest)  # sent once more by a browser that the first answer did not reach
        outcome = EditOutcome(newest, outdated=self._seen, undone=act)
        self._keep(outcome, left)
        return outcome

    def made(self, act: str, by: str, now: dt.datetime) -> EditOutcome:
        outcome, left = EditOutcome(self._seen), dict(self._texts)
        try:
            for target, text in self._texts.items():
                if place := self._place(target, outcome.version):
                    outcome.version = self._desk.change(Change(Verb.SAY, place, text=text), outcome.version, by, now)
                    outcome.story = self._place(target.partition(".")[0], outcome.version)
                    del left[target]
            self._press(act, outcome, by, now)
        except OutdatedDraft:
            outcome.version, outcome.outdated, outcome.undone = self._desk.version(), self._seen, act
        except UsageError as error:
            outcome.fault, outcome.undone = str(error), act
        self._keep(outcome, left)
        return outcome

    def _press(self, act: str, outcome: EditOutcome, by: str, now: dt.datetime) -> None:
        desk, on, pressed = self._desk, outcome.version, _ACT.fullmatch(act)
        verb, target = (pressed["verb"], pressed["target"] or "") if pressed else ("", "")
        if verb == "save":
            return
        if verb == "undo":
            outcome.version, outcome.story = desk.undo(on, by, now), ""
        elif verb == "redo":
            outcome.version, outcome.story = desk.redo(on, by, now), ""
        else:
            change = self._change(verb, target, on)
            outcome.version = desk.change(change, on, by, now)
            outcome.story = _story_of(change, on.draft, outcome.version.draft, desk)

    def _change(self, verb: str, target: str, on: DraftVersion) -> Change:
        """Return the change that a button means on that version. Raise UsageError where it means none."""
        if verb not in (*_STEPS, *Verb):
            raise UsageError(_("There is no such button."))
        if verb == Verb.OWN:
            return self._own.change()
        if verb == Verb.ADD:
            before, after = (
                programme_draft.addable(each.draft, self._desk.material_of(each.draft)) for each in (self._seen, on)
            )
            number = int(target) if target.isdigit() else 0
            story = before[number - 1] if 1 <= number <= len(before) else -1
            if story not in after:
                raise UsageError(_("The story is in the programme already."))
            return Change(Verb.ADD, str(after.index(story) + 1))
        target, _dot, sentence = target.partition(".") if verb == Verb.TELL else (target, "", "")
        place = self._place(target, on)
        if not place:
            raise UsageError(_("The story is no longer in the programme."))
        if verb == Verb.TELL:
            return Change(Verb.TELL, place, int(sentence) if sentence.isdigit() else 0)
        if verb in _STEPS:
            return Change(Verb.MOVE, place, int(place) + _STEPS[verb])
        return Change(Verb(verb), place)

    def _place(self, target: str, now: DraftVersion) -> str:
        return moved(target, self._seen.draft.script, now.draft.script)

    def _is_said(self, target: str, text: str, now: DraftVersion) -> bool:
        """Return whether the part of the programme that a text was written for says it already."""
        part, _dot, rest = target.partition(".")
        segment = dict(zip(parts_of(now.draft.script), now.draft.script.segments, strict=True)).get(
            self._place(part, now)
        )
        if segment is None or not text:
            return False
        return (
            segment.heading == text if rest == _TITLE else text in "".join(each.written for each in segment.utterances)
        )

    def _keep(self, outcome: EditOutcome, texts: Mapping[str, str]) -> None:
        for target, text in texts.items():
            if place := self._place(target, outcome.version):
                outcome.unsaved[place] = text
            else:
                outcome.homeless.append(text)


def moved(target: str, seen: Script, now: Script) -> str:
    """Return what another version calls a story, a title or a sentence of the version that was seen; empty: nothing."""
    part, _dot, rest = target.partition(".")
    segment = dict(zip(parts_of(seen), seen.segments, strict=True)).get(part)
    if segment is None:
        return ""
    for name, each in zip(parts_of(now), now.segments, strict=True):
        if (each.origin, each.title) == (segment.origin, segment.title) if part.isdigit() else name == part:
            if rest in ("", _TITLE):
                return f"{name}.{rest}".rstrip(".")
            return _sentence(name, rest, segment, each)
    return ""


def _sentence(part: str, number: str, seen: Segment, now: Segment) -> str:
    """Return what the sentence of that number in a segment is called in another version of it; empty: nothing."""
    index = int(number) - 1 if number.isdigit() else -1
    if not 0 <= index < len(seen.utterances):
        return ""
    said = [each.written for each in now.utterances]
    words = seen.utterances[index].written
    if index < len(said) and said[index] == words:
        return f"{part}.{number}"
    return f"{part}.{said.index(words) + 1}" if words in said else ""


def _changed(script: Script, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the texts that are others than those of the script, of each part the last sentence first.

    The stories come first: one in which its editor has written is not left out for want of room.
    """
    segments = zip(parts_of(script), script.segments, strict=True)
    for part, segment in sorted(segments, key=lambda each: not each[0].isdigit()):
        stands = {f"{part}.{number}": each.written for number, each in enumerate(segment.utterances, 1)}
        stands[f"{part}.{_TITLE}"] = segment.heading
        for target in reversed(stands):
            text = " ".join(texts.get(target, stands[target]).split())
            if text != " ".join(stands[target].split()):
                yield target, text


def _story_of(change: Change, before: ProgrammeDraft, after: ProgrammeDraft, desk: DraftDesk) -> str:
    """Return what the new version calls the story that was changed; empty where it is there no more."""
    if change.verb is Verb.ADD:
        story = programme_draft.addable(before, desk.material_of(before))[int(change.target) - 1]
        places = [item.story for item in after.items]
        return str(places.index(story) + 1) if story in places else ""
    if change.verb is Verb.OWN:
        return next((str(at) for at, (_number, each) in enumerate(after.pairs, 1) if each.title == change.target), "")
    return moved(change.target.partition(".")[0], before.script, after.script)
