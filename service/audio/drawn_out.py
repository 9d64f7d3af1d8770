"""Speech made slower without another pitch, for any voice: what an engine has said is drawn out.

The pauses are made longer first, then the rest by WSOLA: overlapping windows are laid further apart, each taken from
where it continues the one before best (Verhelst and Roelands, ICASSP 1993). The same sound gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_OF_A_PAUSE = 0.5
"""Seconds that are added to a pause at the most: longer ones would seem to end the sentence."""
SHARE_OF_PAUSES = 0.6
"""The share of the seconds that are missing which pauses take at the most."""
_WINDOW = 960
"""Samples of a window (40 ms): two periods and more of the deepest voice."""
_HOP = _WINDOW // 2
_SEARCH = 240
"""Samples by which a window may be taken earlier or later (10 ms): a whole period of most voices."""
_BEFORE = 480
"""Samples before speech goes on at which a pause is lengthened (20 ms), where it is quiet for sure."""


def drawn_out(pcm: bytes, seconds: float, pauses: Sequence[float] = ()) -> bytes:
    """Return the speech so that it lasts `seconds`, to the sample; as it is where it lasts as long already.

    `pauses`: the seconds at which speech goes on after each pause inside it.
    """
    import numpy as np

    samples, wanted = np.frombuffer(pcm, dtype="<i2"), round(seconds * SAMPLE_RATE)
    missing = wanted - len(samples)
    if missing <= 0:
        return pcm
    places = [round(each * SAMPLE_RATE) - _BEFORE for each in pauses]
    each_pause = min(MOST_OF_A_PAUSE * SAMPLE_RATE, missing * SHARE_OF_PAUSES / max(1, len(places)))
    silence = round(each_pause)
    stretched = _stretched(samples.astype(np.float64), wanted - silence * len(places))
    ratio = len(stretched) / len(samples)
    parts = np.split(stretched, [round(place * ratio) for place in places])
    gaps = [np.zeros(silence)] * len(places)
    joined = [piece for pair in zip(parts, [*gaps, np.zeros(0)], strict=True) for piece in pair]
    return np.clip(np.rint(np.concatenate(joined)), -32768, 32767).astype("<i2").tobytes()


def _stretched(samples: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Return the sound at that length, which is at least its own."""
    import numpy as np

    window = np.hanning(_WINDOW + 1)[:-1]
    ratio = len(samples) / length
    padded = np.concatenate((np.zeros(_SEARCH + _HOP), samples, np.zeros(_SEARCH + 2 * _WINDOW)))
    out, weight = np.zeros(length + 2 * _WINDOW), np.zeros(length + 2 * _WINDOW)
    taken = 0
    for at in range(0, length + _HOP, _HOP):
        ideal = round(at * ratio)  # of a window that begins _HOP before what it is centred on
        if at:
            follows = padded[_SEARCH + taken + _HOP :][:_WINDOW]
            near = padded[ideal : ideal + _WINDOW + 2 * _SEARCH]
            ideal += _best_match(follows, near) - _SEARCH
        taken = ideal
        out[at : at + _WINDOW] += padded[_SEARCH + taken :][:_WINDOW] * window
        weight[at : at + _WINDOW] += window
    return (out / np.maximum(weight, 1e-3))[_HOP : _HOP + length]


def _best_match(wanted: NDArray[np.float64], near: NDArray[np.float64]) -> int:
    """Return where in `near` the sound is most like `wanted`: by their correlation, each stretch's energy aside."""
    import numpy as np

    alike = np.correlate(near, wanted, "valid")
    total = np.concatenate((np.zeros(1), np.cumsum(near * near)))
    energy = total[len(wanted) :] - total[: -len(wanted)]
    return int(np.argmax(alike / np.sqrt(energy + 1.0)))
