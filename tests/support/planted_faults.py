"""Clips with planted faults: what a voice may do wrong, done to a clip that is right. Fixed seeds, no files."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

from service.speech.clip_checks import speech_span

Samples = NDArray[np.int16]
_QUIET = 0.1
"""What is below this share of a clip's loud frames is not heard as a syllable."""


def levels(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The level of each hundredth of a second."""
    size = rate // 100
    frames = samples[: len(samples) // size * size].astype(float).reshape(-1, size)
    return np.sqrt((frames**2).mean(1))


def plant(samples: Samples, rate: int, other: Samples, chance: np.random.Generator) -> Iterator[tuple[str, Samples]]:
    """Yield each fault's name and the clip with it. `other` is another sentence's clip, of the same voice."""
    start, end = speech_span(samples, rate)
    size, loud = end - start, float(np.quantile(levels(samples, rate), 0.95))
    time = np.arange(len(samples)) / rate
    for share in (0.2, 0.4, 0.6, 0.8, 0.9):
        yield f"cut off at {share:.0%}", samples[: start + int(size * (share + chance.uniform(-0.03, 0.03)))]
    for name, shortest, longest in (("syllable", 0.18, 0.28), ("word", 0.38, 0.6), ("clause", 1.0, 1.5)):
        doubled = _doubled(samples, rate, chance.uniform(shortest, longest), chance)
        if doubled is not None:
            yield f"{name} said twice", doubled
    yield "another sentence", other
    for ratio in (0, 10, 20, 30):
        noise = chance.standard_normal(len(samples)) * loud * 10 ** (-ratio / 20)
        yield f"noise at {ratio} dB", _whole(samples + noise)
    yield "silence", np.zeros_like(samples)
    middle, gap = start + size // 3, round(max(1.8 * rate, size * 0.4))
    yield "silence put in", np.concatenate((samples[:middle], np.zeros(round(1.8 * rate), np.int16), samples[middle:]))
    dropped = samples.copy()
    dropped[middle : middle + gap] = 0
    yield "part gone silent", dropped
    for gain in (6, 12, 20):
        yield f"driven {gain} dB over", _driven(samples, gain)
    yield "driven, then turned down", _whole(_driven(samples, 12) * 0.5)
    yield "hum", _whole(loud * 1.4 * np.sin(2 * np.pi * np.outer((100, 200, 300), time)).T @ (1, 1 / 2, 1 / 3))
    yield "tone", _whole(loud * 1.4 * np.sin(2 * np.pi * 440 * time))
    half = start + size // 2
    yield (
        "tone from the middle",
        np.concatenate((samples[:half], _whole(loud * np.sin(2 * np.pi * 180 * time[half:end])))),
    )
    stuck = int(levels(samples, rate).argmax()) * (rate // 100)
    piece = samples[stuck : stuck + round(0.03 * rate)]
    yield "a vowel that sticks", np.concatenate((samples[:stuck], np.tile(piece, 40), samples[stuck:]))
    yield "half speed", _whole(soxr.resample(samples.astype(np.float32), rate, rate * 2))
    yield "double speed", _whole(soxr.resample(samples.astype(np.float32), rate * 2, rate))


def _whole(samples: NDArray[np.floating]) -> Samples:
    return np.clip(np.round(samples), -32768, 32767).astype(np.int16)


def _driven(samples: Samples, gain: float) -> Samples:
    peak = max(1, int(np.abs(samples.astype(int)).max()))
    return _whole(samples * (10 ** (gain / 20) * 32767 / peak))


def _doubled(samples: Samples, rate: int, seconds: float, chance: np.random.Generator) -> Samples | None:
    """Say a stretch of about that length twice, cut where the voice is quiet; None where no such stretch sounds."""
    start, end = speech_span(samples, rate)
    loud, wanted = float(np.quantile(levels(samples, rate), 0.95)), min(seconds, (end - start) / rate * 0.6)
    for _ in range(50):
        first = start + int(chance.uniform(0.02, max(0.03, (end - start) / rate - wanted - 0.02)) * rate)
        begin = _valley(samples, rate, first)
        behind = _valley(samples, rate, begin + int(wanted * rate))
        stretch = samples[begin:behind]
        if len(stretch) / rate >= max(0.14, 0.7 * wanted) and (levels(stretch, rate) > _QUIET * loud).mean() > 0.6:
            return _joined(samples[:behind], samples[begin:], round(0.003 * rate))
    return None


def _valley(samples: Samples, rate: int, near: int) -> int:
    """Return the middle of the quietest hundredth of a second within 0.06 s."""
    size, reach = rate // 100, round(0.06 * rate)
    places = range(max(0, near - reach), max(1, min(len(samples) - size, near + reach)), size // 2)
    return size // 2 + min(places, key=lambda at: float((samples[at : at + size].astype(float) ** 2).sum()), default=0)


def _joined(first: Samples, second: Samples, fade: int) -> Samples:
    ramp = np.linspace(0, 1, fade)
    between = first[-fade:] * (1 - ramp) + second[:fade] * ramp
    return np.concatenate((first[:-fade], _whole(between), second[fade:]))
