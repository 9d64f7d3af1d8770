"""The programme's sound identity: three short signatures of the project's own, and the user's files.

Struck-bell notes on the five-note scale (gong, shang, jue, zhi, yu), mixed by pydub: the opening rises and
comes to rest on a fifth, the closing falls back home, the stinger is two soft notes.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from service.audio import sound_files
from service.audio.mixing import Jingles, as_segment, faded
from service.core import user_file
from service.core.messages import _
from service.errors import AudioError, ConfigError
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydub import AudioSegment

LONGEST, LONGEST_BED = 15.0, 60.0
"""Seconds that a user's own sound may last, and music under speech, which is repeated where it is too short."""
_SUFFIXES = (".wav", ".mp3", ".ogg", ".flac")
_BIGGEST = 20_000_000
"""Bytes of a user's file: a minute of the largest WAV, four times what is needed."""
_PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.45, 1.7), (3.01, 0.18, 2.6), (5.43, 0.06, 4.5))
"""A bell's partials: multiple of the pitch, strength, how many times faster than the first they fade."""

_BLOCK = 256
"""Samples after which the values of a sine are those of its first ones times a constant."""

# Notes: seconds from the start, pitch (Hz), strength. D4 293.66, A4 440, B4 493.88, D5 587.33, E5 659.26, A5 880.
_OPENING = ((0.0, 293.66, 0.7), (0.0, 587.33, 0.8), (0.22, 659.26, 0.75), (0.44, 880.0, 0.9), (0.88, 587.33, 0.55),
            (0.88, 440.0, 0.5))  # fmt: skip
_CLOSING = ((0.0, 880.0, 0.7), (0.24, 659.26, 0.7), (0.48, 587.33, 0.75), (0.96, 293.66, 0.8), (0.96, 440.0, 0.45))
_STINGER = ((0.0, 493.88, 0.6), (0.16, 659.26, 0.6))


@functools.cache
def default() -> Jingles:
    """Make the project's own: opening 2.6 s, closing 2.8 s, stinger 1.1 s."""
    return Jingles(_strike(_OPENING, 2.6), _strike(_CLOSING, 2.8), _strike(_STINGER, 1.1))


def load(
    opening: Path | None = None,
    closing: Path | None = None,
    news: Path | None = None,
    stinger: Path | None = None,
    ident: Path | None = None,
    bed: Path | None = None,
) -> Jingles:
    """Return the project's own sounds, each replaced by the user's file where one is named.

    The sound before the news, the ident and the bed are only his.

    Raise ConfigError for a file that cannot be read, is no sound or not the whole of one, holds values that are no
    numbers, is silent, or lasts over LONGEST (the bed: LONGEST_BED) seconds.
    """
    own = default()
    return Jingles(
        opening=_read(opening, "opening_sound") if opening else own.opening,
        closing=_read(closing, "closing_sound") if closing else own.closing,
        news=_read(news, "news_sound") if news else own.news,
        stinger=_read(stinger, "stinger_sound") if stinger else own.stinger,
        ident=_read(ident, "ident_sound") if ident else own.ident,
        bed=_read(bed, "bed_sound", LONGEST_BED) if bed else own.bed,
    )


def _strike(notes: Sequence[tuple[float, float, float]], seconds: float) -> bytes:
    mixed = as_segment(bytes(2 * round(seconds * SAMPLE_RATE)))
    for start, pitch, strength in notes:
        mixed = mixed.overlay(_note(pitch, strength, seconds - start), position=round(start * 1000))
    return bytes(mixed.fade_out(300).raw_data)


def _note(pitch: float, strength: float, seconds: float) -> AudioSegment:
    import numpy as np

    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound = sum(weight * _ring(pitch * ratio, 2.4 * speed, len(time)) for ratio, weight, speed in _PARTIALS)
    attack = np.minimum(1.0, time / 0.006)
    return as_segment(np.rint(6000 * strength * attack * sound).astype("<i2").tobytes())


def _ring(pitch: float, fading: float, count: int) -> NDArray[np.float64]:
    """Return a sine that fades: the imaginary part of a complex exponential, the product of a few values of it."""
    import numpy as np

    exponent = complex(-fading, 2 * np.pi * pitch) / SAMPLE_RATE
    within, blocks = np.arange(_BLOCK), np.arange(0, count, _BLOCK)
    return np.outer(np.exp(exponent * blocks), np.exp(exponent * within)).ravel()[:count].imag


def _read(path: Path, setting: str, longest: float = LONGEST) -> bytes:
    name = f"{setting} {path}"
    if path.suffix.lower() not in _SUFFIXES:
        raise ConfigError(_("{name}: give a WAV, MP3, OGG or FLAC file.", name=name))
    data = user_file.read(path, _BIGGEST, lambda text: ConfigError(f"{setting} {text}"))
    try:
        return faded(sound_files.decoded(data, longest)).tobytes()
    except AudioError as error:
        raise ConfigError(f"{name}: {error}") from error
