"""What is kept of each show's schedule beside its runs.

Since when it is in force, which failure was reported, and which runs count for nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
from collections.abc import Collection, Iterator
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
    ahead: tuple[str, ...] = ()
    """The ids of runs that a clock which was ahead has submitted: no edition is done by them."""


class ScheduleStateStore:
    """The schedules' states in one state folder; where it cannot be written, they last as long as this object."""

    def __init__(self, state_folder: Path) -> None:
        self._folder = state_folder / "schedule"
        self._known: dict[str, ScheduleState] = {}
        self._reported: dict[str, str] = {}
        """Show -> what `reported` is where the folder cannot be written."""

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
            found = json_codec.load(ScheduleState, path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, TingbaoError):
            return None
        return None if found.since and found.since.tzinfo is None else found

    def is_reported(self, show: str, edition: str) -> bool:
        """Return whether the failure of that edition has been claimed."""
        known = self.read(show)
        return edition in (known.reported if known else "", self._reported.get(show))

    def claim_report(self, show: str, edition: str) -> bool:
        """Return whether the failure of that edition is the caller's to report: of all who ask, one is told so."""
        with self._locked(show):
            known = self.read(show) or self._known[show]
            if edition in (known.reported, self._reported.get(show)):
                return False
            self._put(show, replace(known, reported=edition))
            self._reported[show] = edition
            return True

    def ahead(self, show: str, found: Collection[str], kept: Collection[str]) -> frozenset[str]:
        """Return all runs that were ever found to be submitted ahead, now `found` too, of those whose record is `kept`.

        The clock shows it only as long as it is not yet so late again.
        """
        known = self.read(show) or self._known[show]
        if set(found) <= set(known.ahead):
            return frozenset(known.ahead)
        with self._locked(show):
            known = self.read(show) or self._known[show]
            ahead = {each for each in known.ahead if each in kept} | set(found)
            self._put(show, replace(known, ahead=tuple(sorted(ahead))))
        return frozenset(ahead)

    @contextlib.contextmanager
    def _locked(self, show: str) -> Iterator[None]:
        """Keep other services of this state out, where the folder can be written."""
        with contextlib.ExitStack() as files:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                file = files.enter_context((self._folder / f"{show}.lock").open("w"))
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _put(self, show: str, state: ScheduleState) -> ScheduleState:
        self._known[show] = state
        with contextlib.suppress(OSError):
            atomic_write.write(self._folder / f"{show}.json", json_codec.dump(state).encode())
        return state
