"""How the shows of somebody stand: what waits, what was published or has failed last, when the next one is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from service.core import cron
from service.core.show_settings import ShowSettings
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.run_records import Run, RunStatus, RunStore
from service.settings import Settings
from service.web import show_paths
from service.web.desk.people import DeskPerson

_FAILURES = (RunStatus.FAILED, RunStatus.LOST)
_NO_EFFECT = (RunStatus.LOCKED, RunStatus.STOPPED, RunStatus.UNCHANGED)


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """An episode that waits for its editor."""

    id: str
    title: str
    seconds: float
    since: dt.datetime
    """In the show's time zone, as all times here."""
    until: dt.datetime
    """When the show's rule decides."""
    version: int
    """Of its draft; 0: nobody has changed it."""


@dataclass(frozen=True, slots=True)
class ShowToday:
    """How a show stands."""

    slug: str
    title: str
    address: str
    """Of its page."""
    next_due: dt.datetime
    waiting: tuple[WaitingDraft, ...]
    published: Run | None
    """The last run that has published something, its times in the show's zone."""
    failure: Run | None
    """The last run, if it has failed."""
    at_work: bool
    otherwise: str
    """What becomes of what nobody decides on: `publish` or `drop`."""


def shows_of(settings: Settings, person: DeskPerson, now: dt.datetime) -> tuple[ShowToday, ...]:
    """Return the shows that are theirs, in the order of the configuration. It reads files, so it blocks."""
    return tuple(_today(settings, show, now) for show in settings.show if person.has(show))


def _today(settings: Settings, show: ShowSettings, now: dt.datetime) -> ShowToday:
    schedule, pending = settings.cron(show), PendingEpisodes(settings.state, show.slug)
    runs = RunStore(settings.state).list(show.slug)
    last = next((run for run in runs if run.status not in (RunStatus.RUNNING, *_NO_EFFECT)), None)
    limit = dt.timedelta(seconds=show.approve_within)
    return ShowToday(
        slug=show.slug,
        title=show.title,
        address=f"/{show_paths.path(show)}/",
        next_due=cron.next_due(schedule, now).astimezone(schedule.zone),
        waiting=tuple(
            WaitingDraft(
                each.episode.id,
                each.episode.title,
                each.episode.seconds,
                each.since.astimezone(schedule.zone),
                (each.since + limit).astimezone(schedule.zone),
                pending.newest_draft(each),
            )
            for each in pending.list()
        ),
        published=next((run for run in runs if run.status is RunStatus.MADE), None),
        failure=last if last and last.status in _FAILURES else None,
        at_work=any(run.status is RunStatus.RUNNING for run in runs),
        otherwise=show.approve_otherwise,
    )
