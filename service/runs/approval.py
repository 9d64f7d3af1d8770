"""Publish an episode that waits for approval, as it was made or as its draft has it; say when each is decided on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.core import log
from service.core.messages import _
from service.core.progress import Progress, StageTimer
from service.core.show_settings import ShowSettings
from service.errors import OutdatedDraft, UsageError
from service.model import Episode
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes, PublishTime
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
    the one that was approved; None: the newest. Raise UsageError where no such episode waits, or nobody has seen that
    the newest is damaged, OutdatedDraft where the draft has changed since, Locked where a run of the show is at work.
    """
    timer = StageTimer(progress)
    publisher = ShowPublisher(settings, show, timer.warn)
    with publisher.lock():
        waiting = publisher.pending.require(id_)
        newest = publisher.pending.newest_draft(waiting)
        wanted = newest if version is None else version
        desk = _draft(settings, show, id_, wanted) if newest or wanted else None
        if not desk:
            episode = publisher.approve(id_)
        elif version is None and desk.version(wanted).is_lost:
            raise UsageError(
                _(
                    "Version {wanted} of the draft of {id_} is damaged: `tingbao episodes draft {id_}` shows"
                    " what is left, `tingbao episodes approve {id_} --version {wanted}` publishes that.",
                    wanted=wanted,
                    id_=id_,
                )
            )
        else:
            episode = _publish_draft(desk, wanted, by, publisher, timer)
    return Approved(episode, tuple(timer.warnings), timer.timings)


def _draft(settings: Settings, show: ShowSettings, id_: str, version: int) -> DraftDesk | None:
    """Return the draft of the episode; None where that version is as the program made it.

    Raise OutdatedDraft where somebody has changed it since. What was settled for good in another draft meanwhile
    changes nothing: what was approved is published.
    """
    from service.pipeline.draft_desk import DraftDesk

    desk = DraftDesk(settings, show, id_, dt.datetime.now(dt.UTC))
    if not desk.versions.is_newest(version):
        raise OutdatedDraft(version, desk.version().number)
    return desk if desk.is_changed(desk.version(version)) else None


def _publish_draft(desk: DraftDesk, version: int, by: str, publisher: ShowPublisher, timer: StageTimer) -> Episode:
    """Make the episode as its draft has it, and publish it; nobody can change it meanwhile without being told."""
    from service.pipeline import draft_episode

    approved = desk.version(version)
    publisher.check_place()
    with publisher.preparing():
        episode, mp3 = draft_episode.produce(desk, approved, timer)
    desk.versions.claim(approved, by, dt.datetime.now(dt.UTC))
    publisher.note_told(episode, (entry for each in desk.stories(approved.draft) for entry in each.entries), ())
    with timer.stage("publish", _("Publishing")):
        return publisher.publish(episode, mp3)


def set_time(
    settings: Settings, show: ShowSettings, id_: str, at: dt.datetime | None, by: str, *, version: int | None = None
) -> None:
    """Have the pending episode published at that time, as its draft is by then; None: it waits again.

    Raise as `approve`, but no run needs to end for it; UsageError where the episode was made anew meanwhile.
    """
    pending = PendingEpisodes(settings.state, show.slug)
    waiting = pending.require(id_)
    newest = pending.newest_draft(waiting)
    if version is not None and version != newest:
        raise OutdatedDraft(version, newest)
    pending.publish_at(waiting, PublishTime(at, by) if at else None)
    log.event("publish time", show=show.slug, episode=id_, at=at.isoformat() if at else "", by=by)


def decision_time(show: ShowSettings, waiting: PendingEpisode) -> dt.datetime:
    """Return when the show's rule decides on an episode, if nobody has: never before its own time."""
    return max(waiting.since + dt.timedelta(seconds=show.approve_within), waiting.episode.published)


def decisions(settings: Settings, show: ShowSettings) -> Iterator[tuple[PendingEpisode, PublishTime]]:
    """Yield each episode that waits, with when it is decided on, and who does it: somebody, or the show's rule."""
    pending = PendingEpisodes(settings.state, show.slug)
    for waiting in pending.list():
        yield waiting, pending.publish_time(waiting) or PublishTime(decision_time(show, waiting), "")
