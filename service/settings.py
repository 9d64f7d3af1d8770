"""`tingbao.toml` and the environment, validated: everything has a default, so no config at all is a working show."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from service.core import cron, phrases, setting_errors, user_file
from service.core.cron import Cron
from service.core.field_types import (
    Bucket,
    Endpoint,
    Hooks,
    Host,
    HostPort,
    MailAddress,
    MailServerUrl,
    Network,
    OwnUrl,
    PathName,
    PublicUrl,
    Scheduler,
    Size,
    Span,
    Zone,
    parse_scheduler,
)
from service.core.messages import _, lines, of_error
from service.core.printable import one_line, shown
from service.core.setting_errors import SettingFault
from service.core.show_settings import ShowSettings
from service.core.url_scope import DEFAULT_BASE_URL, is_local_only
from service.errors import ConfigError, UsageError
from service.model import Show
from service.storage.storage import scheme

CONFIG_FILE = "tingbao.toml"


def _storage_location(text: str) -> str:
    try:
        scheme(text)
    except ConfigError as error:
        raise ValueError(of_error(error)) from None
    return text


StorageLocation = Annotated[PathName, AfterValidator(_storage_location)]
"""A folder, or the address of a storage of a known kind."""


RESERVED_PATHS = ("api", "desk", "healthz", "metrics", "openapi.json", "readyz", "status")
"""Addresses of `tingbao serve` at which no show can be."""


class _Environment(EnvSettingsSource):
    """The variables of the environment; a list in one of them is written as JSON."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: object) -> object:
        """Return the list. Raise ValueError for what is none, however deep it is nested."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except RecursionError:
            raise ValueError(_("nested too deep")) from None


class ServiceSettings(BaseSettings):
    """`[service]`: where things are. Each key can be set by an environment variable, `TINGBAO_` + its name."""

    model_config = SettingsConfigDict(env_prefix="TINGBAO_", extra="forbid", frozen=True)

    base_url: PublicUrl = Field(default=DEFAULT_BASE_URL, description="Where output/ is served, as listeners reach it")
    desk_url: OwnUrl = Field(
        default="", description="Where editors reach this service, for the link to a draft; empty: at base_url's host"
    )
    websub_hub: Endpoint = Field(
        default="",
        description="The WebSub hub that public feeds name, told of each episode and article: https://pubsubhubbub.appspot.com/;"
        " empty: none",
    )
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
        description="A bucket where machines find what others have spoken: s3://bucket/clips; empty: none",
    )
    ear: PathName = Field(
        default="",
        description="A recognizer's folder, SenseVoice, Paraformer or Whisper for sherpa-onnx; empty: nobody listens",
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

    count_downloads: bool = Field(
        default=True,
        description="Whether `tingbao serve` counts who listens; no address is kept, only a key that lasts a month",
    )

    parallel: int = Field(
        default=0,
        ge=0,
        le=1000,
        description="How many shows are made at once; 0: as many as there are cores and memory for",
    )
    time_limit: Span = Field(default=1800.0, description="How long a run may take before it is ended")
    on_failure: Hooks = Field(
        default=(), description="Who is told when a show that was due could not be made: docs/notifications.md"
    )
    on_success: Hooks = Field(default=(), description="The same, when an episode has been published")
    on_approval: Hooks = Field(default=(), description="The same, when an episode waits for approval")
    smtp: MailServerUrl = Field(
        default="", description="The server that takes e-mail in: smtps://user@host:465, smtp://user@host:587"
    )
    mail_from: MailAddress = Field(
        default="", description="Who e-mail is from; empty: the user of smtp, if that is an address"
    )

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
        return _Environment(settings_cls), init_settings


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
                _(
                    "What is published is kept in {destination}, not in a folder here: let it, or a CDN"
                    " before it, serve the files; `tingbao schedule` makes the shows.",
                    destination=self.destination,
                )
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
            raise UsageError(_("--cluster is {address!r}: {error}.", address=address, error=error)) from None
        return self.model_copy(update={"service": self.service.model_copy(update={"cluster": address})})

    def pick_show(self, slug: str | None) -> ShowSettings:
        """Return the show of that slug, the first one for None. Raise UsageError when there is none."""
        if slug is None:
            return self.show[0]
        for show in self.show:
            if show.slug == slug:
                return show
        known = [show.slug for show in self.show]
        raise UsageError(_("There is no show {slug!r}; the shows are: {known}.", slug=slug, known=known))

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
            episode_covers=show.episode_covers,
            provider_code=show.provider_code,
            xiaoyuzhou=show.xiaoyuzhou,
            ximalaya=show.ximalaya,
            hub=self.service.websub_hub if (show.path or show.slug) == show.slug else "",
            tells_articles=bool(show.articles),
            op3=show.op3,
        )


def desk_url(service: ServiceSettings) -> str:
    """Return the beginning of the desk's addresses, as its editors reach it."""
    if service.desk_url:
        return service.desk_url
    base = urlsplit(service.base_url)
    return f"{base.scheme}://{base.netloc}"


def load(config: Path | None = None, service: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings from that file, or from `tingbao.toml` in the current folder, or all defaults.

    `service`: settings of the service that override the file's.

    Raise ConfigError, in which a line for each fault names the file, the line of it, the key and what would be right.
    """
    path = config or Path(CONFIG_FILE)
    if not os.path.lexists(path):
        if config is not None:
            raise ConfigError(
                _("There is no config file {config}; `tingbao init` writes one.", config=one_line(str(config)))
            )
        return _validate({}, _("the environment"), Path(), None, service)
    return _validate(user_file.read_toml(path), one_line(str(path)), path.parent, path, service)


def _validate(
    raw: Mapping[str, Any], source: str, home: Path, file: Path | None, over: Mapping[str, Any] | None
) -> Settings:
    """Return the settings. Raise ConfigError with a line for each fault, in the order of the file."""
    faults = _section_faults(raw, source, file)
    service = _read_service({**_table(raw.get("service")), **(over or {})}, source, file, faults)
    shows = _read_shows(raw.get("show", [{}]), source, file, faults)
    told = [each.said for each in sorted(faults)]
    if service and shows:
        settings = Settings(home=home, file=file, blank=not raw, service=service, show=shows)
        told += [*_phrase_faults(settings), *_location_faults(settings, source), *_op3_faults(settings, source)]
        if not told:
            return settings
    if len(told) >= setting_errors.MOST:
        told[setting_errors.MOST :] = [_("What else may be wrong is named when these are right.")]
    raise ConfigError(lines(told))


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _read_service(
    given: dict[str, Any], source: str, file: Path | None, faults: list[SettingFault]
) -> ServiceSettings | None:
    """Return the settings of the service; None, and their faults into that list, where there are some."""
    try:
        return ServiceSettings(**given)
    except ValidationError as error:
        faults += setting_errors.faults(error, source, ServiceSettings, ("service",), file, {"[[show]]": ShowSettings})
    except SettingsError as error:
        name = setting_errors.variable(str(error).partition('"')[2].partition('"')[0])
        value = shown(os.environ.get(name, ""))
        said = _('{name} is {value}: write a list as JSON has it: ["a.example", "b.example"].', name=name, value=value)
        faults.append(SettingFault(0, said))
    return None


def _read_shows(given: object, source: str, file: Path | None, faults: list[SettingFault]) -> tuple[ShowSettings, ...]:
    """Return the shows that are right, and put the faults of the others into that list, as far as they are named."""
    shows = []
    for number, each in enumerate(given if isinstance(given, list) else []):
        try:
            shows.append(ShowSettings.model_validate(each))
        except ValidationError as error:
            if len(faults) < setting_errors.MOST:
                faults += setting_errors.faults(
                    error, source, ShowSettings, ("show", number), file, {"[service]": ServiceSettings}
                )
    return tuple(shows)


def _section_faults(raw: Mapping[str, Any], source: str, file: Path | None) -> list[SettingFault]:
    """Return what is wrong where the top of the file is no `[service]` and a list of `[[show]]`."""
    told = ((key, _section_fault(key, value)) for key, value in raw.items())
    return [setting_errors.fault_at(source, file, (key,), _("{fault}.", fault=fault)) for key, fault in told if fault]


def _section_fault(key: str, value: object) -> str:
    """Return what is wrong with a key at the top of the file; empty where nothing is."""
    if key == "service":
        right = isinstance(value, dict)
        return "" if right else _("write [service] once, on a line of its own, and its settings below")
    if key == "show":
        if isinstance(value, dict):
            return _("write [[show]] first, with two brackets and on a line of its own: there may be several shows")
        right = isinstance(value, list) and bool(value)
        return "" if right else _("write [[show]] on a line of its own, and the show's settings below")
    if not isinstance(value, dict | list) and key in ServiceSettings.model_fields:
        return _("{key} stands outside its section: put it below [service]", key=key)
    if not isinstance(value, dict | list) and key in ShowSettings.model_fields:
        return _("{key} stands outside its section: put it below [[show]]", key=key)
    if isinstance(value, dict) and key in ShowSettings.model_fields:
        return _("write [show.{key}], below the [[show]] that it belongs to", key=key)
    return _("there is no section {key}; the sections are [service] and [[show]]", key=one_line(key))


def _repeated(names: Iterable[str]) -> str:
    """Return the first name that has been there before; empty where there is none."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _phrase_faults(settings: Settings) -> Iterator[str]:
    """Yield what is wrong with the shows' own phrases."""
    for show in settings.show:
        try:
            settings.phrases(show)
        except ConfigError as error:
            yield of_error(error)


def _op3_faults(settings: Settings, source: str) -> Iterator[str]:
    """Yield where OP3 would make a private show known, or could lead nobody to the audio."""
    for show in settings.show:
        if show.op3 and show.path not in ("", show.slug):
            yield (
                _(
                    "{source}: {slug} is private by its path, and OP3 shows everybody what it counts: leave op3 out.",
                    source=source,
                    slug=show.slug,
                )
            )
        if show.op3 and is_local_only(settings.service.base_url):
            yield (
                _(
                    "{source}: op3 leads listeners to base_url, which is {base_url}: set it to an address"
                    " that everybody reaches.",
                    source=source,
                    base_url=settings.service.base_url,
                )
            )


def _location_faults(settings: Settings, source: str) -> Iterator[str]:
    """Yield where shows would overwrite each other, or private files would be published."""
    slug = _repeated(show.slug for show in settings.show)
    if slug:
        yield _("{source}: two shows are called {slug!r}; give each its own slug.", source=source, slug=slug)
    paths = [show.path or show.slug for show in settings.show]
    path = _repeated(path.lower() for path in paths)  # some file systems take capitals for small letters
    if path and path != slug:
        yield _("{source}: two shows are published in {path!r}; give each its own path.", source=source, path=path)
    for path in paths:
        if path in RESERVED_PATHS:
            yield _(
                "{source}: a show cannot be published in {path!r}, which is the service's own; set path.",
                source=source,
                path=path,
            )
    if scheme(settings.destination):
        return
    places = (settings.output, settings.state, settings.home)
    output, state, home = (
        Path(os.path.realpath(each)) for each in places
    )  # Path.resolve raises for a link in a circle
    if output.is_relative_to(state) or state.is_relative_to(output):
        yield _("{source}: output and state lie in one another: give each a folder of its own.", source=source)
    if settings.file and home.is_relative_to(output):
        yield _("{source}: output holds the configuration itself: name a folder beside or below it.", source=source)
