"""What is kept of each show's schedule beside its runs: since when it is in force, and which failure was reported."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from service.core import json_codec
from service.errors import TingbaoError
from service.storage import atomic_write


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """What is kept of one show's schedule."""

    schedule: str
    timezone: str
    since: dt.datetime | None = None
    """When this schedule replaced another; None for a show's first."""
    reported: str = ""
    """The last edition whose failure was reported."""


class ScheduleStateStore:
    """The schedules' states in one state folder; where it cannot be written, they last as long as this object."""

    def __init__(self, state_folder: Path) -> None:
        self._folder = state_folder / "schedule"
        self._known: dict[str, ScheduleState] = {}

    def of(self, show: str, schedule: str, timezone: str, now: dt.datetime) -> ScheduleState:
        """Return the show's state, updated by the schedule that it has now."""
        known = self.read(show) or self._known.get(show)
        if known is None:
            return self._put(show, ScheduleState(schedule, timezone))
        if (known.schedule, known.timezone) != (schedule, timezone):
            return self._put(show, replace(known, schedule=schedule, timezone=timezone, since=now))
        self._known[show] = known
        return known

    def read(self, show: str) -> ScheduleState | None:
        """Return what is written of the show; None where nothing is, or it is damaged."""
        path = self._folder / f"{show}.json"
        try:
            return json_codec.load(ScheduleState, path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, TingbaoError):
            return None

    def reported(self, show: str, edition: str) -> bool:
        """Return whether the failure of that edition was reported."""
        return show in self._known and self._known[show].reported == edition

    def report(self, show: str, edition: str) -> None:
        """Keep that the failure of that edition was reported."""
        self._put(show, replace(self._known[show], reported=edition))

    def _put(self, show: str, state: ScheduleState) -> ScheduleState:
        self._known[show] = state
        with contextlib.suppress(OSError):
            atomic_write.write(self._folder / f"{show}.json", json_codec.dump(state).encode())
        return state
