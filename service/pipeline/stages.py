"""The stages of a run between reading and publishing: choose, speak, fit to the length, choose again; tidy up.

Each is a package of its own and knows none of the others; values pass through here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from service.core.messages import _
from service.core.progress import StageTimer
from service.editing import edited_script, hand_edits, programme_correction, selection, story_options, tellings
from service.editing.selection import AiredStory, Interests, Selection
from service.editing.story_options import StoryOptions
from service.editing.summarizer import Summarizer, extractive
from service.errors import EngineUnavailable, NothingToBrief
from service.model import Article, Clip, Episode, ListEntry, Script, Skipped, Story, VoiceLine
from service.pipeline import (
    assembly,
    engine_fallback,
    joined_programme,
    kept_script,
    language_model,
    length,
    listening,
    mixdown,
    notice_pace,
    source_material,
    speech_rate,
    todays_items,
    unspeakable,
)
from service.pipeline.cast import Cast, CastsLeft, recast
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.length import FittedScript, FixedSegments
from service.pipeline.recently_aired import recently_aired
from service.pipeline.recordings import Recordings
from service.pipeline.source_material import SourceMaterial
from service.pipeline.speech_ledger import Speak
from service.speech import retakes, voice_profiles
from service.speech.engines import Engine
from service.speech.synthesis import VoiceLost
from service.speech.synthesizer import Synthesizer, set_by_hand
from service.speech.text_frontend import TextFrontend
from service.storage import atomic_write
from service.storage.disk_cache import DiskCache


def edit(spec: EpisodeSpec, inputs: SourceMaterial, timer: StageTimer) -> Selection:
    """Return the stories by rank, and what is left out so far; raise NothingToBrief when nothing is new."""
    selected = choose(spec, inputs, recently_aired(spec, timer), timer)
    for unmet in () if spec.script else selected.unmet:
        timer.warn(unmet)
    if not selected.stories and not spec.script:
        reasons, count = selection.counted_reasons(selected.skipped), len(selected.skipped)
        if spec.since:
            raise NothingToBrief(
                _(
                    "There is nothing new since {moment}: all {count} articles are left out: {reasons}. The feed stays"
                    " as it is. What you name yourself is never too old: `tingbao make PAGE`.",
                    moment=f"{spec.since:%Y-%m-%d %H:%M}",
                    count=count,
                    reasons=reasons,
                )
            )
        raise NothingToBrief(
            _(
                "There is nothing to brief: all {count} articles are left out: {reasons}. The feed stays as it is.",
                count=count,
                reasons=reasons,
            )
        )
    if waits := selection.waiting(selected.skipped):
        timer.note(waits)
    return replace(selected, skipped=(*inputs.skipped, *selected.skipped))


def ever_fuller(spec: EpisodeSpec, selected: Selection) -> Iterator[Selection]:
    """Yield what is chosen, and where that does not fill the programme, the same at length and with more comment."""
    yield selected
    if not spec.script and (fuller := selected.filled_up()) != selected:
        yield fuller


def choose(spec: EpisodeSpec, inputs: SourceMaterial, past: Sequence[AiredStory], timer: StageTimer) -> Selection:
    """Return the day's stories, each with its score and reason."""
    interests = Interests(**spec.show_settings.interests.model_dump())
    chosen = selection.choose(
        inputs.articles, interests=interests, hand=spec.hand, since=spec.since, until=spec.date, past=past
    )
    return chosen if spec.script else language_model.ordered(spec, chosen, timer)


def options_of(
    spec: EpisodeSpec, cast: Cast, summarize: Summarizer, stories: Sequence[Story]
) -> tuple[StoryOptions, ...]:
    """Return how each story may be told; raise NothingToBrief when none can be told."""
    voices = [voice.name for voice in cast.voices]
    options = story_options.tell(stories, voices, spec.date, spec.style, summarize, length=spec.length)
    if not options:
        raise NothingToBrief(_("No article has a sentence that can be read aloud: nothing to brief."))
    return options


def left_out_stories(
    spec: EpisodeSpec, cast: Cast, articles: Sequence[Article], told: Sequence[StoryOptions]
) -> tuple[StoryOptions, ...]:
    """Return how what was left out before the programme was chosen may be told, should its editor want it.

    `told`: the stories that it was chosen from. They stand ahead of the others, who are told as what comes behind.
    """
    known = {(each.source, each.title) for options in told for each in options.story.articles}
    others = [Story((each,), 0.0, "") for each in articles if (each.source, each.title) not in known]
    if not told or not others:
        return ()
    options = options_of(spec, cast, extractive, [told[0].story, *others])
    return tuple(each for each in options if (each.story.lead.source, each.story.lead.title) not in known)


def fixed_segments(spec: EpisodeSpec, cast: Cast, options: Sequence[StoryOptions]) -> FixedSegments:
    """Return the segments around the stories."""
    voices = [voice.name for voice in cast.voices]
    stinger = mixdown.stinger_seconds(spec)
    own = todays_items.placed(spec.items, voices[0])
    return length.fixed_segments(spec.show.title, spec.date, options, voices, spec.length, stinger, spec.style, own)


def speak(
    spec: EpisodeSpec, left: CastsLeft, stories: Sequence[Story], timer: StageTimer, published: Episode | None
) -> tuple[Cast, FittedScript]:
    """Have the episode spoken by the first cast that is left and can; one set of voices speaks it all.

    A story that no voice of the last cast can speak is left out. Raise EngineUnavailable when no cast can.
    `published` is the version that this one replaces.
    """
    voices, clips = voice_profiles.load(spec.voice_folders), clip_cache(spec, timer)
    spec = _with_adapted_script(spec, timer)
    left_out: list[Skipped] = []
    judge = listening.judge_of(spec, timer)
    summarize = extractive if spec.script else language_model.choose_summarizer(spec, timer.count)
    while True:
        cast = left.casts[0]
        try:
            if cast.engine not in left.engines:
                left.engines[cast.engine] = engine_fallback.open_engine(
                    cast, spec.settings.state, timer.note, spec.show_settings.paid_characters, timer.count
                )
            engine = left.engines[cast.engine]
            synthesizer = Synthesizer(
                engine,
                cast.voices,
                spec.voice_folders,
                clips,
                timer.speaking,
                timer.count,
                judge=judge,
                fallbacks=voices,
                readings=spec.readings,
            )
            fitted = fit(spec, cast, summarize, stories, synthesizer, published, timer)
            takes = (*left.takes, *fitted.takes)
            return cast, replace(fitted, left_out=(*left_out, *fitted.left_out), takes=takes)
        except EngineUnavailable as error:
            if isinstance(error, VoiceLost) and error.take:
                left.takes.append(error.take)
            try:
                left.casts = engine_fallback.casts_after(error, left.casts, voices, timer)
            except VoiceLost as last:
                if spec.script:
                    raise
                speakable = unspeakable.items(last, spec.items, spec.voice_folders, timer)
                if speakable is not None:
                    spec = replace(spec, items=speakable)
                    continue
                options = options_of(spec, cast, summarize, stories)
                lost = unspeakable.stories(last, options, spec.voice_folders, timer)
                stories = [each for each in stories if each not in lost]
                left_out += [Skipped(each.lead.title, str(last)) for each in lost]


def fit(
    spec: EpisodeSpec,
    cast: Cast,
    summarize: Summarizer,
    stories: Sequence[Story],
    synthesizer: Synthesizer,
    published: Episode | None,
    timer: StageTimer,
) -> FittedScript:
    """Speak what fills the episode's length best."""
    seconds, speak = mixdown.speech_seconds(spec), _speaking(spec, synthesizer)
    if spec.script:
        segments = recast(spec.script.segments, cast)
        fitted = kept_script.keep_script(segments, seconds, speak, mixdown.stinger_seconds(spec))
        fitted = _checked_by_hand(spec, replace(spec.script, segments=segments), fitted, synthesizer.set_by_hand)
    else:
        paces = expected_paces(spec, cast, published)
        fitted = joined_programme.fit(
            functools.partial(options_of, spec, cast, summarize),
            functools.partial(fixed_segments, spec, cast),
            lambda options, fixed: length.predict(options, fixed, seconds, paces),
            lambda options, fixed: length.fit_length(options, fixed, seconds, speak, paces),
            language_model.joining(spec, timer),
            stories,
            source_material.articles_of(stories),
        )
    return replace(fitted, segments=synthesizer.with_spoken(fitted.segments), takes=synthesizer.takes(fitted.segments))


def predict_script(
    spec: EpisodeSpec, given: Script, paces: Mapping[str, float], timer: StageTimer
) -> tuple[FittedScript, Script]:
    """Return a given script as it would be spoken, by prediction alone, with what is to be checked in it."""
    spec = _with_adapted_script(replace(spec, script=given), timer)
    assert spec.script
    given = replace(spec.script, segments=recast(spec.script.segments, spec.casts[0]))
    seconds = mixdown.speech_seconds(spec)
    fitted = kept_script.predict_script(given.segments, seconds, paces, mixdown.stinger_seconds(spec))
    heard = functools.partial(set_by_hand, TextFrontend(spec.voice_folders))
    fitted = _checked_by_hand(spec, given, fitted, heard)
    warn_of(fitted, (), timer)
    script = assembly.script_of(spec, fitted, given.skipped)
    return fitted, replace(script, checked=given.checked, told_for=given.told_for, articles=given.articles)


def _checked_by_hand(spec: EpisodeSpec, given: Script, fitted: FittedScript, heard: hand_edits.Heard) -> FittedScript:
    """Return what comes of a given script, with what is found in it, and the stories of which nothing is left."""
    findings = hand_edits.check(given, spec.date, spec.style, heard)
    checks = programme_correction.kept(given.segments, findings)
    return replace(fitted, checks=checks, left_out=hand_edits.deleted(given))


def entries_told(spec: EpisodeSpec, script: Script, stories: Sequence[Story]) -> Iterator[ListEntry]:
    """Yield the entries of reading lists of which the script tells: those of all tellings of its stories."""
    if spec.script:
        for article in hand_edits.told(replace(script, articles=spec.script.articles)):
            yield from article.entries
        return
    told = {(segment.origin, segment.title, segment.url) for segment in script.segments if segment.origin}
    for story in stories:
        if any((each.source, each.title, each.url) in told for each in story.articles):
            yield from story.entries


def warn_of(fitted: FittedScript, stories: Sequence[Story], timer: StageTimer) -> None:
    """Say what the check on the finished programme found: what stays in is to be looked at."""
    for sentence in tellings.disagreements(fitted.segments, stories):
        timer.warn(sentence)
    for each in fitted.checks:
        title = _("“{title}”", title=each.title)
        if each.told_as:
            title = _("“{told_as}” (printed “{title}”)", told_as=each.told_as, title=each.title)
        timer.warn(
            _("To check, in {part}: “{words}”: {fault}.", part=title, words=each.words, fault=each.fault)
            if each.done == programme_correction.KEPT
            else _("Left out, in {title}: “{words}”: {fault}.", title=title, words=each.words, fault=each.fault)
        )
    for take in fitted.takes:
        if take.done == retakes.KEPT:
            timer.warn(
                _(
                    "To listen to: {voice} says “{words}”. {fault} Nothing better could be had.",
                    voice=take.voice,
                    words=take.words,
                    fault=take.fault,
                )
            )


def _with_adapted_script(spec: EpisodeSpec, timer: StageTimer) -> EpisodeSpec:
    """Return the same; where a script is given, the programme's own words in it fit what is left of its stories."""
    if not spec.script:
        return spec
    days = sum(len(each.days) for segment in spec.script.segments for each in segment.utterances)
    told_for = spec.script.told_for or spec.script.date
    if told_for != spec.date and (days or spec.script.told_for):
        timer.warn(
            _(
                "The script says its day and {days} day words (昨天, 本月18日) as of {told_for}, and the"
                " programme is of {date}: make the script anew for that day, or go over them.",
                days=days,
                told_for=told_for,
                date=spec.date,
            )
        )
    heard = todays_items.without_lost(spec.script, recordings_of(spec), timer.warn)
    segments, changes = edited_script.adapted(heard.segments, spec.date, spec.style, spec.script.articles)
    segments, added = edited_script.with_notice(segments, spec.style)
    for change in (*changes, *added):
        timer.warn(change)
    return replace(spec, script=replace(spec.script, segments=segments))


def expected_paces(spec: EpisodeSpec, cast: Cast, published: Episode | None) -> dict[str, float]:
    """Return what to expect of each voice: for a new version of a published episode the same as for that one."""
    paces = speech_rate.expected(spec.paces, cast.voices)
    return paces | published.paces if published and published.engine == cast.engine else paces


def tidy(spec: EpisodeSpec, fitted: FittedScript, timer: StageTimer) -> None:
    """Learn the voices' pace and clear the state folder. What fails here is a warning: the episode is out."""
    try:
        speech_rate.learn(spec.paces, fitted.expected, fitted.measured)
        spec.cache.prune(spec.settings.service.cache)
        atomic_write.remove_abandoned(spec.settings.state)
    except (OSError, ValueError) as error:
        timer.warn(_("The state folder {state} could not be tidied: {error}.", state=spec.settings.state, error=error))


def clips_of(
    lines: Sequence[VoiceLine], spec: EpisodeSpec, cast: Cast, engine: Engine, timer: StageTimer
) -> Sequence[Clip]:
    """Return lines as the episode has them, to be heard by themselves: clips that exist, else spoken by the engine."""
    synthesizer = Synthesizer(
        engine,
        cast.voices,
        spec.voice_folders,
        clip_cache(spec, timer),
        timer.speaking,
        timer.count,
        readings=spec.readings,
    )
    return _speaking(spec, synthesizer)(lines)


def _speaking(spec: EpisodeSpec, synthesizer: Synthesizer) -> Speak:
    """Return what is heard of lines: recordings as they are, the rest as it is spoken, the notice at its pace."""
    return recordings_of(spec).beside(notice_pace.unhurried(synthesizer.speak))


def recordings_of(spec: EpisodeSpec) -> Recordings:
    """Return the sounds of the show's own items."""
    return Recordings(spec.settings.state, spec.show.slug)


def clip_cache(spec: EpisodeSpec, timer: StageTimer) -> DiskCache:
    """Return the machine's clips, in front of those that several machines share where that is configured."""
    address = spec.settings.service.shared_cache
    if not address:
        return spec.cache
    from service.storage.shared_cache import SharedCache

    return SharedCache(spec.cache.folder, address, timer.warn)
