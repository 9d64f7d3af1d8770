"""The programme as one line of samples: where every sound is, and how clips are joined.

Everything is 24,000 Hz mono 16-bit little-endian PCM, as the voices deliver. `timeline` is arithmetic alone:
it knows the file's length to the sample before anything is mixed or encoded.

A programme is opening jingle, ident, parts (each perhaps behind the sound of the news or a stinger), closing jingle,
with silence between. Each of these sounds is a *chunk*, mastered and encoded for itself, and so are neighbouring clips
of a part, 20 s of them and more. The parts over the bed are one chunk, with the music through all their pauses. A chunk
begins on the grid of MP3 frames, so that its encoded frames fit anywhere: one whose clips did not change is never
encoded again, whatever happens to the pauses around it. The grid moves a chunk by at most 12 ms, and never the end of
the programme.
"""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from service.audio import bed
from service.core.messages import _
from service.errors import AudioError
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydub import AudioSegment

FRAME = 576
"""Samples in one MPEG-2 Layer III frame: the grid on which chunks begin (24 ms)."""
CODEC_DELAY = 1105
"""Samples by which an MP3 decoder's raw output lags: 576 of LAME and 529 of the decoder."""
SHORTEST_GAP = 0.1
"""Seconds of silence that a chunk needs after it: the codec's delay and the grid's rounding (94 ms)."""
AFTER_OPENING = 0.35
"""Seconds between the opening jingle and the first word."""
AFTER_STINGER = 0.3
"""Seconds between a stinger, or the sound of the news, and the next word."""
CHUNK_SECONDS = 20.0
"""Seconds after which a chunk of clips ends at the next pause that is long enough: so that the two threads share a
long story, too."""
TAIL = 0.25
"""Seconds of silence after the last sound."""
_FADE = 72
"""Samples over which a clip's edges are faded (3 ms): no click where it meets silence."""


@dataclass(frozen=True, slots=True)
class ClipWithPause:
    """A clip and the silence after it."""

    pcm: bytes = field(repr=False)
    pause: float
    """Seconds."""

    @property
    def samples(self) -> int:
        """The clip's length without the pause."""
        return len(self.pcm) // 2


@dataclass(frozen=True, slots=True)
class MixSegment:
    """A segment of the programme: one voice, one chapter at most."""

    pieces: tuple[ClipWithPause, ...]
    stinger: bool = False
    """Whether the stinger is heard before it."""
    bed: bool = False
    """Whether music lies under it, where there is some."""
    news: bool = False
    """Whether the news begin with it: a sound is heard before it, where there is one."""
    recorded: bool = False
    """Whether it is a sound of the show's own, which may pause as long as it likes."""


@dataclass(frozen=True, slots=True)
class SpeechChunk:
    """Clips that are mastered and encoded together."""

    pieces: tuple[ClipWithPause, ...]
    stinger: bool
    """Whether the stinger is heard before it."""
    over_bed: bool = False
    news: bool = False
    """Whether the sound of the news is."""

    @property
    def tail(self) -> int:
        """The samples in which the bed fades out in the pause behind the last word; 0 without a bed."""
        return round(min(bed.LONGEST_TAIL, self.pieces[-1].pause - SHORTEST_GAP) * SAMPLE_RATE) * self.over_bed

    def sound(self, music: bytes) -> bytes:
        """Return the samples: the clips with their pauses, and the bed under them and behind them, if there is one."""
        import numpy as np

        speech = mix(self.pieces)
        if not self.over_bed:
            return speech
        return bed.under(np.frombuffer(speech, dtype="<i2"), _offsets(self.pieces), music, self.tail).tobytes()


@dataclass(frozen=True, slots=True)
class Jingles:
    """The programme's sound identity, as PCM; empty bytes where a sound is not wanted."""

    opening: bytes = field(default=b"", repr=False)
    closing: bytes = field(default=b"", repr=False)
    stinger: bytes = field(default=b"", repr=False)
    ident: bytes = field(default=b"", repr=False)
    """Who is heard, said by a voice of the user's own."""
    bed: bytes = field(default=b"", repr=False)
    """Music that lies under speech."""
    news: bytes = field(default=b"", repr=False)
    """Between the headlines and the news."""


class Role(StrEnum):
    """What a chunk is, which decides how loud it is."""

    OPENING = "opening"
    IDENT = "ident"
    NEWS = "news"
    STINGER = "stinger"
    SPEECH = "speech"
    SPEECH_OVER_BED = _("speech over the bed")
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end`, in samples of the decoded programme."""

    start: int
    end: int

    @property
    def seconds(self) -> tuple[float, float]:
        """The same in seconds."""
        return self.start / SAMPLE_RATE, self.end / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A sound that is mastered and encoded for itself."""

    role: Role
    span: Span
    """Begins on a multiple of FRAME; the silence after it is not part of it."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where everything is heard, in samples."""

    total: int
    chunks: tuple[AudioChunk, ...]
    parts: tuple[Span, ...]
    """From the first word to the end of the last, one for each part."""
    pieces: tuple[tuple[Span, ...], ...]
    """One for each piece of each part."""

    @property
    def seconds(self) -> float:
        """The programme's length."""
        return self.total / SAMPLE_RATE


def timeline(parts: Sequence[MixSegment], jingles: Jingles) -> Timeline:
    """Lay out the programme; its length is exactly the sum of its sounds and silences.

    Raise AudioError for an empty programme, a clip that is empty or no whole number of samples, and a pause
    that is negative or, at the end of a part, shorter than SHORTEST_GAP.
    """
    if not parts:
        raise AudioError(_("There is nothing to mix: the programme has no parts."))
    for number, part in enumerate(parts):
        _check(part, number)
    chunks: list[AudioChunk] = []
    spans: list[Span] = []
    position = 0

    def place(role: Role, samples: int, silence: int) -> int:
        nonlocal position
        start = _on_grid(position)
        chunks.append(AudioChunk(role, Span(start, start + samples)))
        position += samples + silence
        return start

    if jingles.opening:
        place(Role.OPENING, len(jingles.opening) // 2, round(AFTER_OPENING * SAMPLE_RATE))
    if jingles.ident:
        place(Role.IDENT, len(jingles.ident) // 2, round(AFTER_OPENING * SAMPLE_RATE))
    for chunk in speech_chunks(parts, jingles):
        if chunk.news:
            place(Role.NEWS, len(jingles.news) // 2, round(AFTER_STINGER * SAMPLE_RATE))
        if chunk.stinger:
            place(Role.STINGER, len(jingles.stinger) // 2, round(AFTER_STINGER * SAMPLE_RATE))
        offsets, silence = _offsets(chunk.pieces), round(chunk.pieces[-1].pause * SAMPLE_RATE)
        role = Role.SPEECH_OVER_BED if chunk.over_bed else Role.SPEECH
        start = place(role, offsets[-1].end + chunk.tail, silence - chunk.tail)
        spans += (Span(start + at.start, start + at.end) for at in offsets)
    if jingles.closing:
        place(Role.CLOSING, len(jingles.closing) // 2, 0)
    position += round(TAIL * SAMPLE_RATE)
    heard = iter(spans)
    pieces = tuple(tuple(next(heard) for __ in part.pieces) for part in parts)
    return Timeline(
        total=position,
        chunks=tuple(chunks),
        parts=tuple(Span(each[0].start, each[-1].end) for each in pieces),
        pieces=pieces,
    )


def jingle_seconds(jingles: Jingles) -> float:
    """Return the seconds that the jingles and the silences around them take (stingers aside)."""
    closing = (len(jingles.closing) // 2 + round(TAIL * SAMPLE_RATE)) / SAMPLE_RATE
    return opening_seconds(jingles) + news_seconds(jingles) + closing


def opening_seconds(jingles: Jingles) -> float:
    """Return the seconds before the first word."""
    sounds = [each for each in (jingles.opening, jingles.ident) if each]
    return sum(len(each) // 2 + round(AFTER_OPENING * SAMPLE_RATE) for each in sounds) / SAMPLE_RATE


def news_seconds(jingles: Jingles) -> float:
    """Return the seconds of the sound of the news, with the silence after it."""
    return _section_seconds(jingles.news)


def stinger_seconds(jingles: Jingles) -> float:
    """Return the seconds that each stinger, with the silence after it, adds to a programme."""
    return _section_seconds(jingles.stinger)


def _section_seconds(sound: bytes) -> float:
    return (len(sound) // 2 + round(AFTER_STINGER * SAMPLE_RATE)) / SAMPLE_RATE if sound else 0.0


def speech_chunks(parts: Sequence[MixSegment], jingles: Jingles) -> list[SpeechChunk]:
    """Return what is spoken as chunks: the parts over one bed are one of them."""
    found: list[SpeechChunk] = []
    for part in parts:
        news, stinger = part.news and bool(jingles.news), part.stinger and bool(jingles.stinger)
        if not (part.bed and jingles.bed):
            first, *others = clip_groups(part)
            found += (SpeechChunk(first, stinger, news=news), *(SpeechChunk(clips, stinger=False) for clips in others))
        elif found and found[-1].over_bed and not (news or stinger):
            found[-1] = replace(found[-1], pieces=(*found[-1].pieces, *part.pieces))
        else:
            found.append(SpeechChunk(part.pieces, stinger, over_bed=True, news=news))
    return found


def clip_groups(part: MixSegment) -> list[tuple[ClipWithPause, ...]]:
    """Return the part's clips in groups, each mastered and encoded together."""
    cut = [0]
    seconds = 0.0
    for number, piece in enumerate(part.pieces, 1):
        seconds += piece.samples / SAMPLE_RATE + piece.pause
        if seconds >= CHUNK_SECONDS and piece.pause >= SHORTEST_GAP:
            cut.append(number)
            seconds = 0.0
    cut += [len(part.pieces)] if cut[-1] < len(part.pieces) else []
    return [part.pieces[start:end] for start, end in itertools.pairwise(cut)]


def mix(pieces: Sequence[ClipWithPause]) -> bytes:
    """Join the clips, edges faded, with the pauses between them; the pause after the last is left out."""
    import numpy as np

    offsets = _offsets(pieces)
    sound = np.zeros(offsets[-1].end, dtype="<i2")
    for piece, at in zip(pieces, offsets, strict=True):
        sound[at.start : at.end] = faded(np.frombuffer(piece.pcm, dtype="<i2"))
    return sound.tobytes()


def faded(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return a copy that rises from and falls to silence within 3 ms (raised cosine)."""
    import numpy as np

    result = samples.copy()
    width = min(_FADE, len(result) // 2)
    if width:
        ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(width) / width)
        result[:width] = np.rint(result[:width] * ramp)
        result[-width:] = np.rint(result[-width:] * ramp[::-1])
    return result


def as_segment(pcm: bytes) -> AudioSegment:
    """Return the PCM as pydub's AudioSegment, for overlays and fades."""
    with warnings.catch_warnings():
        # pydub warns at import that ffmpeg is absent, and must have a PATH to look for it; nothing here needs it.
        warnings.simplefilter("ignore")
        os.environ.setdefault("PATH", os.defpath)
        from pydub import AudioSegment
    return AudioSegment(data=pcm, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)


def _on_grid(position: int) -> int:
    return (position + FRAME // 2) // FRAME * FRAME


def _offsets(pieces: Sequence[ClipWithPause]) -> list[Span]:
    spans = []
    position = 0
    for piece in pieces:
        spans.append(Span(position, position + piece.samples))
        position += piece.samples + round(piece.pause * SAMPLE_RATE)
    return spans


def _check(part: MixSegment, number: int) -> None:
    if not part.pieces:
        raise AudioError(_("Part {number} of the programme holds no clip.", number=number + 1))
    for index, piece in enumerate(part.pieces):
        where = f"Clip {index + 1} of part {number + 1}"
        if not piece.pcm or len(piece.pcm) % 2:
            raise AudioError(_("{where} is no 16-bit PCM: it has {count} bytes.", where=where, count=len(piece.pcm)))
        if piece.pause < 0:
            raise AudioError(
                _("{where} has a pause of {pause} s; a pause cannot be negative.", where=where, pause=piece.pause)
            )
    if part.pieces[-1].pause < SHORTEST_GAP:
        raise AudioError(
            _(
                "Part {number} ends with a pause of {pause} s; it needs at least {shortest_gap} s.",
                number=number + 1,
                pause=part.pieces[-1].pause,
                shortest_gap=SHORTEST_GAP,
            )
        )
