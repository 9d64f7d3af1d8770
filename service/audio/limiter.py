"""Bring a chunk of sound to its loudness, its peaks held down by a look-ahead limiter.

Each chunk is brought to the same loudness by itself, so anchors and segments match, a part's sound depends
on nothing but the part, and the whole programme measures what its parts do.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from service.audio import loudness
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = SAMPLE_RATE // 1000
"""Samples over which the limiter looks for the highest (1 ms)."""
_REACH = 10
"""Blocks before and after a peak over which the gain falls and recovers (10 ms)."""
_MAX_ATTEMPTS = 3
_NEAR_ENOUGH = 0.1
"""LU."""


def master(pcm: NDArray[np.int16], target: float, ceiling: float) -> NDArray[np.int16]:
    """Return the sound at `target` LUFS with no sample above `ceiling` dBFS; silence stays silence.

    What the limiter takes from the loudness is given back, as far as three attempts reach that.
    """
    import numpy as np

    gain = target - loudness.integrated(pcm)
    if math.isinf(gain):
        return pcm.copy()
    for _ in range(_MAX_ATTEMPTS):
        gain = round(gain, 2)  # a machine that adds up in another order must not give other bytes
        sound = pcm * np.float32(10 ** (gain / 20))
        limited = limit(sound, 32768 * 10 ** (ceiling / 20))
        mastered: NDArray[np.int16] = np.rint(sound, out=sound).astype("<i2")
        missing = target - loudness.integrated(mastered) if limited else 0.0
        if missing < _NEAR_ENOUGH:
            break
        gain += missing
    return mastered


def limit(sound: NDArray[np.float32], highest: float) -> bool:
    """Hold the sound, in place, at or below `highest` with a gain that begins to fall before each peak.

    Return whether there was anything to hold.

    The gain each millisecond needs is spread by a minimum over the neighbours within reach and then smoothed
    by a window of the same reach: a mean of values none of which is above what its centre needs.
    """
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    blocks = -(-len(sound) // _BLOCK)
    if max(sound.max(initial=0.0), -sound.min(initial=0.0)) <= highest:
        return False
    padded = np.zeros(blocks * _BLOCK, dtype=np.float32)
    np.abs(sound, out=padded[: len(sound)])
    peaks = padded.reshape(blocks, _BLOCK).max(axis=1)
    needed = np.minimum(1.0, highest / np.maximum(peaks, 1e-9))
    width = 2 * _REACH + 1
    # One block further than the smoothing reaches: the line between two blocks' gains then stays below both needs.
    lowest = sliding_window_view(np.pad(needed, _REACH + 1, constant_values=1.0), width + 2).min(axis=1)
    window = np.hanning(width + 2)[1:-1]
    smooth = np.convolve(np.pad(lowest, _REACH, mode="edge"), window / window.sum(), "valid")
    centres = np.arange(blocks) * _BLOCK + (_BLOCK - 1) / 2
    # Only where the gain moves: most of a programme is below the ceiling.
    busy = np.flatnonzero(smooth < 1.0)
    for run in np.split(busy, np.flatnonzero(np.diff(busy) > 1) + 1):
        start, end = max(run[0] - 1, 0) * _BLOCK, min((run[-1] + 2) * _BLOCK, len(sound))
        sound[start:end] *= np.interp(np.arange(start, end), centres, smooth).astype(np.float32)
    np.clip(sound, -highest, highest, out=sound)
    return True
