"""What is asked for, resolved against the settings: every default filled in, every name checked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from service import identity, shipped
from service.cache import Cache
from service.casting import Cast, cast, cast_of_script
from service.errors import UsageError
from service.model import Script, Show
from service.settings import Settings, ShowSettings
from service.speech import voices

GRACE = dt.timedelta(hours=12)
"""What appeared so long before a show's previous due time still counts as new."""


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
    round: str = ""
    """Runs of one round, many shows due at once, share what they fetch."""


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
    since: dt.datetime | None
    """What appeared earlier is not new; None where no age counts: inputs named by hand, and no config."""
    published: dt.datetime
    """The time the episode is dated: the due time, or the date's midnight for inputs named by hand."""
    now: dt.datetime
    length: float
    """Seconds, the whole file's."""
    casts: tuple[Cast, ...]
    """The engines to try, in order, each with its anchors."""
    script: Script | None
    force: bool
    round: str

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where voices and readings are looked for: the user's folder first."""
        return voice_folders(self.settings)

    @property
    def sounds(self) -> tuple[Path | None, Path | None, Path | None]:
        """The show's own opening, closing and stinger; None where it has none of its own."""
        opening, closing, stinger = (
            self.settings.home / each if each else None
            for each in (self.wanted.opening_sound, self.wanted.closing_sound, self.wanted.stinger_sound)
        )
        return opening, closing, stinger

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
    by_hand = order.edition or order.inputs or script
    scheduled = settings.configured and not order.inputs and not script
    midnight = dt.datetime.combine(date, dt.time(), settings.zone)
    return Job(
        settings=settings,
        wanted=wanted,
        show=settings.publication(wanted),
        inputs=() if script else order.inputs or own_sources(wanted, settings),
        date=date,
        edition=edition,
        id=identity.episode_id(date, edition),
        since=previous_due(wanted, settings, date) - GRACE if scheduled else None,
        published=midnight if by_hand else due_time(wanted, settings, date),
        now=now,
        length=order.length or (script.length if script else wanted.length),
        casts=casts,
        script=script,
        force=order.force,
        round=order.round,
    )


def own_sources(show: ShowSettings, settings: Settings) -> tuple[str, ...]:
    """The show's sources from where the command is run; UsageError where nothing is configured and nothing is there."""
    folder = settings.home / show.sources[0]
    if not settings.configured and not folder.exists():
        raise UsageError(
            f"There is no folder {folder} here: put newspaper pages into it, or name what is to be read: "
            "`tingbao make page.txt`."
        )
    return tuple(str(settings.home / each) if "://" not in each else each for each in show.sources)


def due_time(show: ShowSettings, settings: Settings, date: dt.date) -> dt.datetime:
    """When the show is due on that date: its schedule's hour and minute, 06:30 where the schedule has no fixed ones."""
    minute, hour = show.schedule.split()[:2]
    time = dt.time(int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else dt.time(6, 30)
    return dt.datetime.combine(date, time, settings.zone)


def previous_due(show: ShowSettings, settings: Settings, date: dt.date) -> dt.datetime:
    """The last time before that date at which the show was due, by the weekdays of its schedule."""
    weekdays = _weekdays(show.schedule)
    days = (date - dt.timedelta(days=back) for back in range(1, 8))
    return due_time(show, settings, next(day for day in days if day.weekday() in weekdays))


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _weekdays(schedule: str) -> frozenset[int]:
    """The weekdays that cron's last field names (`1-5`, `sat,sun`), Monday 0; all where it names none."""
    found: set[int] = set()
    for first, last in re.findall(r"(\w+)(?:-(\w+))?", " ".join(schedule.lower().split()[4:])):
        start, end = _weekday(first), _weekday(last or first)
        found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(found or range(7))


def _weekday(name: str) -> int:
    """cron counts from Sunday, 0 or 7."""
    return _DAYS.index(name[:3]) if name[:3] in _DAYS else (int(name) - 1) % 7 if name.isdigit() else 0
