"""What is asked for, resolved against the settings: every default filled in, every name checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from service import identity, shipped
from service.cache import Cache
from service.casting import Cast, cast, cast_of_script
from service.model import Script, Show
from service.settings import Settings, ShowSettings
from service.speech import voices


@dataclass(frozen=True, slots=True)
class Order:
    """What a person or the scheduler asks for; empty values mean the show's own."""

    inputs: tuple[str, ...] = ()
    show: str | None = None
    date: dt.date | None = None
    edition: str = ""
    length: float | None = None
    """Seconds."""
    engine: str = ""
    voices: tuple[str, ...] = ()
    script: Script | None = None
    """Go on from this script instead of from articles."""
    force: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """An order ready to be carried out."""

    settings: Settings
    wanted: ShowSettings
    show: Show
    inputs: tuple[str, ...]
    date: dt.date
    edition: str
    id: str
    published: dt.datetime
    """The time the episode is dated: the due time, or the date's midnight for inputs named by hand."""
    now: dt.datetime
    length: float
    """Seconds, the whole file's."""
    casts: tuple[Cast, ...]
    """The engines to try, in order, each with its anchors."""
    script: Script | None
    force: bool

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where voices and readings are looked for: the user's folder first."""
        return voice_folders(self.settings)

    @property
    def cache(self) -> Cache:
        """What engines have said and the encoder has made, for all shows."""
        return Cache(self.settings.state / "clips")


def voice_folders(settings: Settings) -> tuple[Path, ...]:
    """The user's `voices/` beside the config, if there is one, and the shipped one."""
    own, built_in = settings.home / "voices", shipped.folder("voices")
    return (own, built_in) if own.is_dir() and not own.samefile(built_in) else (built_in,)


def resolve(order: Order, settings: Settings, now: dt.datetime) -> Job:
    """The job; UsageError (or ConfigError) names what cannot be."""
    wanted = settings.pick_show(order.show)
    known = voices.load(voice_folders(settings))
    engine = order.engine or wanted.engine
    casts = cast(engine, order.voices or wanted.voices, known)
    script = order.script
    if script and not order.voices:
        casts = cast_of_script(script.segments, engine, casts, known)
    date = order.date or (script.date if script else now.astimezone(settings.zone).date())
    if order.edition:
        edition = identity.checked_edition(order.edition)
    elif script:
        edition = identity.checked_edition(script.edition)
    elif order.inputs:
        edition = identity.edition_of_inputs(order.inputs)
    else:
        edition = identity.edition_of_due(due_time(wanted, settings, date))
    by_hand = order.edition or order.inputs
    midnight = dt.datetime.combine(date, dt.time(), settings.zone)
    return Job(
        settings=settings,
        wanted=wanted,
        show=settings.publication(wanted),
        inputs=order.inputs
        or tuple(str(settings.home / each) if "://" not in each else each for each in wanted.sources),
        date=date,
        edition=edition,
        id=identity.episode_id(date, edition),
        published=midnight if by_hand else due_time(wanted, settings, date),
        now=now,
        length=order.length or (script.length if script else wanted.length),
        casts=casts,
        script=script,
        force=order.force,
    )


def due_time(show: ShowSettings, settings: Settings, date: dt.date) -> dt.datetime:
    """When the show is due on that date: its schedule's hour and minute, 06:30 where the schedule has no fixed ones."""
    minute, hour = show.schedule.split()[:2]
    time = dt.time(int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else dt.time(6, 30)
    return dt.datetime.combine(date, time, settings.zone)
