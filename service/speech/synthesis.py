"""From the plan to clips: what the cache has is taken from it, the rest is spoken, all is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from service.core.messages import _
from service.errors import BadClip, EngineUnavailable
from service.model import SAMPLE_RATE, Clip, Take
from service.speech.clip_checks import check_length, speech_span
from service.speech.engines import Engine, SpeechRequest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from service.speech.voice_profiles import Voice
    from service.storage.disk_cache import DiskCache

ATTEMPTS = 3
"""How often a text is spoken before its clip is given up."""


class VoiceLost(EngineUnavailable):
    """One voice cannot speak it all though its engine answers: try its fallback, in the whole episode."""

    def __init__(self, voice: Voice, fault: str = "", text: str = "", take: Take | None = None) -> None:
        """`fault`: the sentence that says why; else the voice says nothing at all. `text`: what it cannot say.

        `take`: the clip that did not sound right, where there is one.
        """
        said = fault or _(
            "The voice {voice} ({anchor}) says nothing; it may have been withdrawn.",
            voice=voice.name,
            anchor=voice.anchor,
        )
        super().__init__(said)
        self.voice = voice
        self.text = text
        self.take = take


def synthesize(
    requests: Sequence[SpeechRequest],
    engine: Engine,
    cache: DiskCache,
    progress: Callable[[int, int], None] | None = None,
    count: Callable[[str, int], None] | None = None,
) -> list[Clip]:
    """Speak all requests, in order: one clip each, 24 kHz, trimmed and checked.

    `progress` is told how many different texts are done, of how many; `count` of answers by kind: `clips_cached`,
    `clips_spoken`, and `clips_refused`, which fail a check. Each answer is in the cache before
    the next is awaited, so that a run killed at any moment repeats nothing.

    Raise EngineUnavailable (VoiceLost where only a voice is gone, or a text's clip still fails a check after three
    attempts), ConfigError for an impossible voice setting.
    """
    keys = [engine.key(request) for request in requests]
    texts = dict(zip(keys, requests, strict=True))
    work = _Work(texts, engine, cache, progress, count or (lambda name, number: None))
    work.take_kept(texts)
    for _attempt in range(ATTEMPTS):
        if not (missing := work.missing(texts)):
            break
        work.speak(missing)
        for key in work.missing(texts):
            voice = texts[key].voice
            if voice not in work.answered:
                raise VoiceLost(voice)
    for key in work.missing(texts):
        raise _cannot_speak(texts[key].spoken, texts[key].voice, work.faults[key])
    return [work.clips[key] for key in keys]


class _Work:
    """The clips of some texts as they come together."""

    def __init__(
        self,
        texts: Mapping[str, SpeechRequest],
        engine: Engine,
        cache: DiskCache,
        progress: Callable[[int, int], None] | None,
        count: Callable[[str, int], None],
    ) -> None:
        self._texts, self._engine, self._cache, self._progress = texts, engine, cache, progress
        self._count = count
        self.clips: dict[str, Clip] = {}
        self.faults: dict[str, BadClip] = {}
        self.answered: set[Voice] = set()
        """The voices that have said something, usable or not."""

    def missing(self, keys: Iterable[str]) -> list[str]:
        """Return those without a clip."""
        return [key for key in keys if key not in self.clips]

    def take_kept(self, keys: Iterable[str]) -> None:
        """Take from the cache what it has."""
        for key in keys:
            if (raw := self._cache.get(key)) is not None:
                self._count("clips_cached", 1)
                self._take(key, raw)

    def speak(self, keys: Sequence[str]) -> None:
        """Speak these once, but for those that another process is speaking: they are waited for."""
        with self._cache.locks.acquire(keys) as mine:
            self.take_kept(key for key in keys if key in mine)  # it may have been done the moment before
            self._ask([key for key in self.missing(keys) if key in mine])
        for key in keys:
            if key not in mine:
                self._cache.locks.wait(key)
                self.take_kept([key])
        self._ask([key for key in self.missing(keys) if key not in mine])  # the other is gone, or had no luck

    def _ask(self, keys: Sequence[str]) -> None:
        for index, raw in self._engine.speak([self._texts[key] for key in keys]) if keys else ():
            self._count("clips_spoken", 1)
            if raw:
                self._cache.put(keys[index], raw)
            self._take(keys[index], raw)
            self._cache.locks.release(keys[index])

    def _take(self, key: str, raw: bytes) -> None:
        request = self._texts[key]
        if raw:
            self.answered.add(request.voice)
        try:
            self.clips[key] = read(key, raw, request.spoken, request.voice.pace, self._engine)
        except BadClip as fault:
            self._count("clips_refused", 1)
            self.faults[key] = fault
            self._cache.remove(key)
        if self._progress:
            self._progress(len(self.clips), len(self._texts))


def speech_request(engine: Engine, spoken: str, readings: Sequence[str | None], voice: Voice) -> SpeechRequest:
    """Return what the engine is to be asked so that it says the text with these readings, one a character.

    Raise BadClip where there is nothing to speak, VoiceLost where the voice cannot speak the text.
    """
    if not any(character.isalnum() for character in spoken):
        raise BadClip(_("There is nothing to speak in {spoken!r}.", spoken=spoken))
    try:
        return SpeechRequest(engine.render(spoken, readings, voice), voice, spoken)
    except BadClip as fault:
        raise _cannot_speak(spoken, voice, fault) from None


def _cannot_speak(spoken: str, voice: Voice, fault: BadClip) -> VoiceLost:
    return VoiceLost(
        voice, _("{voice} cannot speak “{spoken}”: {fault}", voice=voice.name, spoken=spoken[:20], fault=fault), spoken
    )


def read(key: str, raw: bytes, spoken: str, pace: float, engine: Engine) -> Clip:
    """Return a raw answer as a clip: decoded, trimmed, checked, converted to 24 kHz. Raise BadClip."""
    import numpy as np

    if not raw:
        raise BadClip(_("The engine gave no sound."))
    pcm, rate = engine.decode(raw)
    whole = np.frombuffer(pcm, dtype="<i2")
    start, end = speech_span(whole, rate)
    samples = whole[start:end]
    check_length(len(samples) / rate, spoken, pace)
    if rate != SAMPLE_RATE:
        samples = converted(samples, rate)
    return Clip(key, samples.astype("<i2").tobytes(), SAMPLE_RATE, tail=(len(whole) - end) / rate)


def converted(samples: NDArray[Any], rate: int) -> NDArray[Any]:
    """Return the samples at SAMPLE_RATE.

    Silence is put behind them and cut off again: soxr 1.1 computes the last samples, up to 897 in 24 kHz as
    measured, partly from memory that it never set, so that the same clip ended in other bytes now and then.
    """
    import numpy as np
    import soxr

    behind = np.zeros(rate // 10, samples.dtype)
    longer = soxr.resample(np.concatenate((samples, behind)), rate, SAMPLE_RATE)
    return np.asarray(longer[: round(len(samples) * SAMPLE_RATE / rate)])
