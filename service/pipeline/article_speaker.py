"""Speaks articles, each by itself: one voice, no sounds of the programme's, its own page and chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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


class ArticleSpeaker:
    """One run's. It holds the sound of one article at a time; engines stay open between them."""

    def __init__(self, spec: EpisodeSpec, left: CastsLeft, timer: StageTimer) -> None:
        """`left`: who may still speak in this run."""
        self._spec, self._left, self._timer = spec, left, timer
        self._voices = voice_profiles.load(spec.voice_folders)
        self._clips, self._judge = stages.clip_cache(spec, timer), listening.judge_of(spec, timer)
        self._synthesizers: dict[Cast, Synthesizer] = {}

    def speak(self, due: DueArticle) -> tuple[Episode, bytes]:
        """Return the article as an episode of its own, not published yet, and its audio file with all tags.

        Raise EngineUnavailable where no engine is left, SpeechError where no voice can speak this one, AudioError where
        its sound fails a check.
        """
        while True:
            cast = self._left.casts[0]
            try:
                return self._told(due, cast)
            except EngineUnavailable as error:
                try:
                    self._left.casts = engine_fallback.casts_after(error, self._left.casts, self._voices, self._timer)
                except VoiceLost as last:
                    raise SpeechError(str(last)) from None

    def _told(self, due: DueArticle, cast: Cast) -> tuple[Episode, bytes]:
        spec, synthesizer = self._spec, self._synthesizer(cast)
        pace = speech_rate.expected(spec.paces, cast.voices)[cast.voices[0].name]
        length = spec.show_settings.articles_length
        segments, whole = whole_article.segments(
            due.article, due.day, spec.show.author, cast.voices[0].name, length, pace
        )
        lines = [VoiceLine(each.voice, said) for each in segments for said in each.utterances]
        clips = notice_pace.unhurried(synthesizer.speak)(lines)
        segments = synthesizer.with_spoken(segments)
        audio = mixdown.render_speech(spec, segments, clips)
        spec = replace(spec, show=spec.show.articles, id=due.id, date=due.day)
        episode = _episode(spec, due, cast, segments, clips, audio, whole=whole)
        return episode, assembly.tagged(spec, episode, audio.mp3)

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


def _episode(
    spec: EpisodeSpec,
    due: DueArticle,
    cast: Cast,
    segments: tuple[Segment, ...],
    clips: Sequence[Clip],
    audio: RenderedAudio,
    *,
    whole: bool,
) -> Episode:
    article, voice = due.article, cast.voices[0]
    title = one_line(article.title) or sentences.before_end(article.text)[:40]
    script = Script(spec.show.title, due.day, "", title, audio.seconds, segments)
    cues = cue_timing.cues(clips, audio.timeline)
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
        engine=cast.engine,
        voices=(voice.name,),
        speakers={voice.name: voice.anchor},
        picks=(),
        fingerprint=due.fingerprint,
        article=ToldArticle(
            article.url, article.guid, article.source, article.section, article.authors, due.programme, whole
        ),
    )
