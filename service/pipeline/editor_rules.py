"""What the editors of a show have settled for good: `editors/<show>.json` of the state folder, written whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from service.core import json_codec
from service.core.messages import _
from service.core.printable import one_line
from service.core.show_settings import ShowSettings
from service.core.standing_items import StandingItem
from service.errors import Conflict, PublishError, UsageError
from service.storage.local_folder import FolderStorage

_MEND = _("Mend the file, or put one from a backup in its place.")
_TRIALS = 20
"""How often a change is made anew because somebody else has changed the same file meanwhile."""


@dataclass(frozen=True, slots=True)
class EditorRules:
    """What holds for each programme of a show from then on."""

    readings: dict[str, str] = field(default_factory=dict, hash=False)
    """How words are read, beyond all lexicons: `单县` -> `shan4 xian4`."""
    corrections: dict[str, str] = field(default_factory=dict, hash=False)
    """What scans get wrong, and how it should read, beside the configuration's `corrections`."""
    items: tuple[StandingItem, ...] = ()
    """What the show tells on its days beside the news, in order."""

    def all_corrections(self, show: ShowSettings) -> dict[str, str]:
        """Return them with those of the show's configuration."""
        return {**dict(show.corrections), **self.corrections}


class EditorRulesFile:
    """The rules of one show; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, state: Path, show: str) -> None:
        """`state` is the service's state folder."""
        self._files, self._key = FolderStorage(state / "editors"), f"{show}.json"

    def get(self) -> EditorRules:
        """Return the rules as they stand."""
        data = self._files.read(self._key)
        if data is None:
            return EditorRules()
        return json_codec.load(EditorRules, data.decode("utf-8", "replace"), self._files.location(self._key))

    def usable(self) -> tuple[EditorRules, str]:
        """Return what of the rules can be used, and one sentence that names what cannot; empty: all can."""
        data, where = self._files.read(self._key), self._files.location(self._key)
        text = (data or b"{}").decode("utf-8", "replace")
        try:
            kept = json.loads(text)
        except (ValueError, RecursionError):
            kept = None
        if not isinstance(kept, dict):
            return EditorRules(), _(
                "{where} cannot be read: the show goes on without its rules. {mend}", where=where, mend=_MEND
            )
        lost: list[str] = []
        rules = EditorRules(
            _pairs(kept.get("readings"), "readings", lost),
            _pairs(kept.get("corrections"), "corrections", lost),
            _items(kept.get("items"), where, lost),
        )
        return rules, _("{where}: left out {lost}. {mend}", where=where, lost=lost, mend=_MEND) if lost else ""

    def change(self, change: Callable[[EditorRules], EditorRules]) -> EditorRules:
        """Write what `change` makes of the rules, and return it; of two at once none undoes what the other has done."""
        for __ in range(_TRIALS):
            version = self._files.versions("").get(self._key, "")
            new = change(self.get())
            try:
                self._files.write(self._key, json_codec.dump(new).encode(), over=version)
            except Conflict:
                continue
            return new
        raise PublishError(
            _(
                "{location} is being changed by others all the time: try again.",
                location=self._files.location(self._key),
            )
        )


def _pairs(kept: object, name: str, lost: list[str]) -> dict[str, str]:
    """Return the readings or corrections that are some; `lost` gets the names of the others."""
    if kept is None:
        return {}
    if not isinstance(kept, dict):
        lost.append(name)
        return {}
    lost += [
        _("“{each}” of the {name}", each=each, name=name) for each, text in kept.items() if not isinstance(text, str)
    ]
    return {each: text for each, text in kept.items() if isinstance(text, str)}


def _items(kept: object, where: str, lost: list[str]) -> tuple[StandingItem, ...]:
    """Return the standing items that can be told, each name once; `lost` gets the names of the others."""
    if kept is None or kept == []:
        return ()
    if not isinstance(kept, list):
        lost.append("items")
        return ()
    from service.editing import own_items

    found: dict[str, StandingItem] = {}
    for number, each in enumerate(kept, 1):
        try:
            item = own_items.checked(json_codec.load(StandingItem, json.dumps(each), where))
        except UsageError:
            item = None
        if item and item.name not in found:
            found[item.name] = item
        else:
            name = each.get("name") if isinstance(each, dict) else None
            lost.append(
                _("standing item {number} “{name}”", number=number, name=one_line(name)[:40])
                if isinstance(name, str)
                else _("standing item {number}", number=number)
            )
    return tuple(found.values())
