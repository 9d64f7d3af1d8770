"""Trim a clip to its speech and check that it says what was asked, as far as its sound can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.errors import BadClip

if TYPE_CHECKING:
    from numpy.typing import NDArray

FRAME = 0.01
"""Seconds of one energy frame."""
MARGIN = 0.05
"""Seconds of near-silence left at both ends."""
QUIET = 0.01
"""Near-silence is 40 dB below the clip's loud frames (the 95th percentile); consonants lie above it."""
SILENT = 30.0
"""Loud frames of fewer units (of 32,768) than this are no speech."""
FULL_SCALE, CLIPPED = 32_700, 0.005
"""A clip with more than this share of samples at full scale is distorted."""
LONGEST_SILENCE = 1.5
"""Seconds: no punctuation mark inside an utterance makes any engine pause that long."""
SHORTEST, LONGEST = (0.6, -0.1), (1.6, 0.6)
"""The band of lengths: factor and seconds over the characters divided by the voice's pace."""


def energies(samples: NDArray[Any], rate: int) -> NDArray[Any]:
    """The root mean square of each frame of 10 ms; a rest shorter than a frame counts as one."""
    import numpy as np

    size = max(1, round(rate * FRAME))
    padded = np.zeros(-(-len(samples) // size) * size, dtype=np.float64)
    padded[: len(samples)] = samples
    levels: NDArray[Any] = np.sqrt((padded.reshape(-1, size) ** 2).mean(axis=1))
    return levels


def trim(samples: NDArray[Any], rate: int) -> NDArray[Any]:
    """The samples without the near-silence at both ends, but for 0.05 s of it; BadClip if all is silent."""
    import numpy as np

    levels = energies(samples, rate)
    loud = float(np.percentile(levels, 95)) if len(levels) else 0.0
    if loud < SILENT:
        raise BadClip("The clip is silent.")
    heard = np.flatnonzero(levels > loud * QUIET)
    size, margin = max(1, round(rate * FRAME)), round(rate * MARGIN)
    return samples[max(0, heard[0] * size - margin) : (heard[-1] + 1) * size + margin]


def check(samples: NDArray[Any], rate: int, text: str, pace: float) -> None:
    """Raise BadClip for a trimmed clip that cannot be the text spoken at about `pace` characters a second."""
    import numpy as np

    seconds = len(samples) / rate
    needed = sum(character.isalnum() for character in text) / pace
    if not needed * SHORTEST[0] + SHORTEST[1] <= seconds <= needed * LONGEST[0] + LONGEST[1]:
        raise BadClip(f"The clip lasts {seconds:.1f} s where its text needs about {needed:.1f} s.")
    if float((np.abs(samples.astype(np.int32)) >= FULL_SCALE).mean()) > CLIPPED:
        raise BadClip("The clip is distorted: too many samples at full scale.")
    levels = energies(samples, rate)
    quiet = levels <= float(np.percentile(levels, 95)) * QUIET
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(np.int8)))
    longest = float((edges[1::2] - edges[::2]).max() if len(edges) else 0) * FRAME
    if longest > LONGEST_SILENCE:
        raise BadClip(f"The clip falls silent for {longest:.1f} s inside.")
