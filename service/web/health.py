"""How the service is: its shows with their last and next runs, its disk; for probes and for people."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from service.core import cron
from service.core.url_scope import DEFAULT_BASE_URL, would_lose_address
from service.errors import PublishError, UsageError
from service.publishing import show_index
from service.runs.due import overdue
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.schedule_state import ScheduleStateStore
from service.settings import Settings, ShowSettings
from service.storage.storage import open_storage
from service.web import show_paths as shows

ROOM = 200_000_000
"""Bytes that must be free where episodes and clips are written: a day's runs of several shows."""
_GOOD = (RunStatus.MADE, RunStatus.HELD, RunStatus.UNCHANGED)
_BAD = (RunStatus.FAILED, RunStatus.LOST)


@dataclass(frozen=True, slots=True)
class ShowHealth:
    """How a show stands."""

    show: ShowSettings
    last: Run | None
    """The last run that has ended and decides anything."""
    last_success: dt.datetime | None
    next_due: dt.datetime
    feed_time: dt.datetime | None
    """When the feed was last written; None where there is none."""
    reasons: tuple[str, ...]
    """What is wrong, without paths and texts: everybody may read it."""


@dataclass(frozen=True, slots=True)
class Health:
    """How everything stands."""

    shows: tuple[ShowHealth, ...]
    free: int
    """Bytes free where there is least room."""
    reasons: tuple[str, ...]


def look(settings: Settings, now: dt.datetime) -> Health:
    """How the service stands at `now`. Blocking: reads the runs' records and asks the disks."""
    standings = tuple(_standing(settings, show, now) for show in settings.show)
    disks = [_disk("output", settings.output), _disk("state", settings.state)]
    free = min(disk[0] for disk in disks)
    room = [] if free >= ROOM else [f"less than {ROOM // 1_000_000} MB are free where episodes are written"]
    shut = [fault for _, fault in disks if fault]
    return Health(standings, free, (*room, *shut, *(reason for each in standings for reason in each.reasons)))


def _standing(settings: Settings, show: ShowSettings, now: dt.datetime) -> ShowHealth:
    tried: dt.datetime | None = None
    last = good = None
    for run in RunStore(settings.state).newest(show.slug):
        if run.trigger not in ("schedule", "api") and run.exit_code == UsageError.exit_code:
            continue  # a slip of the keyboard
        tried = tried or (run.started if run.status is not RunStatus.STOPPED else None)
        last = last or (run if run.status in (*_GOOD, *_BAD, RunStatus.NOTHING) else None)
        if run.status in _GOOD:
            good = run.ended or run.started
            break
    written = _written(settings.output / shows.path(show) / "feed.xml")
    reasons = []
    if last and last.status in _BAD:
        reasons.append(
            f"{show.slug}: the last run has {'failed' if last.status is RunStatus.FAILED else 'been killed'}"
        )
    if _is_astray(settings, show):
        reasons.append(f"{show.slug}: base_url is not set, and the feed is published elsewhere")
    if due := _untried(settings, show, filter(None, (tried, written)), now):
        reasons.append(f"{show.slug}: there was no run at {due:%Y-%m-%d %H:%M}, when it was due")
    return ShowHealth(show, last, good, cron.next_due(settings.cron(show), now), written, tuple(reasons))


def _is_astray(settings: Settings, show: ShowSettings) -> bool:
    """Whether no address is set though the feed has one: its runs are refused."""
    if settings.service.base_url != DEFAULT_BASE_URL:
        return False
    known = ""
    with contextlib.suppress(PublishError):  # whoever makes the show meets it again
        known = show_index.published_feed_url(open_storage(settings.destination), settings.publication(show))
    return bool(known) and would_lose_address(known, settings.service.base_url)


def _untried(
    settings: Settings, show: ShowSettings, done: Iterable[dt.datetime], now: dt.datetime
) -> dt.datetime | None:
    """Return the show's due time that is overdue, where neither what was `done` nor its schedule is younger."""
    if settings.file is None:
        return None
    schedule = ScheduleStateStore(settings.state).read(show.slug)
    last = max((*done, *((schedule.since,) if schedule and schedule.since else ())), default=None)
    last = last or _written(settings.file) or now  # of a new show: no earlier than it was configured
    return overdue(settings.cron(show), last, now)


def _written(path: Path) -> dt.datetime | None:
    """When the file was written last; None where there is none."""
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except OSError:
        return None


def _disk(name: str, folder: Path) -> tuple[int, str]:
    """Bytes free where the folder is or would be made, and what is wrong there."""
    try:
        place = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
        open_ = place.is_dir() and os.access(place, os.W_OK | os.X_OK)
        return shutil.disk_usage(place).free, "" if open_ else f"the {name} folder cannot be written"
    except OSError as error:
        return 0, f"the {name} folder cannot be reached: {error.strerror}"
