"""A made-up voice for the tests: harmonics under formants, in syllables, the same at every run."""

import functools
import math

import numpy as np

RATE = 24_000
_FORMANTS = ((1.0, 500, 250), (0.6, 1500, 350), (0.3, 2600, 500), (0.1, 3600, 800))


@functools.cache
def voice(seconds: float, pitch: float = 180.0, strength: float = 2000.0, seed: int = 0) -> bytes:
    """16-bit PCM that measures and peaks like speech (4.5 syllables a second)."""
    noise = np.random.default_rng(seed)
    time = np.arange(round(seconds * RATE)) / RATE
    syllables = np.sqrt(np.maximum(0.0, np.sin(np.pi * 4.5 * time + 0.3)))
    period = RATE // math.gcd(RATE, int(pitch)) if pitch == int(pitch) else len(time)
    once, wave = time[:period], np.zeros(len(time[:period]))
    for harmonic in range(1, 30):
        weight = sum(w * np.exp(-(((harmonic * pitch - f) / width) ** 2)) for w, f, width in _FORMANTS)
        wave += weight * np.cos(2 * np.pi * pitch * harmonic * once + harmonic**2 + seed)
    sound = 0.01 * noise.standard_normal(len(time)) + np.resize(wave, len(time))
    return np.clip(sound * syllables * strength, -32768, 32767).astype("<i2").tobytes()
