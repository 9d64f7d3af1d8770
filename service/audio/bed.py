"""Music under the opening and the headlines: how far it lies below the voice, how it comes and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from service.audio import loudness
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNDER_SPEECH = 20.0
"""LU by which the bed lies below the voice while it speaks: WCAG 2.2 asks for 20 dB (success criterion 1.4.7)."""
IN_PAUSES = 12.0
"""LU by which it lies below the voice before the first word, behind the last, and in long pauses."""
LONG_PAUSE = 0.8
"""Seconds of a pause from which on the bed rises: in shorter ones it would pump."""
RAMP = 0.3
"""Seconds in which it rises and falls."""
LONGEST_TAIL = 2.0
"""Seconds in which it fades out behind the last word, where the pause there is long enough."""
_SEAM = 0.25
"""Seconds over which a bed that is shorter than the words fades into its own beginning."""


class Words(Protocol):
    """A stretch of speech, in samples."""

    @property
    def start(self) -> int:
        """The first sample."""

    @property
    def end(self) -> int:
        """The one after the last."""


def under(speech: NDArray[np.int16], words: Sequence[Words], bed: bytes, tail: int) -> NDArray[np.int16]:
    """Return the speech over the bed, followed by `tail` samples in which the bed fades out.

    `words` are where in the speech somebody speaks. The bed is made as loud as it has to be, whatever its own level; it
    is repeated where it is too short.
    """
    import numpy as np

    length = len(speech) + tail
    own = np.frombuffer(bed, dtype="<i2")
    beside = loudness.integrated(speech) - loudness.integrated(own)
    gain = 10 ** ((beside - _below(words, length)) / 20) * _fades(length, tail)
    voice = np.concatenate([speech, np.zeros(tail, dtype=np.int16)]).astype(np.float64)
    return np.clip(np.rint(voice + gain * _repeated(own, length)), -32768, 32767).astype("<i2")


def _below(words: Sequence[Words], length: int) -> NDArray[np.float64]:
    """Return how far below the voice the bed lies at each sample, LU: it has fallen when a word begins."""
    import numpy as np

    ramp, least = round(RAMP * SAMPLE_RATE), round(LONG_PAUSE * SAMPLE_RATE)
    spoken = np.zeros(length)
    end = 0
    for each in words:
        begin = end if end and each.start - end < least else each.start
        spoken[max(0, begin - ramp) : each.end + ramp] = 1.0
        end = each.end
    sums = np.cumsum(np.concatenate([np.full(ramp, spoken[0]), spoken, np.full(ramp, spoken[-1])]))
    smooth = (sums[2 * ramp :] - sums[: -2 * ramp]) / (2 * ramp)
    below: NDArray[np.float64] = IN_PAUSES + (UNDER_SPEECH - IN_PAUSES) * smooth
    return below


def _fades(length: int, tail: int) -> NDArray[np.float64]:
    """Return the bed's rise at the beginning and its fall over the tail: raised cosines."""
    import numpy as np

    gain = np.ones(length)
    for count, part in ((min(length, round(RAMP * SAMPLE_RATE)), slice(None)), (tail, slice(None, None, -1))):
        if count:
            gain[part][:count] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)
    return gain


def _repeated(bed: NDArray[np.int16], length: int) -> NDArray[np.float64]:
    """Return so many samples of the bed: each time its end fades into its beginning."""
    import numpy as np

    own = bed.astype(np.float64)
    seam = min(round(_SEAM * SAMPLE_RATE), len(own) // 2)
    rise = np.sin(np.pi / 2 * np.arange(seam) / seam)  # of equal power with its reverse
    result = np.zeros(length)
    for start in range(0, length, len(own) - seam):
        part = own[: length - start].copy()
        if start:
            count = min(seam, len(part))
            part[:count] *= rise[:count]
        if start + len(own) < length:
            part[-seam:] *= rise[::-1]
        result[start : start + len(part)] += part
    return result
