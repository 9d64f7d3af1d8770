"""Decide whether a show is due, and if not, when to check again. Pure: the runs, the editions, the clock are arguments.

The latest due time alone counts: what was missed is caught up once. A due time is done when its edition is published or
held back, or was once: what is removed stays removed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.core import cron as crons
from service.core.cron import Cron
from service.core.episode_id import checked_date, edition_of_due
from service.errors import UsageError
from service.runs.run_records import Run, RunStatus

BACK_OFF = tuple(dt.timedelta(minutes=each) for each in (1, 2, 4, 8, 16, 30))
"""From the end of a failed attempt to the next; the last for all further ones."""
NO_TIME = dt.timedelta()
RECHECK_INTERVAL = dt.timedelta(minutes=1)
"""How soon to check again while another run of the show is at work."""
EARLIEST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""No due time is earlier: a clock before this has not been set yet."""
OVERDUE_AFTER = dt.timedelta(hours=1)
"""How long after its due time a show may still be at work."""
CLOCK_TOLERANCE = dt.timedelta(hours=1)
"""A run that was submitted so long after `now` was submitted by a clock that was ahead: two clocks differ by less."""
_DONE = (RunStatus.MADE, RunStatus.HELD, RunStatus.UNCHANGED)
_TRIED = (RunStatus.FAILED, RunStatus.LOST, RunStatus.NOTHING, RunStatus.LOCKED)
"""The statuses that count as an attempt; a run that was stopped does not count: it is begun again."""


class DueStatus(StrEnum):
    """What is known of the latest due time."""

    DONE = "done"
    DUE = "due"
    RUNNING = "running"
    WAITING = "waiting"
    """An attempt has failed, and the next one is not due yet."""
    MISSED = "missed"
    """All attempts have failed, and the deadline has passed."""


@dataclass(frozen=True, slots=True)
class DueState:
    """Whether a show is due, and when to check again."""

    due: dt.datetime
    """The latest due time."""
    edition: str
    status: DueStatus
    check_at: dt.datetime
    """When to check again."""
    last: Run | None = None
    """The last attempt that failed."""
    anew: bool = False
    """The edition stands, but a clock that was ahead has made it: it is to be made again, of what there is by now."""


def due_state(
    cron: Cron,
    done: Container[str],
    runs: Sequence[Run],
    deadline: dt.timedelta,
    now: dt.datetime,
    since: dt.datetime | None = None,
    ahead: dt.timedelta = NO_TIME,
) -> DueState:
    """Return whether the show is due at `now`: its episode is made `ahead` of the due time.

    `done` holds the editions that are published or held back, `runs` the show's runs in any order. Attempts end
    `deadline` after the due time or the first of them, and when the show is due again. What was due up to `since`,
    when this schedule was not yet in force, is nothing to catch up.
    """
    due = crons.latest_due(cron, now + ahead)
    following = (crons.next_due(cron, now + ahead).astimezone(dt.UTC) - ahead).astimezone(cron.zone)
    edition = edition_of_due(due)
    mine = sorted((run for run in runs if run.edition == edition), key=lambda run: run.started)
    before = since is not None and due <= since <= now
    if now < EARLIEST or before or any(run.status in _DONE for run in mine) or edition in done:
        return DueState(due, edition, DueStatus.DONE, following)
    if any(run.status is RunStatus.RUNNING for run in mine):
        return DueState(due, edition, DueStatus.RUNNING, min(now + RECHECK_INTERVAL, following))
    tried = [run for run in mine if run.status in _TRIED and run.started <= now]
    if not tried:
        return DueState(due, edition, DueStatus.DUE, now)
    end = min(max(due.astimezone(dt.UTC), tried[0].started) + deadline, following)
    at = next_attempt(tried)
    if at > end:
        return DueState(due, edition, DueStatus.MISSED, following, tried[-1])
    # A clock that was put back must not make anybody wait for a time that was already reached.
    late = at <= now or any(run.ended and run.ended > now for run in tried)
    return DueState(due, edition, DueStatus.DUE if late else DueStatus.WAITING, now if late else at, tried[-1])


def submitted_ahead(runs: Sequence[Run], now: dt.datetime) -> tuple[str, ...]:
    """Return the ids of the runs that have ended and that, as `now` shows, a clock which was ahead has submitted.

    What counts is the clock of who submitted it, by which ids sort, and not of who made it, elsewhere in a cluster.
    """
    latest = f"{(now + CLOCK_TOLERANCE).astimezone(dt.UTC):%Y%m%dT%H%M%S}"
    return tuple(run.id for run in runs if run.id > latest and run.status is not RunStatus.RUNNING)


def next_attempt(tried: Sequence[Run]) -> dt.datetime:
    """Return when to try again after these attempts."""
    failures = [run.ended or run.started for run in tried if run.status is not RunStatus.LOCKED]
    locked = [(run.ended or run.started) + RECHECK_INTERVAL for run in tried if run.status is RunStatus.LOCKED]
    if failures:
        locked.append(max(failures) + BACK_OFF[min(len(failures), len(BACK_OFF)) - 1])
    return max(locked)


def overdue(cron: Cron, last: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """Return the latest due time where it is OVERDUE_AFTER ago and nothing has happened since; `last`: when it did."""
    due = crons.latest_due(cron, now)
    return due if last < due < now - OVERDUE_AFTER else None


def due_time_on(cron: Cron, date: dt.date, now: dt.datetime) -> dt.datetime:
    """Return the due time of a date that a briefing is for: the last one that is past, else the first one.

    A date on which the show is not due has the times of one on which it is.
    """
    times = cron.on(date) or cron.times(date)
    past = [due for due in times if due.astimezone(dt.UTC) <= now]
    return past[-1] if past else times[0]


def due_time_of(cron: Cron, edition: str) -> dt.datetime | None:
    """Return the due time that an edition is named after (`2026-03-21T0630`), if it is one of the schedule's."""
    try:
        date = dt.datetime.strptime(edition, "%Y-%m-%dT%H%M").date()
        checked_date(date)
    except (ValueError, UsageError):
        return None
    return next((due for due in cron.times(date) if edition_of_due(due) == edition), None)
