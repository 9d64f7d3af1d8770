"""How the shows of somebody stand: what waits, what was published or has failed last, when the next one is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from service.core import cron
from service.core.show_settings import ShowSettings
from service.errors import TingbaoError
from service.pipeline import draft_versions, late_copy
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes, PublishTime
from service.runs import approval, due, supervisor
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
    """When it is decided on without anybody's doing more."""
    by: str
    """Who has said that it is published then; empty: nobody, and the show's rule decides."""
    due: dt.datetime
    """Its own time."""
    is_ahead: bool
    """Whether that is still to come."""
    late: tuple[str, ...]
    """The files that came after it was made."""
    edition: str
    """By which it can be made anew; empty: it was not made of the show's own sources."""
    version: int
    """Of its draft; 0: nobody has changed it."""
    publishing: bool
    """Whether a run is at work that publishes it."""


class ShowState(StrEnum):
    """How a show stands, in a word."""

    AT_WORK = "at_work"
    DRAFT = "draft"
    """Something waits whose time is still to come."""
    TIMED = "timed"
    """What waits is published at times that somebody has chosen."""
    WAITING = "waiting"
    FAILED = "failed"
    PUBLISHED = "published"
    NONE = "none"


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
    nothing: Run | None
    """The last run, if there was nothing that it could tell."""
    unchanged: Run | None
    """The last run, if an editor has asked for it and there was nothing new to make."""
    at_work: bool
    approve: bool
    """Whether its episodes wait for approval."""
    draft_at: dt.datetime | None
    """When the next draft is made by itself; None: at the time of its programme, or it is there."""
    otherwise: str
    """What becomes of what nobody decides on: `publish` or `drop`."""
    draft_due: dt.datetime | None
    """When the edition is due whose draft may be made now; None: none may, or it is not known."""

    @property
    def coming(self) -> dt.datetime:
        """When the next edition is due that is not out yet, as far as is known."""
        waiting = (each.due for each in self.waiting if each.is_ahead)
        return min(waiting, default=self.draft_due if self.draft_due and self.next_is_out else self.next_due)

    @property
    def next_is_out(self) -> bool:
        """Whether the next edition was published ahead of its time."""
        return self.draft_due is not None and self.draft_due > self.next_due

    @property
    def state(self) -> ShowState:
        """How it stands."""
        if self.at_work:
            return ShowState.AT_WORK
        if self.waiting and all(each.by for each in self.waiting):
            return ShowState.TIMED
        if self.waiting:
            return ShowState.DRAFT if any(each.is_ahead for each in self.waiting) else ShowState.WAITING
        if self.failure:
            return ShowState.FAILED
        return ShowState.PUBLISHED if self.published else ShowState.NONE

    @property
    def can_be_drafted(self) -> bool:
        """Whether its editor may want the next draft now: it is not there."""
        return self.approve and not self.at_work and not any(each.is_ahead for each in self.waiting)


def shows_of(settings: Settings, person: DeskPerson, now: dt.datetime) -> tuple[ShowToday, ...]:
    """Return the shows that are theirs, in the order of the configuration. It reads files, so it blocks."""
    return tuple(_today(settings, show, now) for show in settings.show if person.has(show))


def _today(settings: Settings, show: ShowSettings, now: dt.datetime) -> ShowToday:
    schedule, pending = settings.cron(show), PendingEpisodes(settings.state, show.slug)
    runs = RunStore(settings.state).list(show.slug)
    last = next((run for run in runs if run.status not in (RunStatus.RUNNING, *_NO_EFFECT)), None)
    waiting = tuple(
        _waiting(settings, show, pending, each, time, now, runs) for each, time in approval.decisions(settings, show)
    )
    next_due = cron.next_due(schedule, now).astimezone(schedule.zone)
    draft_at = (next_due.astimezone(dt.UTC) - dt.timedelta(seconds=show.draft_before)).astimezone(schedule.zone)
    told = ShowToday(
        slug=show.slug,
        title=show.title,
        address=f"/{show_paths.path(show)}/",
        next_due=next_due,
        waiting=waiting,
        published=next((run for run in runs if run.status is RunStatus.MADE), None),
        failure=last if last and last.status in _FAILURES else None,
        nothing=last if last and last.status is RunStatus.NOTHING else None,
        at_work=any(run.status is RunStatus.RUNNING for run in runs),
        approve=show.approve,
        draft_at=draft_at if now < draft_at < next_due and not any(each.is_ahead for each in waiting) else None,
        otherwise=show.approve_otherwise,
        unchanged=runs[0] if runs and runs[0].status is RunStatus.UNCHANGED and runs[0].trigger == "api" else None,
        draft_due=None,
    )
    found = replace(told, draft_due=_draft_due(settings, show, now)) if told.can_be_drafted else told
    return replace(found, draft_at=None) if found.next_is_out else found


def _draft_due(settings: Settings, show: ShowSettings, now: dt.datetime) -> dt.datetime | None:
    try:
        return supervisor.draft_due(settings, show, now).astimezone(settings.cron(show).zone)
    except TingbaoError:  # what is published cannot be read just now: the page tells the rest
        return None


def _waiting(
    settings: Settings,
    show: ShowSettings,
    pending: PendingEpisodes,
    waiting: PendingEpisode,
    time: PublishTime,
    now: dt.datetime,
    runs: Sequence[Run],
) -> WaitingDraft:
    episode, schedule = waiting.episode, settings.cron(show)
    return WaitingDraft(
        id=episode.id,
        title=draft_versions.title_of(pending, waiting),
        seconds=episode.seconds,
        since=waiting.since.astimezone(schedule.zone),
        until=time.at.astimezone(schedule.zone),
        by=time.by,
        due=episode.published.astimezone(schedule.zone),
        is_ahead=episode.published > now,
        late=late_copy.late_files(settings, show, waiting),
        edition=episode.edition if due.due_time_of(schedule, episode.edition) else "",
        version=pending.newest_draft(waiting),
        publishing=any(_publishes(run, episode.edition) for run in runs),
    )


def _publishes(run: Run, edition: str) -> bool:
    """Return whether the run is at work, and has been told by somebody to publish what waits of that edition."""
    return run.status is RunStatus.RUNNING and bool(run.approved_by) and run.edition in ("", edition)
