"""`tingbao check`: find what would keep an episode from being made, published or found."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from service.audio import jingles
from service.commands import (
    check_feed,
    check_host,
    check_list,
    check_listen,
    check_marks,
    check_model,
    check_notify,
    check_published,
    check_settings,
    terminal,
)
from service.commands.check_result import CheckResult, fault, note, passed
from service.commands.terminal import cells, print_json, print_line, run_progress
from service.core import cron, language_tag, user_file, web_url
from service.core.messages import _, clause, of_error
from service.core.printable import shown
from service.core.show_settings import ShowSettings
from service.core.url_scope import is_loopback
from service.errors import ConfigError, TingbaoError, UsageError
from service.model import Show
from service.pipeline import cast
from service.pipeline.cast import Cast
from service.pipeline.episode_spec import voice_folders
from service.publishing import cover, feed_validator, urls
from service.settings import CONFIG_FILE, Settings, load
from service.sources.reading_lists import is_reading_list
from service.speech import engines, synthesizer, voice_profiles
from service.speech.engines import ENGINES, Engine
from service.speech.text_frontend import TextFrontend
from service.speech.voice_profiles import Voice
from service.storage import storage_selftest
from service.storage.disk_cache import DiskCache
from service.storage.storage import open_storage, scheme

LARGEST_FEED = 50_000_000
"""Bytes of a feed that is checked: five times the most that is fetched."""


def run(
    feed: str | None,
    listen: str | None,
    *,
    ask: bool,
    notify: bool,
    repair: bool,
    as_json: bool,
    config: Path | None,
) -> None:
    """Print the results. Raise TingbaoError at the end when one is a fault.

    `feed` is checked alone, `listen` is an episode that is heard, `ask` asks the language models, `notify` sends
    each hook a trial card, `repair` repairs what is published.
    """
    if (feed is not None) + (listen is not None) + ask + notify + repair > 1:
        raise UsageError(_("Give one of --feed, --listen, --ask, --notify and --repair: each checks something else."))
    if listen is not None:
        with run_progress(quiet=as_json) as step:
            heard = list(check_listen.check(load(config), listen, step))
        _report(heard, as_json=as_json)
    elif ask:
        settings = load(config)
        _report((check_model.ask(settings, show) for show in settings.show), as_json=as_json)
    elif notify:
        _report(check_notify.send(load(config)), as_json=as_json)
    else:
        _report(_foreign_feed(feed) if feed else _check_all(load(config), repair=repair), as_json=as_json)


def _report(results: Iterable[CheckResult], *, as_json: bool) -> None:
    findings = []
    for finding in results:
        findings.append(finding)
        if not as_json:  # at once: of thousands of shows the last is checked after minutes
            mark = terminal.told(finding.mark)
            print_line(
                f"{mark}{' ' * (5 - cells(mark))}  "
                + terminal.told(_("{what}: {found}", what=finding.what, found=finding.found))
            )
    if as_json:
        print_json([asdict(finding) for finding in findings])
    faults = sum(not finding.ok for finding in findings)
    if faults:
        error = TingbaoError(_("{faults} of {count} checks found a fault.", faults=faults, count=len(findings)))
        error.told = as_json
        raise error


def _check_all(settings: Settings, *, repair: bool) -> Iterator[CheckResult]:
    """Check the installation, unless it is repaired, then what is published; what was said before is not said again."""
    said = set()
    for finding in () if repair else _check_installation(settings):
        said.add(finding.found)
        yield finding
    yield from (each for each in check_published.check(settings, repair=repair) if each.found not in said)


_SPOKEN = {"yue": _("which is Cantonese to listeners"), "cmn": _("which is Mandarin to listeners")}
"""What is said of a feed's language, by its code."""
_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_TRIAL_TEXT = "今天的新闻。"
"""Rendered with each voice, because a model with incomplete files fails at it."""


def _check_installation(settings: Settings) -> Iterator[CheckResult]:
    yield check_host.packages()
    yield passed(
        _("config"),
        str(settings.file) if settings.file else _("no {file}: all defaults (`tingbao init`)", file=CONFIG_FILE),
    )
    yield from check_settings.variables(os.environ)
    yield from check_settings.hook_targets(settings, os.environ)
    yield from check_notify.waiting(settings)
    yield from _check_machine(settings)
    yield check_host.token(os.environ.get("TINGBAO_TOKEN", ""))
    folders = voice_folders(settings)
    known: Mapping[str, Voice] | None = None
    try:
        known = voice_profiles.load(folders)
        TextFrontend(folders)
        yield passed(
            _("voices and readings"), _("{count} voices in {folders}", count=len(known), folders=list(folders))
        )
    except TingbaoError as error:
        yield fault(_("voices and readings"), str(error))
    for voice in (known or {}).values():
        if voice.engine not in ENGINES:
            yield fault(
                f"voice {voice.name}",
                _("{file}: no engine {engine!r}: {known}", file=voice.origin, engine=voice.engine, known=list(ENGINES)),
            )
    if known is not None:  # else each engine would be said to have no voice
        yield from _check_engines(settings, known)
    if settings.service.ear:
        yield _try("ear", lambda: _describe_ear(settings))
    for show in settings.show:
        yield from _check_show(settings, show, known or {})


def _check_machine(settings: Settings) -> Iterator[CheckResult]:
    """Check clock, folders, port and address."""
    service, now = settings.service, dt.datetime.now(dt.UTC)
    local = not scheme(settings.destination)
    folders = {_("state folder"): settings.state} | ({_("output folder"): settings.output} if local else {})
    feeds = [urls.url(show, urls.FEED) for show in _published_shows(settings)]
    asked = feeds[0] if feeds else service.base_url
    here = is_loopback(service.base_url)
    status, wrong, elsewhere = (0, "", None) if here else check_host.head(asked)
    yield check_host.clock(now, check_host.newest(list(folders.values())), elsewhere)
    for name, folder in folders.items():
        yield from check_host.folder(name, folder)
    if not local:
        yield _try(f"output {settings.destination}", lambda: _check_bucket(settings.destination, conditions=True))
    if service.shared_cache:
        yield _try(
            _("shared cache {shared_cache}", shared_cache=service.shared_cache),
            lambda: _check_bucket(service.shared_cache, conditions=False),
        )
    if service.cluster:
        yield from _check_cluster(service.cluster)
    yield check_host.port(service.host, service.port)
    yield check_host.address(service.base_url, feeds[0] if feeds else "", status, wrong)


def _published_shows(settings: Settings) -> Iterator[Show]:
    """Yield the shows that have a feed."""
    storage = open_storage(settings.destination)
    for show in map(settings.publication, settings.show):
        with contextlib.suppress(TingbaoError):  # a fault of the show
            if storage.exists(urls.key(show, urls.FEED)):
                yield show


def _check_engines(settings: Settings, known: Mapping[str, Voice]) -> Iterator[CheckResult]:
    """Check which engines can speak now: a fault where one is chosen by name and cannot, or where none can."""
    asked = {show.engine for show in settings.show}
    speaking = False
    for name in ENGINES:
        voices_of = [voice for voice in known.values() if voice.engine == name]
        engine, ready = synthesizer.engine(name, settings.state), False
        try:
            engine.available(voices_of)
            for voice in voices_of:
                engine.render(_TRIAL_TEXT, [None] * len(_TRIAL_TEXT), voice)
        except TingbaoError as error:
            found = clause(of_error(error))
        else:
            ready = bool(voices_of)
            found = (
                _("ready: {names}", names=[voice.name for voice in voices_of])
                if ready
                else _("ready, but without a voice: {new_voice}", new_voice=engine.new_voice)
            )
        speaking = speaking or ready
        said = _("{found}. {terms}", found=found, terms=_describe_terms(engine, voices_of))
        yield CheckResult(ready or name not in asked, f"engine {name}", said, note=not ready)
    if not speaking:
        yield fault(_("engines"), _("none can speak now"))


def _describe_terms(engine: Engine, voices: Sequence[Voice]) -> str:
    """Return what the engine's voices cost, who gets the text, and whether they may be broadcast."""
    found = []
    for voice in voices:
        with contextlib.suppress(TingbaoError):  # a fault of its file, which is named by what it hinders
            found.append(engines.terms(voice))
    found = found or [engine.terms()]
    return _(
        "Costs: {costs}. Text goes to: {whom}. May be broadcast: {verdicts}.",
        costs=_alternatives([each.cost for each in found]),
        whom=_alternatives([each.text_goes_to for each in found]),
        verdicts=_alternatives([each.verdict for each in found]),
    )


def _alternatives(texts: Sequence[str]) -> str:
    return functools.reduce(lambda one, other: _("{one} / {other}", one=one, other=other), dict.fromkeys(texts))


def _check_show(settings: Settings, show: ShowSettings, known: Mapping[str, Voice]) -> Iterator[CheckResult]:
    """Check what a run of the show needs."""
    schedule, publication = settings.cron(show), settings.publication(show)
    due = cron.next_due(schedule, dt.datetime.now(dt.UTC))
    when = _(
        "{schedule!r}, next {day} {due:%Y-%m-%d %H:%M} {zone}",
        schedule=show.schedule,
        day=_DAYS[due.weekday()],
        due=due,
        zone=schedule.zone.key,
    )
    yield passed(_("{show}: schedule", show=show.slug), when)
    for source in show.sources:
        yield from _check_source(_("{show}: source {it}", show=show.slug, it=source), source, settings, show)
    yield from check_list.unused(show)
    if known:
        yield from _check_cast(show, known)
    if show.listen and not settings.service.ear:
        yield note(
            _("{show}: listen", show=show.slug), _("[service] ear names no recognizer: nobody hears what the clips say")
        )
    yield from check_settings.email(_("{show}: email", show=show.slug), show.email)
    if show.cover:
        yield _try(
            _("{show}: cover {it}", show=show.slug, it=show.cover), lambda: cover.cover_of(publication) and _("ready")
        )
    for name, path in show.sounds.items():
        yield _try(
            _("{show}: sound {it}", show=show.slug, it=path),
            functools.partial(_check_sound, name, settings.home / path),
        )
    if show.llm.base_url:
        yield _try(_("{show}: language model", show=show.slug), lambda: check_model.describe(settings, show))
    yield from _check_published_feed(settings, publication)
    for each in (publication, publication.articles) if show.articles else (publication,):
        yield from check_marks.check(open_storage(settings.destination), each)


def _check_source(what: str, source: str, settings: Settings, show: ShowSettings) -> Iterator[CheckResult]:
    if is_reading_list(source):
        return check_list.check(what, source, settings, show)
    return check_settings.source(what, source, settings.home, settings.service.allowed_hosts, dict(show.columns))


def _try(what: str, act: Callable[[], object]) -> CheckResult:
    """Return what the function returns as a passed check, or its error as a fault."""
    try:
        return passed(what, str(act()))
    except TingbaoError as error:
        return fault(what, str(error))


def _check_bucket(address: str, *, conditions: bool) -> str:
    storage_selftest.probe(open_storage(address), conditions=conditions)
    return _("can be read and written, and heeds conditions") if conditions else _("can be read and written")


def _check_cluster(address: str) -> Iterator[CheckResult]:
    """Check whether the cluster answers, and which of its workers cannot be used."""
    from service.executors.dask import Cluster, ClusterUnavailable

    what, said = f"cluster {address}", list[str]()
    try:
        number = Cluster(address, 1, said.append).workers()
    except ConfigError as error:
        yield fault(what, str(error))
    except ClusterUnavailable as error:
        yield fault(what, _("{error}; until it is mended the work is done here", error=error))
    else:
        yield passed(what, _("answers; workers with this version of Tingbao: {number}", number=number))
        yield from (note(what, each) for each in said)


def _describe_ear(settings: Settings) -> str:
    from service.speech.ear.ear import open_ear

    ear = open_ear(settings.home / settings.service.ear, DiskCache(settings.state / "clips"), lambda text: None)
    return _("{family} in {ear}", family=ear.family, ear=settings.service.ear)


def _check_cast(show: ShowSettings, known: Mapping[str, Voice]) -> Iterator[CheckResult]:
    """Say who speaks, and where that is another language than the feed's."""
    try:
        casts = cast.cast(show.engine, show.voices, known)
    except TingbaoError as error:
        yield fault(_("{show}: who speaks", show=show.slug), str(error))
        return
    yield passed(_("{show}: who speaks", show=show.slug), _describe_casts(casts))
    meant = language_tag.spoken(show.language)
    tags = dict.fromkeys(voice.language for voice in casts[0].voices)
    if other := ", ".join(tag for tag in tags if language_tag.spoken(tag) != meant):
        said = _(
            "the feed says {language}, {kind}, and the voices speak {other}",
            language=show.language,
            kind=_SPOKEN.get(meant, _("which is not Chinese")),
            other=other,
        )
        yield note(
            _("{show}: language", show=show.slug),
            _("{said}: set language to theirs, or choose other voices", said=said),
        )


def _check_sound(name: str, path: Path) -> str:
    jingles.load(**{name: path})
    return _("ready")


def _describe_casts(casts: Sequence[Cast]) -> str:
    first, *others = casts
    said = _("{engine} ({voices})", engine=first.engine, voices=[voice.name for voice in first.voices])
    return _("{first}, else {others}", first=said, others=[each.engine for each in others]) if others else said


def _check_published_feed(settings: Settings, show: Show) -> Iterator[CheckResult]:
    """Check the show's feed, if there is one yet."""
    storage, key = open_storage(settings.destination), urls.key(show, urls.FEED)
    try:
        feed = storage.read(key)
    except TingbaoError as error:
        yield fault(_("{show}: feed", show=show.slug), str(error))
        return
    if feed is not None:
        yield from _check_feed(storage.location(key), feed)


def _foreign_feed(location: str) -> Iterator[CheckResult]:
    """Check a feed that a person named, a file or a URL."""
    return _check_feed(location, _fetch(location), location if "://" in location else "")


def _check_feed(location: str, feed: bytes, url: str = "") -> Iterator[CheckResult]:
    """Return each issue of a feed with the rule that is broken. `url` is where it was fetched from, if it was."""
    broken = feed_validator.check(feed, url, dt.datetime.now(dt.UTC))
    if url:
        broken += check_feed.check(feed, url)
    for each in broken:
        problem = _("{where}: {problem}", where=each.where, problem=each.problem)
        yield CheckResult(each.warning, f"{location}: {each.rule}", problem, note=True)
    if all(each.warning for each in broken):
        yield passed(location, _("keeps the rules of PSP-1 and Apple"))


def _fetch(location: str) -> bytes:
    if "://" in location:
        from service.sources.fetching import Client

        try:
            host = web_url.split(location).hostname or ""
        except ValueError as error:
            raise UsageError(_("--feed {location}: {error}.", location=shown(location), error=error)) from None
        return Client(allowed_hosts=[host]).get(location).body
    return user_file.read(location, LARGEST_FEED, lambda text: UsageError(f"--feed {text}"))
