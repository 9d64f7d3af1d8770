"""Check the health of the service: each show's last and next run, and the disks. For probes and for people."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from service.core import cron
from service.core.cron import Cron
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.core.url_scope import DEFAULT_BASE_URL, would_lose_address
from service.errors import PublishError, UsageError
from service.publishing import show_index
from service.runs.due import due_time_of, overdue
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.schedule_state import ScheduleStateStore
from service.settings import Settings
from service.storage.storage import open_storage
from service.web import show_paths

MIN_FREE_BYTES = 200_000_000
"""Bytes that must be free where episodes and clips are written: enough for a day's runs of several shows."""
_SUCCESSES = (RunStatus.MADE, RunStatus.HELD, RunStatus.UNCHANGED)
_FAILURES = (RunStatus.FAILED, RunStatus.LOST)


@dataclass(frozen=True, slots=True)
class ShowHealth:
    """The health of one show."""

    show: ShowSettings
    last: Run | None
    """The last run that has ended with a success, a failure or nothing to make."""
    last_success: dt.datetime | None
    next_due: dt.datetime
    feed_time: dt.datetime | None
    """When the feed was last written; None where there is none."""
    reasons: tuple[str, ...]
    """What is wrong. Everybody may read it, so it names no paths and quotes no texts."""


@dataclass(frozen=True, slots=True)
class Health:
    """The health of the service."""

    shows: tuple[ShowHealth, ...]
    free: int
    """Free bytes of the fullest disk."""
    reasons: tuple[str, ...]


def check_health(settings: Settings, now: dt.datetime) -> Health:
    """Return the health at `now`. It reads the runs' records and asks the disks, so it blocks."""
    shows = tuple(_show_health(settings, show, now) for show in settings.show)
    disks = [_disk_space("output", settings.output), _disk_space("state", settings.state)]
    free = min(free for free, _ in disks)
    room = (
        []
        if free >= MIN_FREE_BYTES
        else [_("less than {megabytes} MB are free where episodes are written", megabytes=MIN_FREE_BYTES // 1_000_000)]
    )
    shut = [fault for _, fault in disks if fault]
    return Health(shows, free, (*room, *shut, *(reason for each in shows for reason in each.reasons)))


def _show_health(settings: Settings, show: ShowSettings, now: dt.datetime) -> ShowHealth:
    tried: dt.datetime | None = None
    last = good = None
    for run in RunStore(settings.state).newest(show.slug):
        if run.trigger not in ("schedule", "api") and run.exit_code == UsageError.exit_code:
            continue  # a slip of the keyboard
        tried = tried or (_time_of(run, settings.cron(show)) if run.status is not RunStatus.STOPPED else None)
        last = last or (run if run.status in (*_SUCCESSES, *_FAILURES, RunStatus.NOTHING) else None)
        if run.status in _SUCCESSES:
            good = run.ended or run.started
            break
    written = _modified_at(settings.output / show_paths.path(show) / "feed.xml")
    reasons = []
    if last and last.status in _FAILURES:
        reasons.append(
            _("{slug}: the last run has failed", slug=show.slug)
            if last.status is RunStatus.FAILED
            else _("{slug}: the last run has been killed", slug=show.slug)
        )
    if _would_lose_address(settings, show):
        reasons.append(_("{slug}: base_url is not set, and the feed is published elsewhere", slug=show.slug))
    if due := _missed_due_time(settings, show, filter(None, (tried, written)), now):
        reasons.append(_("{slug}: there was no run at {due:%Y-%m-%d %H:%M}, when it was due", slug=show.slug, due=due))
    return ShowHealth(show, last, good, cron.next_due(settings.cron(show), now), written, tuple(reasons))


def _time_of(run: Run, schedule: Cron) -> dt.datetime:
    """Return when a run was tried; of one that was made ahead, as its editor's draft, when its edition is due."""
    return max(run.started, due_time_of(schedule, run.edition) or run.started)


def _would_lose_address(settings: Settings, show: ShowSettings) -> bool:
    """Return whether `base_url` is not set though the feed has another address: then its runs are refused."""
    if settings.service.base_url != DEFAULT_BASE_URL:
        return False
    known = ""
    with contextlib.suppress(PublishError):  # whoever makes the show meets it again
        known = show_index.published_feed_url(open_storage(settings.destination), settings.publication(show))
    return bool(known) and would_lose_address(known, settings.service.base_url)


def _missed_due_time(
    settings: Settings, show: ShowSettings, attempts: Iterable[dt.datetime], now: dt.datetime
) -> dt.datetime | None:
    """Return the due time at which no run was tried, if one is overdue; `attempts` are the times of runs."""
    if settings.file is None:
        return None
    schedule = ScheduleStateStore(settings.state).read(show.slug)
    last = max((*attempts, *((schedule.since,) if schedule and schedule.since else ())), default=None)
    last = last or _modified_at(settings.file) or now  # of a new show: no earlier than it was configured
    return overdue(settings.cron(show), last, now)


def _modified_at(path: Path) -> dt.datetime | None:
    """Return when the file was written last; None where there is none."""
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except OSError:
        return None


def _disk_space(name: str, folder: Path) -> tuple[int, str]:
    """Return the free bytes where the folder is or would be made, and what is wrong there."""
    try:
        existing = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
        writable = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
        return shutil.disk_usage(existing).free, "" if writable else _("the {name} folder cannot be written", name=name)
    except OSError as error:
        return 0, _("the {name} folder cannot be reached: {strerror}", name=name, strerror=error.strerror)
