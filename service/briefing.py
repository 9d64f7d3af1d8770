"""READ FIRST: one run, stage by stage.

    read -> edit -> speak (choose, synthesize, measure, choose again) -> produce -> publish

`make` is the whole of it. Each stage is a package of its own and knows none of the others; values pass through here.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from service.core import episode_id, resources
from service.core.progress import Progress, StageTimer
from service.editing import selection, story_options, wording
from service.editing.story_options import StoryOptions
from service.errors import NothingToBrief, PublishError, SourceError, TingbaoError
from service.model import Article, Episode, Script, Skipped, Story
from service.pipeline import cues as timing
from service.pipeline import engine_fallback, length, speech_rate
from service.pipeline.cast import Cast, recast
from service.pipeline.history import History
from service.pipeline.length import FittedScript, FixedSegments
from service.pipeline.pending import PendingEpisodes
from service.pipeline.spec import BriefingRequest, EpisodeSpec, resolve
from service.pipeline.summarizers import summarizer
from service.settings import Settings, ShowSettings
from service.storage import atomic_write, show_lock

if TYPE_CHECKING:
    from service.audio.mixing import Jingles
    from service.audio.render import RenderedAudio
    from service.speech.speaker import Speaker


STALE = dt.timedelta(days=2)
"""How far from the programme's day its newest article may be without a word."""


@dataclass(slots=True)
class Result:
    """What came of a run."""

    status: str
    """`made`, `held` (it waits for approval), `unchanged` or `planned`."""
    job: EpisodeSpec
    script: Script
    episode: Episode | None = None
    warnings: Sequence[str] = ()
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage."""


def make(order: BriefingRequest, settings: Settings, now: dt.datetime, progress: Progress) -> Result:
    """One briefing, end to end: the episode of this order is published, or an error says why not."""
    job, watch = resolve(order, settings, now), StageTimer(progress)
    with show_lock.hold(settings.state / "locks", job.show.slug):
        settle(settings, job.wanted)
        before, waiting = published(job), PendingEpisodes(settings.state, job.show.slug).get(job.id)
        if waiting and job.once:
            return Result("unchanged", job, waiting.episode.script, waiting.episode)
        if before and job.once:
            return Result("unchanged", job, before.script, before)
        with watch.stage("read", "Reading"):
            material = read(job, watch)
            fingerprint = _fingerprint(job, material)
        if waiting and waiting.episode.fingerprint == fingerprint and job.wanted.approve and not job.force:
            return Result("unchanged", job, waiting.episode.script, waiting.episode, watch.warnings, watch.timings)
        if before and before.fingerprint == fingerprint and not job.force:
            conclude(settings, job.wanted, job.id)
            return Result("unchanged", job, before.script, before, watch.warnings, watch.timings)
        with watch.stage("edit", "Choosing"):
            stories, skipped = edit(job, material, heard(job, watch))
        with watch.stage("speak", "Speaking"):
            cast, fitted = speak(job, stories, watch, before)
        with watch.stage("produce", "Mixing and encoding"):
            sound = produce(job, fitted)
        with watch.stage("publish", "Publishing"):
            job.cache.hold(f"{job.show.slug}-{job.id}", fitted.keys)
            script = _script(job, fitted, skipped)
            episode, mp3 = finish(job, script, stories, cast, sound, fingerprint, fitted)
            if job.wanted.approve:
                PendingEpisodes(settings.state, job.show.slug).put(episode, mp3, dt.datetime.now(dt.UTC))
            else:
                episode = publish(job, episode, mp3, watch)
            speech_rate.learn(job.paces, fitted.expected, fitted.measured)
            job.cache.prune(settings.service.cache)
            atomic_write.sweep(settings.state)
    status = "held" if job.wanted.approve else "made"
    return Result(status, job, episode.script, episode, watch.warnings, watch.timings)


def plan(order: BriefingRequest, settings: Settings, now: dt.datetime, progress: Progress) -> Result:
    """The script alone, timed by prediction: nothing is synthesized, nothing published."""
    job, watch = resolve(order, settings, now), StageTimer(progress)
    with watch.stage("read", "Reading"):
        material = read(job, watch)
    with watch.stage("edit", "Choosing"):
        stories, skipped = edit(job, material, heard(job, watch))
        fitted = length.predict(*tell(job, job.casts[0], stories), _speech_seconds(job), _paces(job, job.casts[0]))
    return Result("planned", job, _script(job, fitted, skipped), None, watch.warnings, watch.timings)


@dataclass(frozen=True, slots=True)
class Material:
    """What was read, and what could not be."""

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read(job: EpisodeSpec, watch: StageTimer) -> Material:
    """The articles of all inputs, a show's own files named as from its configuration. A ready script needs none.

    Raises NothingToBrief when there is none, SourceError when that may be for an address that did not answer.
    """
    if job.script:
        return Material(skipped=job.script.skipped)
    from service import sources
    from service.sources.http_cache import FeedCache

    found = sources.gather(
        job.inputs,
        now=job.now,
        since=job.since,
        allowed_hosts=job.settings.service.allowed_hosts,
        corrections=dict(job.wanted.corrections),
        validators=FeedCache(job.cache),
        cache=job.cache,
        round_=job.round,
    )
    watch.count("articles", len(found.articles))
    articles = tuple(replace(each, source=job.named(each.source)) for each in found.articles)
    skipped = tuple(replace(each, title=job.named(each.title), reason=job.named(each.reason)) for each in found.skipped)
    for each in skipped:
        watch.warn(f"Skipped {each.title}: {each.reason}")
    newest = max(filter(None, (each.told_date for each in articles)), default=None)
    if newest and not job.day_named and abs(job.date - newest) > STALE:
        watch.warn(f"What is read is of {newest}, and told as the news of {job.date}: --date names another day.")
    if not found.articles:
        lost = [each for each in found.skipped if "://" in each.title and each.title in job.inputs]
        if lost:
            raise SourceError(
                f"There is no article: {len(lost)} of {len(job.inputs)} sources could not be read, the first for this:"
                f" {lost[0].reason} The feed stays as it is; check the network, and run the command again."
            )
        raise NothingToBrief(f"There is no article in {', '.join(job.inputs)}: nothing to brief.")
    return Material(articles, skipped)


def heard(job: EpisodeSpec, watch: StageTimer) -> tuple[selection.AiredStory, ...]:
    """What the show has told lately; nothing where material is named by hand: whoever names it wants it told.

    What waits for approval counts as aired while it waits.
    """
    if job.since is None:
        return ()
    waiting = PendingEpisodes(job.settings.state, job.show.slug).before(job.id, job.published)
    return (*aired(job, watch), *((episode.date, told) for episode in waiting for told in episode.aired))


def aired(job: EpisodeSpec, watch: StageTimer) -> tuple[selection.AiredStory, ...]:
    """What the show has published lately, by the history or, where that cannot be used, by the manifests."""
    from service.storage.storage import open_storage

    storage, history = open_storage(job.settings.destination), History(job.settings.state)
    try:
        if not history.align(storage, job.show, job.published):
            watch.warn(f"The history {history.path} was damaged; it has been made again from what is published.")
        return history.before(job.show.slug, job.id, job.published)
    except PublishError:
        raise
    except TingbaoError as error:
        watch.warn(f"{error} This time what was aired is read from the manifests.")
    with tempfile.TemporaryDirectory() as folder:
        instead = History(Path(folder))
        instead.align(storage, job.show, job.published)
        return instead.before(job.show.slug, job.id, job.published)


def edit(
    job: EpisodeSpec, material: Material, past: Sequence[selection.AiredStory]
) -> tuple[tuple[Story, ...], tuple[Skipped, ...]]:
    """The stories by rank, and everything that is left out so far; NothingToBrief when nothing is new."""
    found = choose(job, material, past)
    if not found.stories and not job.script:
        new = f"new since {job.since:%Y-%m-%d %H:%M}" if job.since else "to brief"
        first = found.skipped[0]
        raise NothingToBrief(
            f"There is nothing {new}: all {len(found.skipped)} articles are left out, the first, “{first.title}”,"
            f" for this: {first.reason}. The feed stays as it is."
        )
    return found.stories, (*material.skipped, *found.skipped)


def choose(job: EpisodeSpec, material: Material, past: Sequence[selection.AiredStory]) -> selection.Selection:
    """The day's stories, each with its score and reason."""
    interests = selection.Interests(**job.wanted.interests.model_dump())
    return selection.choose(material.articles, interests=interests, since=job.since, past=past)


def tell(job: EpisodeSpec, cast: Cast, stories: Sequence[Story]) -> tuple[tuple[StoryOptions, ...], FixedSegments]:
    """What each story may say, and the segments that frame them."""
    names = [voice.name for voice in cast.voices]
    tellings = story_options.tell(stories, names, job.date, style(job), summarizer(job))
    if not tellings:
        raise NothingToBrief("No article has a sentence that can be read aloud: nothing to brief.")
    frame = length.frame(job.show.title, job.date, tellings, names, job.length, _stinger_seconds(job), style(job))
    return tellings, frame


def style(job: EpisodeSpec) -> wording.Style:
    """How the programme is worded: the show's phrases, for the hour that it is due, if it has one."""
    due = job.published.time()
    hour = due.hour if due != dt.time() else None
    return wording.Style(job.settings.phrases(job.wanted), hour, daily=hour is not None and job.wanted.is_daily)


def speak(
    job: EpisodeSpec, stories: Sequence[Story], watch: StageTimer, before: Episode | None
) -> tuple[Cast, FittedScript]:
    """The programme spoken by the first cast that can: one voice set an episode. A re-cut expects the same paces."""

    def perform(cast: Cast, speaker: Speaker) -> FittedScript:
        seconds = _speech_seconds(job)
        if job.script:
            fitted = length.keep(recast(job.script.segments, cast), seconds, speaker.speak, _stinger_seconds(job))
        else:
            paces = _paces(job, cast) | (before.paces if before and before.engine == cast.engine else {})
            fitted = length.fit_length(*tell(job, cast, stories), seconds, speaker.speak, paces)
        return replace(fitted, segments=speaker.with_spoken(fitted.segments))

    return engine_fallback.with_first_able(job, watch, perform)


def produce(job: EpisodeSpec, fitted: FittedScript) -> RenderedAudio:
    """The sound: mixed, mastered, encoded, decoded and checked."""
    from service.audio import mixing, render

    clips, stinger = iter(fitted.clips), length.stinger_at(fitted.segments)
    parts = [
        mixing.MixSegment(
            tuple(mixing.ClipWithPause(next(clips).pcm, utterance.pause) for utterance in segment.utterances),
            stinger=place == stinger,
        )
        for place, segment in enumerate(fitted.segments)
    ]
    return render.render(parts, _chimes(job), job.cache)


def published(job: EpisodeSpec) -> Episode | None:
    """The episode of this job as listeners have it: in the feed, with all its files."""
    from service.publishing import publish
    from service.storage.storage import open_storage

    return publish.find(open_storage(job.settings.destination), job.show, job.id)


def remember(job: EpisodeSpec, episode: Episode, watch: StageTimer) -> None:
    """Notes what was aired. A history that cannot be written costs nothing: it is put right before it is read again."""
    try:
        History(job.settings.state).add(episode)
    except TingbaoError as error:
        watch.warn(str(error))


def finish(
    job: EpisodeSpec,
    script: Script,
    stories: Sequence[Story],
    cast: Cast,
    sound: RenderedAudio,
    fingerprint: str,
    fitted: FittedScript,
) -> tuple[Episode, bytes]:
    """The episode and its audio file, tagged: all but its place before listeners."""
    from service.audio import id3_tags
    from service.publishing import cover, episode_notes, urls

    cues = timing.cues(fitted.clips, sound.timeline)
    episode = Episode(
        id=job.id,
        guid="",
        show=job.show.slug,
        date=job.date,
        edition=job.edition,
        published=job.published,
        title=episode_notes.title(script),
        seconds=sound.seconds,
        mp3="",
        size=0,
        script=script,
        cues=cues,
        chapters=timing.chapters(script, cues, sound.seconds),
        engine=cast.engine,
        voices=tuple(voice.name for voice in cast.voices),
        speakers={voice.name: voice.speaker for voice in cast.voices},
        picks=tuple(Skipped(segment.title, segment.reason) for segment in script.segments if segment.reason),
        fingerprint=fingerprint,
        paces=dict(fitted.expected),
        aired=selection.aired(stories, script),
    )
    labels = id3_tags.Tags(
        title=episode.title,
        show=job.show.title,
        author=job.show.author,
        date=job.date,
        chapters=episode.chapters,
        language=job.show.language,
        cover=cover.small(cover.of(job.show)),
        url=urls.episode_url(job.show, episode),
        id=f"{job.show.slug}/{job.id}",
    )
    return episode, id3_tags.write(sound.mp3, labels)


def publish(job: EpisodeSpec, episode: Episode, mp3: bytes, watch: StageTimer) -> Episode:
    """The episode put before its listeners, the feed last; a cut of it that waited for approval waits no longer."""
    from service.publishing import publish as press
    from service.storage.storage import open_storage

    done = press.publish(open_storage(job.settings.destination), job.show, episode, mp3)
    for each in done.warnings:
        watch.warn(each)
    conclude(job.settings, job.wanted, job.id)
    PendingEpisodes(job.settings.state, job.show.slug).drop(job.id)
    remember(job, done.episode, watch)
    return done.episode


def settle(settings: Settings, wanted: ShowSettings) -> None:
    """What the show has published at another path comes to its present one, before anything is looked up there."""
    from service.publishing import relocate
    from service.storage.storage import open_storage

    relocate.settle(open_storage(settings.destination), settings.publications, settings.publication(wanted))


def conclude(settings: Settings, wanted: ShowSettings, made: str) -> None:
    """What follows a publication, also where an earlier run did not come to it: the list of shows, old ones gone."""
    from service.publishing import publish as press
    from service.publishing import show_directory
    from service.storage.storage import open_storage

    storage, show = open_storage(settings.destination), settings.publication(wanted)
    show_directory.add(storage, settings.publications, show)
    if wanted.keep:
        press.keep(storage, show, wanted.keep, made)


def _fingerprint(job: EpisodeSpec, material: Material) -> str:
    """What the episode depends on: the same fingerprint, the same episode."""
    told = [(article.source, article.title, article.paragraphs, article.prominence) for article in material.articles]
    own = [path.read_bytes().hex() for folder in job.voice_folders[:-1] for path in sorted(folder.glob("*.toml"))]
    if any(job.sounds):
        chimes = _chimes(job)
        own += [each.hex() for each in (chimes.opening, chimes.closing, chimes.stinger)]
    return episode_id.fingerprint(
        job.wanted.llm,
        replace(job.show, base_url="", path=""),
        (job.id, job.length, [(cast.engine, [voice.name for voice in cast.voices]) for cast in job.casts]),
        (told, job.script, own, style(job), resources.code_version(), job.wanted.interests, job.since),
    )


def _chimes(job: EpisodeSpec) -> Jingles:
    """The project's own sounds, each replaced by the show's where it names one."""
    from service.audio import jingles as chimes

    return chimes.load(*job.sounds)


def _speech_seconds(job: EpisodeSpec) -> float:
    """What the chimes and the silence around them leave of the length."""
    from service.audio import mixing

    return job.length - mixing.frame_seconds(_chimes(job))


def _stinger_seconds(job: EpisodeSpec) -> float:
    from service.audio import mixing

    return mixing.stinger_seconds(_chimes(job))


def _paces(job: EpisodeSpec, cast: Cast) -> dict[str, float]:
    return speech_rate.expected(job.paces, cast.voices)


def _script(job: EpisodeSpec, fitted: FittedScript, skipped: Sequence[Skipped]) -> Script:
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
