"""Approval: an episode that is held back is published as it is, or dropped."""

from __future__ import annotations

import datetime as dt

from service import briefing
from service.errors import UsageError
from service.pipeline.pending import PendingEpisodes
from service.publishing import publish as press
from service.settings import Settings, ShowSettings
from service.storage import show_lock
from service.storage.storage import open_storage


def approve(settings: Settings, show: ShowSettings, id_: str) -> tuple[str, ...]:
    """Publishes the episode with the bytes that were held, and holds it no longer; again after a cut-off it goes on.

    Returns warnings: what was found damaged on the way.

    Raises UsageError where no such episode waits, Locked where a run of the show is at work.
    """
    held = PendingEpisodes(settings.state, show.slug)
    with show_lock.hold(settings.state / "locks", show.slug):
        waiting = held.get(id_)
        if waiting is None:
            raise UsageError(
                f"No episode {id_!r} of {show.slug} waits for approval; `tingbao episodes list` names them."
            )
        briefing.settle(settings, show)
        mp3 = held.audio(waiting).read_bytes()
        done = press.publish(open_storage(settings.destination), settings.publication(show), waiting.episode, mp3)
        briefing.conclude(settings, show, id_)
        held.drop(id_)
        return done.warnings


def overdue(settings: Settings, show: ShowSettings, now: dt.datetime) -> tuple[str, ...]:
    """The ids of the episodes that nobody has decided on within the show's time."""
    limit = dt.timedelta(seconds=show.approve_within)
    waiting = PendingEpisodes(settings.state, show.slug).list()
    return tuple(each.episode.id for each in waiting if each.since + limit <= now)


def next_limit(settings: Settings, show: ShowSettings) -> dt.datetime | None:
    """When the first time limit of an episode that waits is over; None where none waits."""
    waiting = PendingEpisodes(settings.state, show.slug).list()
    return waiting[0].since + dt.timedelta(seconds=show.approve_within) if waiting else None
