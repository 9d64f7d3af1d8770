"""The versions of a draft, beside the episode that waits: each is a file that nobody ever writes over.

Undo and redo make a new version too, which has what an earlier one has. So two editors cannot lose each other's work:
who saves on a version that is not the newest is told so, and nothing of his is written.

A version whose file is damaged is as the one before it: what it changed is lost, and is named so among the changes.
Somebody goes on from there; nothing is published of it before he has.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass, replace

from service.core import json_codec, log
from service.core.messages import _
from service.editing.programme_draft import ProgrammeDraft
from service.errors import Conflict, OutdatedDraft, UsageError
from service.model import EditorChange
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes
from service.publishing import episode_notes

NONE = -1
"""In place of a version where there is none."""
LOST = "lost"
"""What a change is called that is lost with its version's file."""
LAST = 99_999
"""The number of the last version that a draft can have."""


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """One version of a draft."""

    number: int
    """From 0, the programme as it was made."""
    draft: ProgrammeDraft
    undo: int = NONE
    """The version that it was made from."""
    redo: int = NONE
    """The version that was undone."""
    change: EditorChange | None = None
    """What was changed; None: nothing has been."""
    changed_by: str = ""
    changed_at: dt.datetime | None = None
    saved_by: str = ""
    """Who saved this version: of one that was gone back to, who went back."""
    saved_at: dt.datetime | None = None
    settled: bool = False
    """Whether it has what was settled for good in another draft, and is else as the version before it."""

    @property
    def is_lost(self) -> bool:
        """Whether its file is damaged, and nobody has gone on from it."""
        return self.change is not None and self.change.what == LOST and not self.saved_by

    @property
    def can_undo(self) -> bool:
        """Whether it was made from another one."""
        return self.undo != NONE

    @property
    def can_redo(self) -> bool:
        """Whether it was gone back to."""
        return self.redo != NONE


def title_of(pending: PendingEpisodes, waiting: PendingEpisode) -> str:
    """Return the title under which listeners would see the newest version of an episode's draft."""
    if not pending.newest_draft(waiting):
        return waiting.episode.title
    first = ProgrammeDraft(waiting.episode.script, ())
    return episode_notes.title(DraftVersions(pending, waiting, first).newest().draft.script)


class DraftVersions:
    """The versions of the draft of one episode; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, pending: PendingEpisodes, waiting: PendingEpisode, first: ProgrammeDraft) -> None:
        """`first` is the programme as it was made."""
        self._pending, self._waiting, self._first = pending, waiting, DraftVersion(0, first)

    def newest(self) -> DraftVersion:
        """Return the newest version."""
        return self.get(self._pending.newest_draft(self._waiting))

    def get(self, number: int) -> DraftVersion:
        """Return a version. Raise UsageError where there is none."""
        if number == 0:
            return self._first
        key = self._pending.draft_key(self._waiting, number)
        data = self._pending.files.read(key)
        if data is None and number > (newest := self._pending.newest_draft(self._waiting)):
            raise UsageError(
                _("There is no version {number} of this draft: the newest is {newest}.", number=number, newest=newest)
            )
        try:
            text = (data or b"").decode("utf-8", "replace")
            return json_codec.load(DraftVersion, text, self._pending.files.location(key))
        except UsageError as error:
            log.event("a version of a draft is damaged", log.WARNING, error=str(error))
        before = self.get(number - 1)
        return DraftVersion(number, before.draft, undo=before.number, change=EditorChange(LOST, f"{number}"))

    def save(
        self,
        draft: ProgrammeDraft,
        change: EditorChange,
        on: DraftVersion,
        by: str,
        now: dt.datetime,
        *,
        settled: bool = False,
    ) -> DraftVersion:
        """Save a draft that was made from the version `on`. Raise OutdatedDraft where that is not the newest."""
        made = DraftVersion(on.number, draft, undo=on.number, change=change, changed_by=by, changed_at=now)
        return self._put(made, on, by, now, settled=settled)

    def undo(self, on: DraftVersion, by: str, now: dt.datetime) -> DraftVersion:
        """Go back to what `on` was made from. Raise UsageError where it was made from nothing, OutdatedDraft."""
        if not on.can_undo:
            raise UsageError(_("There is nothing to undo: the draft is as the program made it."))
        before = self.get(on.undo)
        return self._put(replace(before, redo=on.number), on, by, now)

    def redo(self, on: DraftVersion, by: str, now: dt.datetime) -> DraftVersion:
        """Go back to what was undone. Raise UsageError where nothing was, OutdatedDraft."""
        if not on.can_redo:
            raise UsageError(_("There is nothing to redo."))
        return self._put(self.get(on.redo), on, by, now)

    def is_newest(self, number: int) -> bool:
        """Return whether no editor of this draft has saved since that version: what was settled elsewhere may be."""
        newest = self._pending.newest_draft(self._waiting)
        return 0 <= number <= newest and all(self.get(each).settled for each in range(number + 1, newest + 1))

    def claim(self, version: DraftVersion, by: str, now: dt.datetime) -> None:
        """Save the version once more before it is published: whoever changes it meanwhile is told so.

        Raise OutdatedDraft where it `is_newest` no more.
        """
        while True:
            on = self.newest()
            if not self.is_newest(version.number):
                raise OutdatedDraft(version.number, on.number)
            with contextlib.suppress(OutdatedDraft):  # settled just now, or changed: look again
                self._put(version, on, by, now)
                return

    def changes(self, version: DraftVersion) -> tuple[EditorChange, ...]:
        """Return what the version has changed of the programme as it was made, in order."""
        return tuple(each.change for each in self.history(version) if each.change)

    def history(self, version: DraftVersion) -> tuple[DraftVersion, ...]:
        """Return the versions that led to this one, the oldest first, without those that were undone."""
        found = []
        while version.can_undo:
            found.append(version)
            version = self.get(version.undo)
        return tuple(reversed(found))

    def _put(
        self, version: DraftVersion, on: DraftVersion, by: str, now: dt.datetime, *, settled: bool = False
    ) -> DraftVersion:
        """Write the version behind `on`, which must be the newest."""
        version = replace(version, number=on.number + 1, saved_by=by, saved_at=now, settled=settled)
        newest = self._pending.newest_draft(self._waiting)
        if on.number != newest:
            raise OutdatedDraft(on.number, newest)
        if version.number > LAST:
            raise UsageError(_("The draft has {last:,} versions: publish the episode, or remove it.", last=LAST))
        try:
            key = self._pending.draft_key(self._waiting, version.number)
            self._pending.write_beside(self._waiting, key, json_codec.dump(version).encode(), over="")
        except Conflict:
            raise OutdatedDraft(on.number, self._pending.newest_draft(self._waiting)) from None
        return version
