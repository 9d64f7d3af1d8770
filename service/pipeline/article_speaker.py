"""Speaks articles, each by itself: one voice, no sounds of the programme's, its own page and chapters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.core.printable import one_line
from service.core.progress import StageTimer
from service.editing import whole_article
from service.errors import EngineUnavailable, SpeechError
from service.language import sentences
from service.model import Clip, Episode, Script, Segment, ToldArticle, VoiceLine
from service.pipeline import assembly, cue_timing, engine_fallback, listening, mixdown, notice_pace, speech_rate, stages
from service.pipeline.article_audio import DueArticle
from service.pipeline.cast import Cast, CastsLeft
from service.pipeline.episode_spec import EpisodeSpec
from service.speech import voice_profiles
from service.speech.synthesis import VoiceLost
from service.speech.synthesizer import Synthesizer

if TYPE_CHECKING:
    from service.audio.render import RenderedAudio


@dataclass(frozen=True, slots=True)
class SpokenArticle:
    """An article whose words are spoken, and not mixed yet."""

    due: DueArticle
    cast: Cast
    segments: tuple[Segment, ...]
    whole: bool
    """False where it is told in fewer words than are at hand."""
    clips: tuple[Clip, ...]


class ArticleSpeaker:
    """One run's. It keeps the sound of no article; engines stay open between them."""

    def __init__(self, spec: EpisodeSpec, left: CastsLeft, timer: StageTimer) -> None:
        """`left`: who may still speak in this run."""
        self._spec, self._left, self._timer = spec, left, timer
        self._voices = voice_profiles.load(spec.voice_folders)
        self._clips, self._judge = stages.clip_cache(spec, timer), listening.judge_of(spec, timer)
        self._synthesizers: dict[Cast, Synthesizer] = {}

    def speak(self, due: DueArticle) -> SpokenArticle:
        """Return the article spoken by one voice, the same from its first word to its last.

        Raise EngineUnavailable where no engine is left, SpeechError where no voice can speak this one.
        """
        while True:
            cast = self._left.casts[0]
            try:
                return self._spoken(due, cast)
            except EngineUnavailable as error:
                try:
                    self._left.casts = engine_fallback.casts_after(error, self._left.casts, self._voices, self._timer)
                except VoiceLost as last:
                    raise SpeechError(str(last)) from None

    def mix(self, spoken: SpokenArticle) -> tuple[Episode, bytes]:
        """Return the article as an episode of its own, not published yet, and its audio file with all tags.

        Raise AudioError where its sound fails a check.
        """
        audio = mixdown.render_speech(self._spec, spoken.segments, spoken.clips)
        spec = replace(self._spec, show=self._spec.show.articles, id=spoken.due.id, date=spoken.due.day)
        episode = _episode(spec, spoken, audio)
        return episode, assembly.tagged(spec, episode, audio.mp3)

    def _spoken(self, due: DueArticle, cast: Cast) -> SpokenArticle:
        spec, synthesizer, voice = self._spec, self._synthesizer(cast), cast.voices[0].name
        pace = speech_rate.expected(spec.paces, cast.voices)[voice]
        length = spec.show_settings.articles_length
        segments, whole = whole_article.segments(due.article, due.day, spec.show.author, voice, length, pace)
        lines = [VoiceLine(each.voice, said) for each in segments for said in each.utterances]
        clips = notice_pace.unhurried(synthesizer.speak)(lines)
        return SpokenArticle(due, cast, synthesizer.with_spoken(segments), whole, tuple(clips))

    def _synthesizer(self, cast: Cast) -> Synthesizer:
        """Return what speaks with that cast, opened once. Raise EngineUnavailable."""
        spec, timer = self._spec, self._timer
        if cast.engine not in self._left.engines:
            self._left.engines[cast.engine] = engine_fallback.open_engine(
                cast, spec.settings.state, timer.note, spec.show_settings.paid_characters, timer.count
            )
        if cast not in self._synthesizers:
            self._synthesizers[cast] = Synthesizer(
                self._left.engines[cast.engine],
                cast.voices[:1],
                spec.voice_folders,
                self._clips,
                lambda done, total: None,
                timer.count,
                judge=self._judge,
                fallbacks=self._voices,
                readings=spec.rules.readings,
            )
        return self._synthesizers[cast]


def _episode(spec: EpisodeSpec, spoken: SpokenArticle, audio: RenderedAudio) -> Episode:
    due, article, voice = spoken.due, spoken.due.article, spoken.cast.voices[0]
    title = one_line(article.title) or sentences.before_end(article.text)[:40]
    script = Script(spec.show.title, due.day, "", title, audio.seconds, spoken.segments)
    cues = cue_timing.cues(spoken.clips, audio.timeline)
    return Episode(
        id=due.id,
        guid="",
        show=spec.show.slug,
        date=due.day,
        edition="",
        published=due.published,
        title=title,
        seconds=audio.seconds,
        mp3="",
        size=0,
        script=script,
        cues=cues,
        chapters=cue_timing.chapters(script, cues, audio.seconds),
        engine=spoken.cast.engine,
        voices=(voice.name,),
        speakers={voice.name: voice.anchor},
        picks=(),
        fingerprint=due.fingerprint,
        article=ToldArticle(
            article.url,
            article.guid,
            article.source,
            article.section,
            article.authors,
            due.programme,
            whole=spoken.whole and not article.cut,
            cut=spoken.whole and article.cut,
        ),
    )
