"""What the editors of a show have settled for good: `editors/<show>.json` of the state folder, written whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from service.core import json_codec
from service.core.show_settings import ShowSettings
from service.core.standing_items import StandingItem
from service.errors import Conflict, PublishError
from service.storage.local_folder import FolderStorage

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

    def change(self, change: Callable[[EditorRules], EditorRules]) -> EditorRules:
        """Write what `change` makes of the rules, and return it; of two at once none undoes what the other has done."""
        for _ in range(_TRIALS):
            version = self._files.versions("").get(self._key, "")
            new = change(self.get())
            try:
                self._files.write(self._key, json_codec.dump(new).encode(), over=version)
            except Conflict:
                continue
            return new
        raise PublishError(f"{self._files.location(self._key)} is being changed by others all the time: try again.")
