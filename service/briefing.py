"""READ FIRST: one run, stage by stage.

    read -> edit -> speak (choose, synthesize, measure, choose again) -> produce -> publish

`make` is the whole of it. Each stage is a package of its own and knows none of the others; values pass through here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from service import fitting, identity, locks, shipped
from service.casting import Cast
from service.editing import selection, telling
from service.editing.telling import Telling
from service.errors import EngineUnavailable, NothingToBrief
from service.fitting import RATE, Fitted, Frame
from service.job import Job, Order, resolve
from service.model import Article, Chapter, Cue, Episode, Script, Skipped, Story
from service.settings import Settings
from service.summarizing import summarizer
from service.watch import Progress, Watch

if TYPE_CHECKING:
    from service.audio.programme import Programme
    from service.speech.speaker import Speaker


@dataclass(slots=True)
class Result:
    """What came of a run."""

    status: str
    """`made`, `unchanged` or `planned`."""
    job: Job
    script: Script
    episode: Episode | None = None
    warnings: Sequence[str] = ()
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage."""


def make(order: Order, settings: Settings, now: dt.datetime, progress: Progress) -> Result:
    """One briefing, end to end: the episode of this order is published, or an error says why not."""
    job, watch = resolve(order, settings, now), Watch(progress)
    with locks.hold(settings.state / "locks", job.show.slug):
        with watch.stage("read", "Reading"):
            material = read(job, watch)
            fingerprint = _fingerprint(job, material)
            before = published(job)
        if before and before.fingerprint == fingerprint and not job.force:
            return Result("unchanged", job, before.script, before, watch.warnings, watch.timings)
        with watch.stage("edit", "Choosing"):
            stories, skipped = edit(material)
        with watch.stage("speak", "Speaking"):
            cast, fitted = speak(job, stories, watch)
        with watch.stage("produce", "Mixing and encoding"):
            sound = produce(fitted)
        with watch.stage("publish", "Publishing"):
            episode = publish(job, _script(job, fitted, skipped), cast, sound, fingerprint)
    return Result("made", job, episode.script, episode, watch.warnings, watch.timings)


def plan(order: Order, settings: Settings, now: dt.datetime, progress: Progress) -> Result:
    """The script alone, timed by prediction: nothing is synthesized, nothing published."""
    job, watch = resolve(order, settings, now), Watch(progress)
    with watch.stage("read", "Reading"):
        material = read(job, watch)
    with watch.stage("edit", "Choosing"):
        stories, skipped = edit(material)
        fitted = fitting.predict(*tell(job, job.casts[0], stories), _speech_seconds(job), _paces(job.casts[0]))
    return Result("planned", job, _script(job, fitted, skipped), None, watch.warnings, watch.timings)


@dataclass(frozen=True, slots=True)
class Material:
    """What was read, and what could not be."""

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read(job: Job, watch: Watch) -> Material:
    """The articles of all inputs; NothingToBrief when there is none. A ready script needs none."""
    if job.script:
        return Material(skipped=job.script.skipped)
    from service import sources

    found = sources.gather(job.inputs, now=job.now)
    for each in found.skipped:
        watch.warn(f"Skipped {each.title}: {each.reason}")
    if not found.articles:
        raise NothingToBrief(f"There is no article in {', '.join(job.inputs)}: nothing to brief.")
    return Material(found.articles, found.skipped)


def edit(material: Material) -> tuple[tuple[Story, ...], tuple[Skipped, ...]]:
    """The stories by rank, and everything that is left out so far."""
    stories, skipped = selection.rank(material.articles)
    return stories, (*material.skipped, *skipped)


def tell(job: Job, cast: Cast, stories: Sequence[Story]) -> tuple[tuple[Telling, ...], Frame]:
    """What each story may say, and the segments that frame them."""
    names = [voice.name for voice in cast.voices]
    tellings = telling.tell(stories, names, job.date, summarizer(job))
    if not tellings:
        raise NothingToBrief("No article has a sentence that can be read aloud: nothing to brief.")
    return tellings, fitting.frame(job.show.title, job.date, tellings, names, job.length)


def speak(job: Job, stories: Sequence[Story], watch: Watch) -> tuple[Cast, Fitted]:
    """The programme spoken by the first cast that can: one voice set an episode."""
    for number, cast in enumerate(job.casts):
        try:
            speaker, seconds = _speaker(job, cast, watch), _speech_seconds(job)
            if job.script:
                fitted = fitting.keep(job.script.segments, seconds, speaker.speak)
            else:
                fitted = fitting.fit(*tell(job, cast, stories), seconds, speaker.speak, _paces(cast))
            return cast, replace(fitted, segments=speaker.with_spoken(fitted.segments))
        except EngineUnavailable as error:
            if number + 1 == len(job.casts):
                raise
            watch.warn(f"{error} The whole episode is made with {job.casts[number + 1].engine} instead.")
    raise AssertionError("a job has at least one cast")


def produce(fitted: Fitted) -> Programme:
    """The sound: mixed, mastered, encoded, decoded and checked."""
    from service.audio import chimes, mixing, programme

    clips = iter(fitted.clips)
    parts = [
        mixing.Part(tuple(mixing.Piece(next(clips).pcm, utterance.pause) for utterance in segment.utterances))
        for segment in fitted.segments
    ]
    return programme.produce(parts, chimes.default())


def published(job: Job) -> Episode | None:
    """The episode of this job as listeners have it: in the feed, with all its files."""
    from service.publishing import publish
    from service.publishing.storage import LocalStorage

    return publish.find(LocalStorage(job.settings.output), job.show, job.id)


def publish(job: Job, script: Script, cast: Cast, sound: Programme, fingerprint: str) -> Episode:
    """The episode, tagged and put before its listeners; the feed is replaced last."""
    from service.audio import tags
    from service.publishing import cover, notes, places
    from service.publishing import publish as press
    from service.publishing.storage import LocalStorage

    cues = tuple(
        Cue(piece.start / RATE, piece.end / RATE, segment=i, utterance=j)
        for i, pieces in enumerate(sound.timeline.pieces)
        for j, piece in enumerate(pieces)
    )
    episode = Episode(
        id=job.id,
        guid="",
        show=job.show.slug,
        date=job.date,
        edition=job.edition,
        published=job.published,
        title=notes.title(script),
        seconds=sound.seconds,
        mp3="",
        size=0,
        script=script,
        cues=cues,
        chapters=_chapters(script, cues, sound.seconds),
        engine=cast.engine,
        voices=tuple(voice.name for voice in cast.voices),
        speakers={voice.name: voice.speaker for voice in cast.voices},
        picks=tuple(Skipped(segment.title, segment.reason) for segment in script.segments if segment.reason),
        fingerprint=fingerprint,
    )
    labels = tags.Tags(
        title=episode.title,
        show=job.show.title,
        author=job.show.author,
        date=job.date,
        chapters=episode.chapters,
        language=job.show.language,
        cover=cover.small(cover.of(job.show)),
        url=places.episode_url(job.show, episode),
        id=f"{job.show.slug}/{job.id}",
    )
    storage = LocalStorage(job.settings.output)
    return press.publish(storage, job.show, episode, tags.write(sound.mp3, labels)).episode


def _fingerprint(job: Job, material: Material) -> str:
    """What the episode depends on: the same fingerprint, the same episode."""
    told = [(article.source, article.title, article.paragraphs, article.prominence) for article in material.articles]
    own = [path.read_bytes().hex() for folder in job.voice_folders[:-1] for path in sorted(folder.glob("*.toml"))]
    return identity.fingerprint(
        job.wanted.llm,
        replace(job.show, base_url=""),
        (job.id, job.length, [(cast.engine, [voice.name for voice in cast.voices]) for cast in job.casts]),
        (told, job.script, own, shipped.code_version()),
    )


def _speaker(job: Job, cast: Cast, watch: Watch) -> Speaker:
    from service.speech import engines
    from service.speech.speaker import Speaker

    engine = engines.load(cast.engine)
    engine.available()
    return Speaker(engine, cast.voices, job.voice_folders, job.settings.state / "clips", watch.speaking)


def _speech_seconds(job: Job) -> float:
    """What the chimes and the silence around them leave of the length."""
    from service.audio import chimes, mixing

    return job.length - mixing.frame_seconds(chimes.default())


def _paces(cast: Cast) -> dict[str, float]:
    return {voice.name: voice.pace for voice in cast.voices}


def _script(job: Job, fitted: Fitted, skipped: Sequence[Skipped]) -> Script:
    """Everything that is said, and the stories that found no room."""
    return Script(
        show=job.show.title,
        date=job.date,
        edition=job.edition,
        title=job.show.title,
        length=job.length,
        segments=fitted.segments,
        skipped=(*skipped, *fitted.left_out),
        short=fitted.short,
    )


def _chapters(script: Script, cues: Sequence[Cue], seconds: float) -> tuple[Chapter, ...]:
    """A chapter for each segment, from its first word to the next one's."""
    starts = [next(cue.start for cue in cues if cue.segment == i) for i in range(len(script.segments))]
    starts[0] = 0.0
    ends = [*starts[1:], seconds]
    return tuple(
        Chapter(start, end, segment.title, segment.url)
        for start, end, segment in zip(starts, ends, script.segments, strict=True)
        if segment.title
    )
