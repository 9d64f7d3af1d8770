"""`tingbao check`: what would keep an episode from being made, published or found."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service import settings
from service.doors.terminal import print_json, print_line
from service.errors import TingbaoError, UsageError
from service.job import voice_folders
from service.model import Show
from service.publishing import checking, places
from service.publishing.storage import open_storage
from service.settings import Settings, ShowSettings
from service.speech import speaker, voices
from service.speech.engines import ENGINES
from service.speech.reading import Reader
from service.speech.voices import Voice


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    ok: bool
    what: str
    found: str


def run(feed: str | None, *, as_json: bool, config: Path | None) -> None:
    """Prints the findings; TingbaoError at the end when any of them is a fault."""
    findings = list(_named(feed) if feed else _installation(settings.load(config)))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            print_line(f"{'ok   ' if finding.ok else 'FAULT'}  {finding.what}: {finding.found}")
    faults = sum(not finding.ok for finding in findings)
    if faults:
        raise TingbaoError(f"{faults} of {len(findings)} checks found a fault.")


_TRIED = "今天的新闻。"
"""Written as each voice's engine would be asked for it: a model whose files are not whole cannot."""
_VOICELESS = "ready, but without a voice: `tingbao voices add DIR` makes one of a model"


def _installation(settled: Settings) -> Iterator[Finding]:
    where = "tingbao.toml" if settled.configured else "no tingbao.toml: all defaults (`tingbao init` writes one)"
    yield Finding(True, "config", where)
    for name, folder in (("output folder", settled.output), ("state folder", settled.state)):
        yield _writable(name, folder)
    folders = voice_folders(settled)
    try:
        known = voices.load(folders)
        Reader(folders)
        yield Finding(True, "voices and readings", f"{len(known)} voices in {', '.join(map(str, folders))}")
    except TingbaoError as error:
        yield Finding(False, "voices and readings", str(error))
        known = {}
    yield from _engines(settled, known)
    for show in settled.show:
        publication = settled.publication(show)
        for source in show.sources:
            path = settled.home / source
            there = "://" in source or path.exists()
            yield Finding(
                there, f"{show.slug}: source {source}", "ready" if there else f"{path} is not there; put pages into it"
            )
        yield from _sounds(settled, show)
        yield from _published(settled, publication)


def _engines(settled: Settings, known: Mapping[str, Voice]) -> Iterator[Finding]:
    """Which engines can speak now; a fault where one is asked for by name, or where none can."""
    asked = {show.engine for show in settled.show}
    speaking = False
    for name in ENGINES:
        voices_of = [voice for voice in known.values() if voice.engine == name]
        try:
            engine = speaker.engine(name, settled.state)
            engine.available()
            for voice in voices_of:
                engine.render(_TRIED, [None] * len(_TRIED), voice)
        except TingbaoError as error:
            yield Finding(name not in asked, f"engine {name}", str(error))
        else:
            speaking = speaking or bool(voices_of)
            found = f"ready: {', '.join(voice.name for voice in voices_of)}" if voices_of else _VOICELESS
            yield Finding(bool(voices_of) or name not in asked, f"engine {name}", found)
    if not speaking:
        yield Finding(False, "engines", "none can speak now")


def _sounds(settled: Settings, show: ShowSettings) -> Iterator[Finding]:
    from service.audio import chimes

    for name in (show.opening_sound, show.closing_sound, show.stinger_sound):
        if name:
            try:
                chimes.load(settled.home / name)
                yield Finding(True, f"{show.slug}: sound {name}", "ready")
            except TingbaoError as error:
                yield Finding(False, f"{show.slug}: sound {name}", str(error))


def _writable(name: str, folder: Path) -> Finding:
    existing = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return Finding(
            False,
            name,
            f"{folder} cannot be written ({os.strerror(error.errno or 0)}); change its owner or choose another",
        )
    return Finding(True, name, str(folder))


def _published(settled: Settings, show: Show) -> Iterator[Finding]:
    """The faults of the show's feed, if there is one yet."""
    storage, key = open_storage(settled.destination), places.key(show, places.FEED)
    if (feed := storage.read(key)) is not None:
        yield from _feed(storage.place(key), feed)


def _named(place: str) -> Iterator[Finding]:
    """The faults of a feed that a person named, a file or a URL."""
    return _feed(place, _fetch(place), place if "://" in place else "")


def _feed(place: str, feed: bytes, url: str = "") -> Iterator[Finding]:
    """Each fault of a feed, with the rule that it breaks; `url` is where it was fetched from, if it was."""
    faults = checking.check(feed, url)
    for fault in faults:
        yield Finding(fault.warning, f"{place}: {fault.rule}", f"{fault.where}: {fault.problem}")
    if not any(not fault.warning for fault in faults):
        yield Finding(True, place, "keeps the rules of PSP-1 and Apple")


def _fetch(place: str) -> bytes:
    if "://" in place:
        from service.sources.fetching import Client

        return Client(allowed_hosts=[urlsplit(place).hostname or ""]).get(place).body
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise UsageError(f"{place} cannot be read: {error.strerror}.") from None
