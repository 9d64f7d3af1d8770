"""An engine for the whole episode: the first cast that can; a lost voice gives way to its fallback throughout."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from service.core.progress import StageTimer
from service.errors import EngineUnavailable
from service.executors import open_executor
from service.pipeline.cast import Cast
from service.pipeline.spec import EpisodeSpec
from service.speech import speaker, voice_profiles
from service.speech.engines import Engine
from service.speech.speaker import Speaker
from service.speech.spread import Spread
from service.speech.synthesis import VoiceLost
from service.storage.disk_cache import DiskCache
from service.storage.key_locks import KeyLocks

T = TypeVar("T")


def with_first_able(job: EpisodeSpec, watch: StageTimer, perform: Callable[[Cast, Speaker], T]) -> tuple[Cast, T]:
    """What `perform` makes with the first of the job's casts that can speak it all, and that cast.

    `perform` may be called several times, each time with another cast, and then starts from nothing: voices and
    engines are never mixed. Each change is a warning. Raises EngineUnavailable when no cast can.
    """
    cache = _cache(job, watch)
    for cast, following in zip_longest(job.casts, job.casts[1:]):
        try:
            return _with_stand_ins(job, cast, cache, watch, perform)
        except EngineUnavailable as error:
            watch.count("engine_failures")
            if following is None:
                raise
            watch.count("fallbacks")
            watch.warn(f"{error} The whole episode is made with {following.engine} instead.")
    raise AssertionError("a job has at least one cast")


def engage(name: str, state: Path, say: Callable[[str], None]) -> Engine:
    """The engine, able to speak now; what a person should know of it is said the first time.

    Raises EngineUnavailable with the reason why it cannot.
    """
    engine = speaker.engine(name, state)
    engine.available()
    told = state / "told" / name
    if engine.notice and not told.exists():
        say(engine.notice)
        with contextlib.suppress(OSError):  # then it is said once more
            told.parent.mkdir(parents=True, exist_ok=True)
            told.touch()
    return engine


def _cache(job: EpisodeSpec, watch: StageTimer) -> DiskCache:
    """The machine's own clips, before those that it has in common with others, if it has any."""
    found = job.cache
    if address := job.settings.service.shared_cache:
        from service.storage.shared_cache import SharedCache

        found = SharedCache(job.cache.folder, address, watch.warn)
    if job.settings.service.cluster:  # a show that waited for its clips could be at work where they are to be spoken
        found.claims = KeyLocks(None)
    return found


def _with_stand_ins(
    job: EpisodeSpec, cast: Cast, cache: DiskCache, watch: StageTimer, perform: Callable[[Cast, Speaker], T]
) -> tuple[Cast, T]:
    engine = _spread(engage(cast.engine, job.settings.state, watch.note), job, watch)
    known, lost = voice_profiles.load(job.voice_folders), set()
    while True:
        try:
            at_work = Speaker(engine, cast.voices, job.voice_folders, cache, watch.speaking, watch.count)
            return cast, perform(cast, at_work)
        except VoiceLost as error:
            lost.add(error.voice.name)
            other = known.get(error.voice.fallback)
            if other is None or other.name in lost:
                raise
            watch.count("fallbacks")
            watch.warn(f"{error} {other.name} ({other.speaker}) speaks in its place, in the whole episode.")
            cast = cast.instead(error.voice, other)


def _spread(engine: Engine, job: EpisodeSpec, watch: StageTimer) -> Engine:
    """The engine spoken by the cluster's workers, if there is a cluster."""
    if not job.settings.service.cluster:
        return engine
    executor = open_executor(job.settings.service.cluster, 1, watch.warn)
    return Spread(engine, executor.run, executor.width)
