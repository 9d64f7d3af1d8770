"""How the service is: its shows with their last and next runs, its disk; for probes and for people."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass

from service import cron
from service.runs import Run, Runs, Status
from service.settings import Settings, ShowSettings
from service.web import shows

ROOM = 200_000_000
"""Bytes that must be free where episodes and clips are written: a day's runs of several shows."""
LATE = dt.timedelta(hours=1)
"""How long after its due time a show may still be at work."""
_GOOD = (Status.MADE, Status.HELD, Status.UNCHANGED)
_BAD = (Status.FAILED, Status.LOST)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a show stands."""

    show: ShowSettings
    runs: tuple[Run, ...]
    """The remembered ones, the newest first."""
    last_success: dt.datetime | None
    next_due: dt.datetime
    feed_time: dt.datetime | None
    """When the feed was last written; None where there is none."""
    reasons: tuple[str, ...]
    """What is wrong, without paths and texts: everybody may read it."""

    @property
    def last(self) -> Run | None:
        """The last run that has ended and decides anything."""
        return next((run for run in self.runs if run.status in (*_GOOD, *_BAD, Status.NOTHING)), None)


@dataclass(frozen=True, slots=True)
class Health:
    """How everything stands."""

    shows: tuple[Standing, ...]
    free: int
    """Bytes free where there is least room."""
    reasons: tuple[str, ...]


def look(settings: Settings, now: dt.datetime) -> Health:
    """How the service stands at `now`. Blocking: reads the runs' records and asks the disks."""
    standings = tuple(_standing(settings, show, now) for show in settings.show)
    free = min(_free(settings), default=0)
    room = () if free >= ROOM else (f"less than {ROOM // 1_000_000} MB are free where episodes are written",)
    return Health(standings, free, (*room, *(reason for each in standings for reason in each.reasons)))


def _standing(settings: Settings, show: ShowSettings, now: dt.datetime) -> Standing:
    runs = Runs(settings.state).list(show.slug)
    schedule = settings.cron(show)
    good = next((run.ended or run.started for run in runs if run.status in _GOOD), None)
    feed = settings.output / shows.path(show) / "feed.xml"
    try:
        written = dt.datetime.fromtimestamp(feed.stat().st_mtime, dt.UTC)
    except OSError:
        written = None
    found = Standing(show, runs, good, cron.next_due(schedule, now), written, ())
    return Standing(show, runs, good, found.next_due, written, tuple(_reasons(found, settings, now)))


def _reasons(standing: Standing, settings: Settings, now: dt.datetime) -> list[str]:
    slug, last = standing.show.slug, standing.last
    due = cron.latest_due(settings.cron(standing.show), now)
    found = []
    if last and last.status in _BAD:
        found.append(f"{slug}: the last run has {'failed' if last.status is Status.FAILED else 'been killed'}")
    if settings.configured and last and last.started < due < now - LATE:
        found.append(f"{slug}: there was no run at {due:%Y-%m-%d %H:%M}, when it was due")
    return found


def _free(settings: Settings) -> list[int]:
    found = []
    for folder in (settings.output, settings.state):
        there = next((each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir()), None)
        if there:
            found.append(shutil.disk_usage(there).free)
    return found
