"""What is wrong with the sound of a clip, whatever engine made it: a missing end, noise, a drone, a stutter.

All but the first are seen in one picture of the clip: the levels of its bands, 60 times a second. The work grows with
the clip's length alone: a sound said twice is sought at most 1.6 s apart, 30 s at a time.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

from service.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ANALYSIS_RATE = 8000
"""Samples a second, about: speech is told apart below 4 kHz."""
HOP_SECONDS = 0.016
WINDOW_SECONDS = 0.05
"""Several periods of the deepest voice: its pitch leaves no ripple in the levels."""
BANDS = 20
LOWEST_HERTZ, HIGHEST_HERTZ = 150.0, 3600.0
SILENCE_DECIBELS = 40.0
"""What is that far below the loud frames is silence, and alike."""

END_DECIBELS = -30.0
"""The last hundredth of a second may be that loud, against the loud ones: espeak's clips end at -93 dB and below,
kokoro's at -46 and below, clips that are cut at -10 as a rule."""
END_SECONDS = 0.01
NOISE_DECIBELS = -34.0
"""A clip's quietest frame may be that loud, against the loud ones: what noise adds to every frame shows there.
It is -48 and less in clips of espeak, -61 and less in kokoro's, about -30 with noise 20 dB below the speech."""
NOISE_SECONDS = 1.0
"""Clips shorter than this may have no frame without speech."""
STEADY_DECIBELS = 2.5
"""The difference between frames a tenth of a second apart, band by band, below which sound stands still."""
STEADY_SECONDS, STEADY_SHARE = 0.6, 0.7
"""How long sound may stand still in so many of its frames: it did in 0.19 of them at most in 1,000 sentences of espeak,
in 0.81 and more where a vowel sticks or a tone is heard."""
_STEADY_FRAMES = 6
SHORTEST_LAG, LONGEST_LAG = 0.14, 1.6
"""Seconds from a sound to its repetition: a quick syllable, a clause. A longer one shows in the clip's pace."""
COVERED = 0.8
"""The share of that distance over which both must agree: what stands between them is a pause at most."""
ALIKE_RATIO = 0.04
"""Stretches are alike when their difference is below this share of that between stretches at a third and at two
thirds of the distance. It was below that in 1 of 1,000 long sentences of espeak, whose rhymes (中东, 总统) sound the
same; below 0.08 in 20."""
COPIED_RATIO, COPIED_CORRELATION = 0.3, 0.98
"""Stretches that are less alike are the same sound, too, where their very samples agree, as a splice makes them:
98 % of planted syllables and 100 % of words agree so far, and none of those 1,000 sentences."""
NEARLY_COPIED = 0.85
"""How far the reduced samples must agree before the others are looked at."""
MOST_CANDIDATES = 12
"""Distances of which the samples are compared."""
LEAST_CHANGE_DECIBELS = 4.0
"""A stretch that changes less within itself is a steady sound, and no repetition."""
PACE_TOLERANCE = 0.35
"""How much faster or slower than the clip's mean the syllables of a text's own repetition (一步一步) may be."""
PAUSE_SECONDS = 0.4
"""How much longer a mark inside it (望棹、行棹) makes it, at most."""
SHARE_WITH_PAUSE = 0.7
"""The share of its syllables that are the same then: the pause is alike, too."""
PLACE_TOLERANCE = 0.04
"""How far from its place in the text, as a share of the whole, it may be heard."""
PIECE_SECONDS = 30.0
"""Seconds that are compared at once: more than any utterance lasts."""


def fault(samples: NDArray[Any], rate: int, spoken: str, readings: Sequence[str | None]) -> str:
    """Return what is wrong with a trimmed clip of the spoken text, as a sentence; empty where nothing is.

    `readings` has the pinyin of each character, with its tone, or None.
    """
    reduced, reduced_rate = _reduced(samples, rate)
    levels = _levels(reduced, reduced_rate)
    return (
        _noise(levels)
        or _drone(levels)
        or _missing_end(samples, rate)
        or _repetition(levels, samples, rate, spoken, readings)
    )


def _reduced(samples: NDArray[Any], rate: int) -> tuple[NDArray[Any], float]:
    """Return the samples at about ANALYSIS_RATE, each the mean of several, and their rate."""
    import numpy as np

    factor = _factor(rate)
    whole = len(samples) // factor * factor
    parts = [samples[each:whole:factor].astype(np.float32) for each in range(factor)]
    return sum(parts[1:], parts[0]) / factor, rate / factor


def _factor(rate: int) -> int:
    return max(1, round(rate / ANALYSIS_RATE))


def _levels(reduced: NDArray[Any], rate: float) -> NDArray[Any]:
    """Return the level of each band in each frame, decibels, none more than SILENCE_DECIBELS below the loud ones."""
    import numpy as np

    hop, window = round(rate * HOP_SECONDS), round(rate * WINDOW_SECONDS)
    emphasized = reduced - 0.97 * np.concatenate((reduced[:1], reduced[:-1]))
    if len(emphasized) < window:
        emphasized = np.pad(emphasized, (0, window - len(emphasized)))
    frames = np.lib.stride_tricks.sliding_window_view(emphasized, window)[::hop]
    spectrum = np.fft.rfft(frames * np.hanning(window).astype(np.float32), axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    return 10 * np.log10(np.add.reduceat(power, _edges(window, rate), axis=1)[:, :-1] + 1e-3)


@functools.lru_cache(8)
def _edges(window: int, rate: float) -> tuple[int, ...]:
    """Return where each band begins in the spectrum, and where the last one ends.

    They are evenly spaced in mel, 2595 lg(1 + f / 700) (O'Shaughnessy, Speech Communication, 1987).
    """
    import numpy as np

    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST_HERTZ, HIGHEST_HERTZ))
    hertz = 700 * (10 ** (np.linspace(low, high, BANDS + 1) / 2595) - 1)
    return tuple(int(each) for each in np.round(hertz * window / rate))


def _missing_end(samples: NDArray[Any], rate: int) -> str:
    """Say where the clip ends in the middle of sound."""
    import numpy as np

    size = round(rate * END_SECONDS)
    if len(samples) < size:
        return ""
    frames = samples[len(samples) % size :].astype(np.float32).reshape(-1, size)
    power = np.einsum("ij,ij->i", frames, frames)
    last = 10 * np.log10((power[-1] + 1) / (np.quantile(power, 0.95) + 1))
    return _("The clip ends in the middle of sound.") if last > END_DECIBELS else ""


def _noise(levels: NDArray[Any]) -> str:
    """Say where even the quietest frame is loud."""
    import numpy as np

    if len(levels) * HOP_SECONDS < NOISE_SECONDS:
        return ""
    whole = levels.max(1)
    floor = float(whole.min() - np.quantile(whole, 0.95))
    return (
        _("The clip is noisy: it is never quieter than {decibels:.0f} dB below its speech.", decibels=-floor)
        if floor > NOISE_DECIBELS
        else ""
    )


def _drone(levels: NDArray[Any]) -> str:
    """Say where sound stands still for longer than a vowel can."""
    import numpy as np

    window = round(STEADY_SECONDS / HOP_SECONDS) - _STEADY_FRAMES
    if len(levels) < window + _STEADY_FRAMES:
        return ""
    whole = levels.max(1)
    loud = whole > np.quantile(whole, 0.95) - SILENCE_DECIBELS / 2
    change = np.abs(levels[_STEADY_FRAMES:] - levels[:-_STEADY_FRAMES]).mean(1)
    still = (change < STEADY_DECIBELS) & loud[_STEADY_FRAMES:] & loud[:-_STEADY_FRAMES]
    total = np.concatenate(([0], np.cumsum(still)))
    steady = total[window:] - total[:-window] >= STEADY_SHARE * window
    edges = np.flatnonzero(np.diff(np.concatenate(([0], steady, [0])).astype(np.int8)))
    frames = int((edges[1::2] - edges[::2]).max(initial=0))
    seconds = (frames - 1) * HOP_SECONDS + STEADY_SECONDS
    return _("The clip hums: its sound stands still for {seconds:.1f} s.", seconds=seconds) if frames else ""


def _repetition(
    levels: NDArray[Any], samples: NDArray[Any], rate: int, spoken: str, readings: Sequence[str | None]
) -> str:
    """Say where a stretch of sound is heard twice though the text says nothing twice there."""
    sounds = [
        (place, reading[:-1] if reading else each)
        for place, (each, reading) in enumerate(zip(spoken, readings, strict=True))
        if each.isalnum()
    ]
    for lag, start in _repetitions(levels, samples, rate):
        if not _says_twice(sounds, lag, start, len(samples) / rate):
            return _("The clip says {lag:.1f} s of sound twice, {start:.1f} s from its start.", lag=lag, start=start)
    return ""


def _repetitions(levels: NDArray[Any], samples: NDArray[Any], rate: int) -> Iterator[tuple[float, float]]:
    """Yield from where to where sound is repeated: the distance and the start, seconds."""
    import numpy as np

    heard = np.maximum(levels, np.quantile(levels.max(1), 0.95) - SILENCE_DECIBELS)
    piece = round(PIECE_SECONDS / HOP_SECONDS)
    for first in range(0, len(heard), piece):
        for ratio, lag, start in _most_alike(heard[first : first + piece]):
            if ratio < ALIKE_RATIO or _is_copied(samples, rate, first + start, lag):
                yield lag * HOP_SECONDS, (first + start) * HOP_SECONDS


def _most_alike(heard: NDArray[Any]) -> list[tuple[float, int, int]]:
    """Return the distances, frames, at which a stretch is most like the one behind it: ratio, distance, start."""
    import numpy as np

    count, shortest = len(heard), round(SHORTEST_LAG / HOP_SECONDS)
    longest = min(round(LONGEST_LAG / HOP_SECONDS), count - shortest)
    if longest < shortest:
        return []
    behind = np.concatenate((heard, np.zeros((longest, heard.shape[1]), np.float32)))
    view = np.lib.stride_tricks.sliding_window_view(behind, longest + 1, axis=0)[:count]
    products = np.einsum("tb,tbl->tl", heard, view)
    squares = np.einsum("ij,ij->i", behind, behind)
    others = np.lib.stride_tricks.sliding_window_view(squares, longest + 1)[:count]
    difference = np.sqrt(np.maximum(squares[:count, None] + others - 2 * products, 0) / heard.shape[1])
    total = np.concatenate((np.zeros((1, longest + 1), np.float32), np.cumsum(difference, 0)))
    lags = np.arange(shortest, longest + 1)
    sizes = (COVERED * lags).astype(int)
    starts = np.arange(count)[:, None]
    ends = np.minimum(starts + sizes, count)

    def mean(distance: NDArray[Any]) -> NDArray[Any]:
        found: NDArray[Any] = (
            total.ravel().take(ends * (longest + 1) + distance) - total.take(distance, axis=1)[:count]
        ) / sizes.astype(np.float32)
        return found

    change = (mean(lags // 3) + mean(2 * lags // 3)) / 2
    fits = (starts + sizes + lags <= count) & (change > LEAST_CHANGE_DECIBELS)
    ratio = np.where(fits, mean(lags) / np.maximum(change, LEAST_CHANGE_DECIBELS), np.inf)
    best = ratio.argmin(0)
    least = ratio[best, np.arange(len(lags))]
    chosen = [k for k in np.argsort(least)[:MOST_CANDIDATES] if least[k] < COPIED_RATIO]
    return [(float(least[k]), int(lags[k]), int(best[k])) for k in chosen]


def _is_copied(samples: NDArray[Any], rate: int, frame: int, lag: int) -> bool:
    """Return whether the very samples of a stretch come again `lag` frames behind, give or take one.

    A first look at reduced samples finds the place; only there all samples are compared.
    """

    factor = _factor(rate)
    hop = round(rate / factor * HOP_SECONDS)
    start, behind, size = frame * hop, (frame + lag - 1) * hop, int(COVERED * lag) * hop
    near, _ = _reduced(samples[start * factor : (behind + size + 2 * hop) * factor], rate)
    agreement = _correlation(near[behind - start :], near[:size])
    place = int(agreement.argmax())
    if agreement[place] < NEARLY_COPIED:
        return False
    whole = samples[max(0, behind + place - 1) * factor : (behind + place + 1 + size) * factor]
    stretch = samples[start * factor : (start + size) * factor]
    return float(_correlation(whole, stretch).max()) > COPIED_CORRELATION


def _correlation(sound: NDArray[Any], stretch: NDArray[Any]) -> NDArray[Any]:
    """Return how far the samples of a stretch agree with the sound at each of its places: at most 1."""
    import numpy as np

    if not len(stretch) or len(sound) < len(stretch):
        return np.zeros(1)
    sound, stretch = sound.astype(np.float64), stretch.astype(np.float64)
    energies = np.concatenate(([0.0], np.cumsum(sound**2)))
    norms = np.sqrt((energies[len(stretch) :] - energies[: -len(stretch)]) * float(stretch @ stretch) + 1.0)
    found: NDArray[Any] = np.correlate(sound, stretch, "valid") / norms
    return found


def _says_twice(sounds: Sequence[tuple[int, str]], lag: float, start: float, seconds: float) -> bool:
    """Return whether the text itself says so many syllables twice about there: 一步一步, 望棹、行棹.

    `sounds`: the place of each character in the text, and its sound without the tone.
    """
    places, syllables = zip(*sounds, strict=True) if sounds else ((), ())
    syllable = seconds / max(1, len(places))
    shortest, longest = syllable * (1 - PACE_TOLERANCE), syllable * (1 + PACE_TOLERANCE)
    near = range(
        int((start - PLACE_TOLERANCE * seconds) / syllable) - 1, int((start + PLACE_TOLERANCE * seconds) / syllable) + 2
    )
    for size in range(max(1, math.ceil((lag - PAUSE_SECONDS) / longest)), int(lag / shortest) + 1):
        for first in range(max(0, near.start), min(len(places) - 2 * size + 1, near.stop)):
            paused = places[first + size] - places[first] > size
            share = SHARE_WITH_PAUSE if paused else COVERED
            pairs = zip(syllables[first : first + size], syllables[first + size : first + 2 * size], strict=True)
            if (paused or lag <= size * longest) and sum(a == b for a, b in pairs) >= share * size:
                return True
    return False
