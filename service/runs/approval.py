"""Publish an episode that waits for approval, as it was made or as its draft has it; say which have waited too long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.core.progress import Progress, StageTimer
from service.core.show_settings import ShowSettings
from service.errors import OutdatedDraft
from service.model import Episode
from service.pipeline.pending_episodes import PendingEpisodes
from service.pipeline.show_publisher import ShowPublisher
from service.settings import Settings

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of an approval."""

    episode: Episode
    warnings: tuple[str, ...]
    timings: dict[str, float]
    """Seconds of each stage."""


def approve(
    settings: Settings, show: ShowSettings, id_: str, by: str, progress: Progress, *, version: int | None = None
) -> Approved:
    """Publish the pending episode, as `by` has decided; after an interruption, do the rest.

    One whose draft has changed is made as the draft has it, another one has the bytes that were held back. `version` is
    the one that was approved; None: the newest. Raise UsageError where no such episode waits, OutdatedDraft where the
    draft has changed since, Locked where a run of the show is at work.
    """
    timer = StageTimer(progress)
    publisher = ShowPublisher(settings, show, timer.warn)
    with publisher.lock():
        waiting = publisher.pending.require(id_)
        newest = publisher.pending.newest_draft(waiting)
        if version is not None and version != newest:
            raise OutdatedDraft(version, newest)
        if newest and (desk := _changed_draft(settings, show, id_)):
            episode = _publish_draft(desk, by, publisher, timer)
        else:
            episode = publisher.approve(id_)
    return Approved(episode, tuple(timer.warnings), timer.timings)


def _changed_draft(settings: Settings, show: ShowSettings, id_: str) -> DraftDesk | None:
    """Return the draft of the episode; None where it is as the program made it."""
    from service.pipeline.draft_desk import DraftDesk

    desk = DraftDesk(settings, show, id_, dt.datetime.now(dt.UTC))
    return desk if desk.versions.changes(desk.version()) else None


def _publish_draft(desk: DraftDesk, by: str, publisher: ShowPublisher, timer: StageTimer) -> Episode:
    """Make the episode as its draft has it, and publish it; nobody can change it meanwhile without being told."""
    from service.pipeline import draft_episode

    newest = desk.version()
    publisher.check_place()
    with publisher.preparing():
        episode, mp3 = draft_episode.produce(desk, newest, timer)
    desk.versions.claim(newest, by, dt.datetime.now(dt.UTC))
    publisher.note_told(episode, (entry for each in desk.stories(newest.draft) for entry in each.entries), ())
    with timer.stage("publish", "Publishing"):
        return publisher.publish(episode, mp3)


def overdue(settings: Settings, show: ShowSettings, now: dt.datetime) -> tuple[str, ...]:
    """Return the ids of the episodes that nobody has decided on within the show's time."""
    limit = dt.timedelta(seconds=show.approve_within)
    waiting = PendingEpisodes(settings.state, show.slug).list()
    return tuple(each.episode.id for each in waiting if each.since + limit <= now)


def next_limit(settings: Settings, show: ShowSettings) -> dt.datetime | None:
    """Return when the first time limit of an episode that waits is over; None where none waits."""
    waiting = PendingEpisodes(settings.state, show.slug).list()
    return waiting[0].since + dt.timedelta(seconds=show.approve_within) if waiting else None
