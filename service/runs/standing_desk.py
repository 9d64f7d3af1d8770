"""The standing items of a show as its editors see and change them.

Each state of the list has a version. A change names the one that it is for: on another one nothing is saved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from service.core import json_codec, log
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.core.standing_items import MOST, StandingItem
from service.errors import OutdatedItems, UsageError
from service.pipeline.editor_rules import EditorRules, EditorRulesFile
from service.pipeline.recordings import Recordings
from service.publishing import manifest
from service.settings import Settings

ANY = "*"
"""In place of a version: the newest, whichever it is."""


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """A standing item."""

    name: str
    text: str
    sound: str | None
    """What its recording is kept under; null: the show's voice says the text."""
    seconds: float | None
    """Of its recording."""
    place: int
    """The number that it has among the programme's items; 0: it is the last."""
    days: tuple[str, ...]
    """The weekdays on which it is told, mon to sun; empty: all."""
    since: dt.date | None
    until: dt.date | None
    on: bool
    over: bool
    """Whether its last day is past."""
    lost: bool
    """Whether the file of its recording is missing or damaged: programmes go out without it."""


@dataclass(frozen=True, slots=True)
class ItemsReport:
    """The standing items of a show, in their order."""

    show: str
    version: str
    items: tuple[ReportedItem, ...]


class StandingDesk:
    """The standing items of one show; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, settings: Settings, show: ShowSettings) -> None:
        self.recordings = Recordings(settings.state, show.slug)
        self._show, self._zone = show.slug, settings.cron(show).zone
        self._rules = EditorRulesFile(settings.state, show.slug)

    def report(self, now: dt.datetime) -> ItemsReport:
        """Return all of them, as they stand."""
        items, today = self._rules.get().items, now.astimezone(self._zone).date()
        told = (
            ReportedItem(
                each.name,
                each.text,
                each.recording.key if each.recording else None,
                round(each.recording.seconds, 2) if each.recording else None,
                each.place,
                each.days,
                each.since,
                each.until,
                each.on,
                each.is_over(today),
                bool(each.recording and not self.recordings.get(each.recording.key)),
            )
            for each in items
        )
        return ItemsReport(self._show, _version(items), tuple(told))

    def get(self, name: str) -> StandingItem | None:
        """Return the item of that name; None where there is none."""
        return next((each for each in self._rules.get().items if each.name == name), None)

    def put(self, name: str, item: StandingItem, on: str, by: str) -> None:
        """Keep an item in place of the one of that name; where there is none, or no name, behind the others.

        Raise UsageError where it cannot be told or another one has its name, OutdatedItems where `on` is not the newest
        version.
        """
        from service.editing import own_items

        if wrong := next(manifest.impossible_values((item.name, item.text), "the text"), ""):
            raise UsageError(_("{wrong}: take it out.", wrong=wrong))
        new = own_items.checked(item)

        def changed(items: tuple[StandingItem, ...]) -> tuple[StandingItem, ...]:
            if any(each.name == new.name != name for each in items):
                raise UsageError(_("There is a standing item “{name}” already.", name=new.name))
            if any(each.name == name for each in items):
                return tuple(new if each.name == name else each for each in items)
            if len(items) >= MOST:
                raise UsageError(_("A show has {most} standing items at the most: remove one that is over.", most=MOST))
            return (*items, new)

        self._change(changed, on)
        log.event("standing item kept", show=self._show, by=by, item=new.name)

    def remove(self, name: str, on: str, by: str) -> None:
        """Take an item away; raise as `put`."""

        def changed(items: tuple[StandingItem, ...]) -> tuple[StandingItem, ...]:
            left = tuple(each for each in items if each.name != name)
            if left == items:
                raise UsageError(_("There is no standing item “{name}”.", name=name))
            return left

        self._change(changed, on)
        log.event("standing item removed", show=self._show, by=by, item=name)

    def send(self, data: bytes) -> str:
        """Keep a sound, and return what it is kept under. Raise UsageError where it is none."""
        return self.recordings.save(data).key

    def _change(self, change: Callable[[tuple[StandingItem, ...]], tuple[StandingItem, ...]], on: str) -> None:
        def changed(rules: EditorRules) -> EditorRules:
            if on not in (ANY, _version(rules.items)):
                raise OutdatedItems
            return replace(rules, items=change(rules.items))

        self._rules.change(changed)


def _version(items: tuple[StandingItem, ...]) -> str:
    """Return what a state of the list is known by."""
    return hashlib.sha256(json_codec.dump(items).encode()).hexdigest()[:12]
