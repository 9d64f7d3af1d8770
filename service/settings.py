"""`tingbao.toml` and the environment, validated: everything has a default, so no config at all is a working show."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from service.core import cron, phrases, user_file
from service.core.cron import Cron
from service.core.field_types import (
    Bucket,
    Category,
    Endpoint,
    Hook,
    Host,
    HostPort,
    Language,
    Length,
    Line,
    Network,
    NonemptyDescription,
    NonemptyLine,
    Pairs,
    PathName,
    PublicUrl,
    Schedule,
    Scheduler,
    Size,
    Span,
    Zone,
    parse_scheduler,
)
from service.core.printable import one_line, shown
from service.core.url_scope import DEFAULT_BASE_URL
from service.errors import ConfigError, UsageError
from service.model import Show
from service.storage.storage import scheme

CONFIG_FILE = "tingbao.toml"
WordList = tuple[NonemptyLine, ...]


def _storage_location(text: str) -> str:
    try:
        scheme(text)
    except ConfigError as error:
        raise ValueError(str(error)) from None
    return text


StorageLocation = Annotated[PathName, AfterValidator(_storage_location)]
"""A folder, or the address of a storage of a known kind."""


class InterestSettings(BaseModel):
    """`[show.interests]`: what a show wants more of, and what it wants none of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    boost_words: WordList = Field(default=(), description="Stories with these words anywhere count half as much again")
    boost_sections: WordList = Field(
        default=(), description="The same for these section labels, as the page or feed has"
    )
    boost_sources: WordList = Field(default=(), description="The same for these parts of a path or address: gov.cn")
    mute_words: WordList = Field(default=(), description="Articles with these words in the headline are left out")
    mute_sections: WordList = Field(default=(), description="Articles with these section labels are left out")
    mute_sources: WordList = Field(default=(), description="Articles from these paths or addresses are left out")

    @model_validator(mode="after")
    def _one_way(self) -> InterestSettings:
        for kind in ("words", "sections", "sources"):
            both = set(getattr(self, f"boost_{kind}")) & set(getattr(self, f"mute_{kind}"))
            if both:
                raise ValueError(f"{min(both)!r} is both in boost_{kind} and in mute_{kind}; keep one of them")
        return self


class ModelSettings(BaseModel):
    """`[show.llm]`: a language model that rewords the stories. Its key comes from the environment: TINGBAO_LLM_KEY."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: Endpoint = Field(
        default="",
        description="An OpenAI-compatible address with its version: http://127.0.0.1:11434/v1; empty: no model",
    )
    model: Line = Field(default="", description="The model's name at that address")
    tokens: int = Field(default=1500, ge=100, le=100_000, description="The most tokens of an answer")
    questions: int = Field(default=40, ge=1, le=10_000, description="The most questions of a run")
    seconds: float = Field(default=60.0, gt=0, le=600, description="The longest wait for an answer")

    @model_validator(mode="after")
    def _both(self) -> ModelSettings:
        if bool(self.model) != bool(self.base_url):
            raise ValueError("base_url and model belong together; set both or none")
        return self


class ShowSettings(BaseModel):
    """One `[[show]]`: a feed, what is read for it and who speaks it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str = Field(
        default="tingbao", pattern=r"^[a-z0-9][a-z0-9-]{0,60}$", description="Short ASCII name: folder and file names"
    )
    title: NonemptyLine = Field(default="听报", description="The show's name as listeners see and hear it")
    description: NonemptyDescription = Field(
        default="报纸上的新闻，说给你听。", description="What the show is, in a sentence or two"
    )
    author: NonemptyLine = Field(default="听报编辑部", description="Who makes it")
    email: Line = Field(default="", description="The owner's address, asked for by podcast directories")
    language: Language = Field(default="zh-CN", description="Language tag of the feed")
    category: Category = Field(
        default=("News", "Daily News"), min_length=1, max_length=2, description="Apple's category and subcategory"
    )
    explicit: bool = Field(default=False, description="Whether the content is for adults")
    copyright: Line = Field(default="", description="The copyright line")
    cover: PathName = Field(
        default="", description="Your own cover (1400-3000 px square PNG or JPEG); empty: one is drawn"
    )
    opening_sound: PathName = Field(
        default="", description="Your own opening sound (WAV, MP3, OGG or FLAC, up to 15 s); empty: the project's"
    )
    closing_sound: PathName = Field(default="", description="The same for the close")
    stinger_sound: PathName = Field(default="", description="The same for the sound before the briefs")
    length: Length = Field(default=300.0, description="How long an episode lasts: 5m, 90s")
    llm: ModelSettings = Field(
        default=ModelSettings(), description="A language model that rewords the stories; none where base_url is empty"
    )
    engine: Line = Field(default="auto", description="Who speaks: auto or an engine's name")
    voices: tuple[NonemptyLine, ...] = Field(
        default=(), description="The anchors, by voice name; empty: the engine's own pair"
    )
    sources: tuple[Annotated[PathName, Field(min_length=1)], ...] = Field(
        default=("seeds",), min_length=1, description="Files, folders and addresses to read"
    )
    corrections: Pairs = Field(
        default=(), description="What your pages' scanner gets wrong, and how it should read: {'莲胡'='莲湖'}"
    )
    schedule: Schedule = Field(default="30 6 * * *", description="When it is due, as cron writes it")
    timezone: Zone = Field(default="", description="The time zone of its dates and its schedule; empty: the service's")
    deadline: Span = Field(default=10_800.0, description="How long after it was due a run that fails is tried again")
    approve: bool = Field(default=False, description="Whether an episode waits until somebody approves it")
    approve_within: Span = Field(default=43_200.0, description="How long it waits")
    approve_otherwise: Literal["publish", "drop"] = Field(
        default="drop", description="What becomes of it when nobody has approved it by then: publish or drop"
    )
    phrases: PathName = Field(default="", description="Your own file of phrases for opening, bridges and close")
    keep: int = Field(default=0, ge=0, description="How many episodes stay published, the newest; 0: all")
    path: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9_-]{0,80}$",
        description="Folder below output/; `tingbao shows move` brings along what is published; empty: the slug",
    )
    interests: InterestSettings = Field(
        default=InterestSettings(), description="What the show wants more of, and what it wants none of"
    )

    @property
    def is_daily(self) -> bool:
        """Whether the user has it come every day at one time."""
        minute, hour, *days = self.schedule.split()
        return "schedule" in self.model_fields_set and minute.isdigit() and hour.isdigit() and days == ["*"] * 3


RESERVED_PATHS = ("api", "healthz", "metrics", "readyz", "status")
"""Addresses of `tingbao serve` at which no show can be."""


class ServiceSettings(BaseSettings):
    """`[service]`: where things are. Each key can be set by an environment variable, `TINGBAO_` + its name."""

    model_config = SettingsConfigDict(env_prefix="TINGBAO_", extra="forbid", frozen=True)

    base_url: PublicUrl = Field(default=DEFAULT_BASE_URL, description="Where output/ is served, as listeners reach it")
    timezone: Zone = Field(default="Asia/Shanghai", min_length=1, description="The time zone of dates and schedules")
    output: StorageLocation = Field(
        default="output", min_length=1, description="Folder that is published, or s3://bucket/prefix"
    )
    state: PathName = Field(
        default=".tingbao", min_length=1, description="Folder for the clip cache, locks and the history"
    )
    cache: Size = Field(default=2_000_000_000, description="How much the cache of what was spoken may hold: 2G, 500M")
    shared_cache: Bucket = Field(
        default="",
        pattern=r"^(?:s3://.+)?$",
        description="A bucket where machines find what others have spoken: s3://bucket/clips; empty: none",
    )
    allowed_hosts: tuple[HostPort, ...] = Field(
        default=(), description="Sources, host or host:port, that may be reached though their addresses are not public"
    )
    cluster: Scheduler = Field(
        default="",
        description="The scheduler of a Dask cluster that makes due shows: tcp://host:8786; empty: this machine",
    )
    host: Host = Field(default="127.0.0.1", description="Address that `tingbao serve` listens on")
    port: int = Field(default=8000, ge=1, le=65535, description="Port that `tingbao serve` listens on")

    trusted_proxies: tuple[Network, ...] = Field(
        default=("127.0.0.1", "::1"),
        description="Addresses or networks of proxies before `tingbao serve` whose X-Forwarded-For is believed",
    )

    parallel: int = Field(
        default=0,
        ge=0,
        le=1000,
        description="How many shows are made at once; 0: as many as there are cores and memory for",
    )
    time_limit: Span = Field(default=1800.0, description="How long a run may take before it is ended")
    on_failure: Hook = Field(
        default="",
        description="A command, or an http(s) address, that is told when a show that was due could not be made",
    )
    on_success: Hook = Field(default="", description="The same, when an episode has been published")
    on_approval: Hook = Field(default="", description="The same, when an episode waits for approval")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override the file."""
        return env_settings, init_settings


class Settings(BaseModel):
    """All settings, with `home`, the folder that relative paths start from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    home: Path
    file: Path | None = None
    """The config file; None when there is none."""
    blank: bool = False
    """True when nothing is set in the config file, or there is none."""
    service: ServiceSettings
    show: tuple[ShowSettings, ...] = Field(default=(ShowSettings(),), min_length=1)

    @property
    def configured(self) -> bool:
        """False when there is no `tingbao.toml`."""
        return self.file is not None

    @property
    def destination(self) -> str:
        """Where everything is published: the path of a folder, or the address of another storage."""
        return self.service.output if scheme(self.service.output) else str(self.home / self.service.output)

    @property
    def output(self) -> Path:
        """The folder that is published. Raise ConfigError where a bucket is: some commands need a folder."""
        if scheme(self.destination):
            raise ConfigError(
                f"What is published is kept in {self.destination}, not in a folder here: let it, or a CDN before it,"
                " serve the files; `tingbao schedule` makes the shows."
            )
        return Path(self.destination)

    @property
    def state(self) -> Path:
        """The folder for caches, locks and the history."""
        return self.home / self.service.state

    @property
    def scheduled(self) -> tuple[ShowSettings, ...]:
        """The shows that the schedule makes: none without a config file."""
        return self.show if self.configured else ()

    def cron(self, show: ShowSettings) -> Cron:
        """Return the show's schedule, in its time zone."""
        return cron.parse(show.schedule, ZoneInfo(show.timezone or self.service.timezone))

    def publishing_to(self, location: str) -> Settings:
        """Return the same settings with another output: an address, or a folder relative to the current one."""
        output = location if scheme(location) else str(Path(location).absolute())
        return self.model_copy(update={"service": self.service.model_copy(update={"output": output})})

    def on_cluster(self, address: str) -> Settings:
        """Return the same settings with another cluster, or with this machine for an empty address.

        Raise UsageError where it is no address of a scheduler.
        """
        try:
            parse_scheduler(address)
        except UsageError as error:
            raise UsageError(f"--cluster is {address!r}: {error}.") from None
        return self.model_copy(update={"service": self.service.model_copy(update={"cluster": address})})

    def pick_show(self, slug: str | None) -> ShowSettings:
        """Return the show of that slug, the first one for None. Raise UsageError when there is none."""
        if slug is None:
            return self.show[0]
        for show in self.show:
            if show.slug == slug:
                return show
        known = ", ".join(show.slug for show in self.show)
        raise UsageError(f"There is no show {slug!r}; the shows are: {known}.")

    def phrases(self, show: ShowSettings) -> phrases.Phrases:
        """Return the show's own phrases, or the shipped ones. Raise ConfigError that names file, key and fault."""
        return phrases.load(self.home / show.phrases) if show.phrases else phrases.shipped()

    @property
    def publications(self) -> tuple[Show, ...]:
        """All shows as listeners see them."""
        return tuple(self.publication(each) for each in self.show)

    def publication(self, show: ShowSettings) -> Show:
        """Return the show as listeners see it."""
        cover = str(self.home / show.cover) if show.cover else ""
        shared = {name: getattr(show, name) for name in ("slug", "title", "description", "author", "email", "language")}
        return Show(
            **shared,
            category=show.category,
            explicit=show.explicit,
            copyright=show.copyright,
            base_url=self.service.base_url,
            path=show.path or show.slug,
            cover=cover,
        )


def load(config: Path | None = None, service: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings from that file, or from `tingbao.toml` in the current folder, or all defaults.

    `service`: settings of the service that override the file's.

    Raise ConfigError that names the file, the key and the fault.
    """
    path = config or Path(CONFIG_FILE)
    if not os.path.lexists(path):
        if config is not None:
            raise ConfigError(f"There is no config file {one_line(str(config))}; `tingbao init` writes one.")
        return _validate({}, "the environment", Path(), None, service)
    return _validate(user_file.read_toml(path), one_line(str(path)), path.parent, path, service)


def _validate(
    raw: Mapping[str, Any], source: str, home: Path, file: Path | None, over: Mapping[str, Any] | None
) -> Settings:
    for key in raw:
        if key not in ("service", "show"):
            raise ConfigError(f"{source}: there is no section [{shown(key)}]; the sections are [service] and [[show]].")
    try:
        service = ServiceSettings(**{**raw.get("service", {}), **(over or {})})
    except (ValidationError, TypeError) as error:
        raise ConfigError(_error_message(error, source, "service")) from None
    except SettingsError as error:
        name = str(error).partition('"')[2].partition('"')[0]
        raise ConfigError(f'{_variable(name)} is no JSON: a list is written like ["a.example"].') from None
    try:
        shows = raw.get("show", [{}])
        settings = Settings(home=home, file=file, blank=not raw, service=service, show=shows)
    except ValidationError as error:
        raise ConfigError(_error_message(error, source, "")) from None
    for show in settings.show:
        settings.phrases(show)
    slugs = [show.slug for show in settings.show]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise ConfigError(f"{source}: two shows are called {slug!r}; give each its own slug.")
    _check_locations(settings, source)
    return settings


def _check_locations(settings: Settings, source: str) -> None:
    """Raise ConfigError where shows would overwrite each other, or private files would be published."""
    paths = [show.path or show.slug for show in settings.show]
    for path in paths:
        if [each.lower() for each in paths].count(path.lower()) > 1:
            raise ConfigError(f"{source}: two shows are published in {path!r}; give each its own path.")
        if path in RESERVED_PATHS:
            raise ConfigError(
                f"{source}: a show cannot be published in {path!r}, which is the service's own; set path."
            )
    if scheme(settings.destination):
        return
    places = (settings.output, settings.state, settings.home)
    output, state, home = (
        Path(os.path.realpath(each)) for each in places
    )  # Path.resolve raises for a link in a circle
    if output.is_relative_to(state) or state.is_relative_to(output):
        raise ConfigError(f"{source}: output and state lie in one another: give each a folder of its own.")
    if settings.file and home.is_relative_to(output):
        raise ConfigError(f"{source}: output holds the configuration itself: name a folder beside or below it.")


def _error_message(error: ValidationError | TypeError, source: str, section: str) -> str:
    if isinstance(error, TypeError):
        return f"{source}: [{section}] must be a table of keys and values."
    first = error.errors()[0]
    parts = [f"{part + 1}" if isinstance(part, int) else one_line(str(part)) for part in first["loc"]]
    name = ".".join([section, *parts] if section else parts)  # people count from one
    if first["type"] == "extra_forbidden":
        return f"{source}: there is no setting {name}; `tingbao init` shows all there are."
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    place = f"{source}: {name}"
    if section and (variable := _variable(parts[0])) in _set_variables():
        place = variable
    if name.startswith("service.on_"):  # a hook's address may be secret
        return f"{place}: {reason}."
    field = (ServiceSettings if section else ShowSettings).model_fields.get(str(first["loc"][-1]))
    if first["type"] == "string_pattern_mismatch" and field and field.description:
        reason = f"it does not fit ({field.description})"  # a pattern says nothing to most people
    return f"{place} is {shown(first['input'])}: {reason}."


def _variable(name: str) -> str:
    """Return the environment variable that holds a setting of the service."""
    return f"TINGBAO_{name.upper()}"


def _set_variables() -> set[str]:
    """Return the names of the environment's variables as the settings know them, in capitals."""
    return {name.upper() for name in os.environ}
