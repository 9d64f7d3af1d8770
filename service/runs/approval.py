"""Publish an episode that waits for approval; say which have waited too long."""

from __future__ import annotations

import datetime as dt

from service.core.show_settings import ShowSettings
from service.pipeline.pending_episodes import PendingEpisodes
from service.pipeline.show_publisher import ShowPublisher
from service.settings import Settings


def approve(settings: Settings, show: ShowSettings, id_: str) -> tuple[str, ...]:
    """Publish the pending episode with the bytes that were held back; after an interruption, do the rest.

    Return warnings: what was found damaged on the way. Raise UsageError where no such episode waits, Locked where a
    run of the show is at work.
    """
    warnings: list[str] = []
    publisher = ShowPublisher(settings, show, warnings.append)
    with publisher.lock():
        publisher.approve(id_)
    return tuple(warnings)


def overdue(settings: Settings, show: ShowSettings, now: dt.datetime) -> tuple[str, ...]:
    """Return the ids of the episodes that nobody has decided on within the show's time."""
    limit = dt.timedelta(seconds=show.approve_within)
    waiting = PendingEpisodes(settings.state, show.slug).list()
    return tuple(each.episode.id for each in waiting if each.since + limit <= now)


def next_limit(settings: Settings, show: ShowSettings) -> dt.datetime | None:
    """Return when the first time limit of an episode that waits is over; None where none waits."""
    waiting = PendingEpisodes(settings.state, show.slug).list()
    return waiting[0].since + dt.timedelta(seconds=show.approve_within) if waiting else None
