"""What is asked for, resolved against the settings: every default filled in, every name checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from service.core import cron as crons
from service.core import episode_id, shipped_files, standing_items
from service.core.editor_wishes import Wish, parse_wish
from service.core.messages import _
from service.core.phrases import Style
from service.core.show_settings import ModelSettings, ShowSettings
from service.core.standing_items import StandingItem
from service.editing.editors_hand import EditorsHand
from service.errors import TingbaoError, UsageError
from service.model import Script, Show
from service.pipeline.cast import Cast, cast, cast_of_script
from service.pipeline.editor_rules import EditorRules, EditorRulesFile
from service.runs.due import EARLIEST, due_time_of, due_time_on
from service.settings import Settings
from service.sources.reading_lists.list_address import is_reading_list
from service.speech import engines
from service.speech import voice_profiles as voices
from service.storage.disk_cache import DiskCache

NEWS_GRACE = dt.timedelta(hours=12)
"""What appeared so long before a show's previous due time still counts as new."""


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """What a person or the scheduler asks for; empty values mean the show's own."""

    inputs: tuple[str, ...] = ()
    show: str | None = None
    date: dt.date | None = None
    edition: str = ""
    length: float | None = None
    """Seconds."""
    engine: str = ""
    voices: tuple[str, ...] = ()
    lead: tuple[Wish, ...] = ()
    """Beside the show's own: what leads, what is told right behind it, what is not told."""
    pin: tuple[Wish, ...] = ()
    drop: tuple[Wish, ...] = ()
    script: Script | None = None
    """Go on from this script instead of from articles."""
    no_llm: bool = False
    """Tell everything in the articles' own sentences, whatever the show says."""
    force: bool = False
    skip_if_published: bool = False
    """Leave the edition as it is where it is published already, whatever may have changed: a due time has one."""


@dataclass(frozen=True, slots=True)
class EpisodeSpec:
    """One episode to be made: the request with every default filled in."""

    settings: Settings
    show_settings: ShowSettings
    show: Show
    inputs: tuple[str, ...]
    date: dt.date
    day_named: bool
    """Whether somebody named that date."""
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
    skip_if_published: bool
    hand: EditorsHand = field(default_factory=EditorsHand)
    """What the show's editor decides himself, and what was typed for this run."""
    rules: EditorRules = field(default_factory=EditorRules)
    """What the show's editors have settled for good at the desk."""
    unusable: str = ""
    """One sentence that names what of the rules cannot be used; empty: all can."""
    items: tuple[StandingItem, ...] = ()
    """The standing items of its day; none where a script says all."""

    @property
    def voice_folders(self) -> tuple[Path, ...]:
        """Where voices and readings are looked for: the user's folder first."""
        return voice_folders(self.settings)

    @property
    def sounds(self) -> dict[str, Path]:
        """The files of the show's own sounds, by what each is: opening, closing, news, stinger, ident, bed."""
        return {name: self.settings.home / path for name, path in self.show_settings.sounds.items()}

    @property
    def readings(self) -> Mapping[str, str]:
        """How words are read, beyond all lexicons: as a given script says, else as the show's editors have settled."""
        return {**self.rules.readings, **(self.script.readings if self.script else {})}

    @property
    def corrections(self) -> dict[str, str]:
        """What the show's scans get wrong, and how it should read."""
        return self.rules.all_corrections(self.show_settings)

    def named(self, source: str) -> str:
        """Return the source as the show's configuration names it, wherever the command is run.

        Paths of this machine are for nobody else, and the same pages make the same episode.
        """
        own = self.since is not None and self.settings.home != Path()
        return source.removeprefix(f"{self.settings.home}/") if own else source

    @property
    def style(self) -> Style:
        """The wording of the programme: the show's phrases, for the hour at which it is due, if it has one."""
        due = self.published.time()
        hour = due.hour if due != dt.time() else None
        phrases = self.settings.phrases(self.show_settings)
        following = crons.next_due(self.settings.cron(self.show_settings), self.published)
        known = hour is not None and "schedule" in self.show_settings.model_fields_set and following.time() == due
        return Style(phrases, hour, following.date() if known else None, self.show_settings.llm.words)

    @property
    def cache(self) -> DiskCache:
        """What engines have said and the encoder has made, for all shows."""
        return DiskCache(self.settings.state / "clips")

    @property
    def paces(self) -> Path:
        """The file of what the show has learned of its voices."""
        return self.settings.state / "paces" / f"{self.show_settings.slug}.json"


def voice_folders(settings: Settings) -> tuple[Path, ...]:
    """Return the user's `voices/` beside the config, if there is one, and the shipped one."""
    own, built_in = settings.home / "voices", shipped_files.folder("voices")
    return (own, built_in) if own.is_dir() and not own.samefile(built_in) else (built_in,)


def resolve(request: BriefingRequest, settings: Settings, now: dt.datetime) -> EpisodeSpec:
    """Return the episode that is asked for.

    Raise UsageError (or ConfigError) that names what cannot be, TingbaoError where the clock cannot be right.
    """
    wanted = settings.pick_show(request.show)
    if request.no_llm:
        wanted = wanted.model_copy(update={"llm": ModelSettings()})
    known = voices.load(voice_folders(settings))
    engine = request.engine or wanted.engine
    casts = cast(engine, request.voices or wanted.voices, known)
    script = request.script
    if now < EARLIEST and not request.date and not script:
        raise TingbaoError(
            _(
                "The clock says {now:%Y-%m-%d %H:%M} UTC, before this program was written, so an episode"
                " of today would have a false date: set the clock, or give the date.",
                now=now,
            )
        )
    if script and not request.voices:
        casts = cast_of_script(script.segments, engine, casts, known)
    cron = settings.cron(wanted)
    asked = due_time_of(cron, request.edition or (script.edition if script else ""))
    date = request.date or (script.date if script else asked.date() if asked else now.astimezone(cron.zone).date())
    episode_id.checked_date(date)
    due = asked if asked and asked.date() == date else due_time_on(cron, date, now)
    if request.edition:
        edition = episode_id.checked_edition(request.edition)
    elif script:
        edition = episode_id.checked_edition(script.edition)
    elif request.inputs:
        edition = episode_id.edition_of_inputs(request.inputs)
    else:
        edition = episode_id.edition_of_due(due)
    scheduled = settings.configured and not request.inputs and not script
    since = (crons.previous_due(cron, due).astimezone(dt.UTC) - NEWS_GRACE).astimezone(cron.zone)
    midnight = dt.datetime.combine(date, dt.time(), cron.zone)
    rules, unusable = EditorRulesFile(settings.state, wanted.slug).usable()
    return EpisodeSpec(
        settings=settings,
        show_settings=wanted,
        show=settings.publication(wanted),
        inputs=() if script else request.inputs or own_sources(wanted, settings),
        date=date,
        day_named=request.date is not None,
        edition=edition,
        id=episode_id.episode_id(date, edition),
        since=since if scheduled else None,
        published=due if edition == episode_id.edition_of_due(due) else midnight,
        now=now,
        length=request.length or (script.length if script else wanted.length),
        casts=casts,
        script=script,
        force=request.force,
        skip_if_published=request.skip_if_published,
        hand=_hand(request, wanted),
        rules=rules,
        unusable=unusable,
        items=() if script else standing_items.of_day(rules.items, date),
    )


def _hand(request: BriefingRequest, show: ShowSettings) -> EditorsHand:
    """Return what the show's editor decides; what is typed for the run comes first."""

    def wishes(typed: tuple[Wish, ...], own: tuple[str, ...]) -> tuple[Wish, ...]:
        configured = map(parse_wish, own)
        return (*typed, *(replace(wish, waits=wish.until is None) for wish in configured))

    return EditorsHand(
        lead=wishes(request.lead, show.lead),
        pin=wishes(request.pin, show.pin),
        drop=wishes(request.drop, show.drop),
        names_first=show.names_first,
        comment=show.comment,
        genres=show.genres,
    )


def is_portable(show: ShowSettings, settings: Settings, engine: str = "") -> bool:
    """Return whether any worker can make the show: it needs no model and no secret that may be here only.

    `engine` is the one that the run asks for; empty: the show's own.
    """
    if any(map(is_reading_list, show.sources)):
        return False
    try:
        casts = cast(engine or show.engine, show.voices, voices.load(voice_folders(settings)))
    except TingbaoError:  # the run itself will say so
        return True
    return all(engines.load(each.engine).portable for each in casts)


def own_sources(show: ShowSettings, settings: Settings) -> tuple[str, ...]:
    """Return the show's sources from where the command is run.

    Raise UsageError where nothing is configured and nothing is there.
    """
    folder = settings.home / show.sources[0]
    if not settings.configured and not folder.exists():
        raise UsageError(
            _(
                "There is no folder {folder} here: put newspaper pages into it, or name what is to be"
                " read: `tingbao make page.txt`.",
                folder=folder,
            )
        )
    return tuple(str(settings.home / each) if "://" not in each else each for each in show.sources)
