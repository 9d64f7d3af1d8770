"""Trim a clip to its speech and check that it can be what was asked for, as far as its sound shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from service.core.messages import _
from service.errors import BadClip
from service.speech.letter_names import LETTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

FRAME_SECONDS = 0.01
"""Seconds of one energy frame."""
MARGIN_SECONDS = 0.05
"""Seconds of near-silence left at both ends."""
LOUD_PERCENTILE = 95
"""The percentile of its frames' levels that is taken for how loud a clip is."""
QUIET_RATIO = 0.01
"""Near-silence is 40 dB below the clip's loud frames; consonants are louder."""
SPEECH_LEVEL = 30.0
"""A clip whose loud frames are below this level (of 32,768) has no speech."""
FLAT_RATIO = 0.9999
"""Neighbouring samples at or beyond this share of the clip's peak are a flat top, at whatever level it was cut."""
FLAT_SHARE = 0.0003
"""A clip with more than this share of them is distorted. Clips of espeak and kokoro have less than a tenth of it,
the same driven 6 dB beyond full scale twice as much and more."""
FLAT_LEVEL = 1000
"""In a clip whose peak is below this level (of 32,768) neighbouring samples may well be the same."""
LONGEST_SILENCE_SECONDS = 1.5
"""No punctuation mark inside an utterance makes any engine pause that long."""
PAUSE_SECONDS = 0.08
"""Seconds of near-silence between two clauses; espeak pauses for 0.09 at an enumeration comma."""
SHORTEST_RATIO = 0.6
"""The shortest that a clip may be, as a share of the time its text needs: its characters by the voice's pace."""
SHORTEST_TOLERANCE_SECONDS = 0.1
"""Seconds that may be missing besides: a word or two is spoken faster than a sentence."""
LONGEST_RATIO = 1.6
"""The longest that a clip may be, as a multiple of that time."""
LONGEST_TOLERANCE_SECONDS = 0.6
"""Seconds that may be over besides: the silence about a word or two."""

LATIN_LETTER_WEIGHT = 0.3
"""The weight of a letter of a Latin word (WiFi, Conference). A single capital is read by name: weight 1."""
_LATIN_WORD = re.compile("(?<![A-Za-z])[A-Z]*+[a-z][A-Za-z]*+")


def trimmed(samples: NDArray[Any], rate: int) -> NDArray[Any]:
    """Return the samples without the near-silence at both ends, except for 0.05 s of it.

    Raise BadClip where all is silent, where the silence inside is too long, or where the sound is distorted.
    """
    start, end = speech_span(samples, rate)
    return samples[start:end]


def speech_span(samples: NDArray[Any], rate: int) -> tuple[int, int]:
    """Return where the speech begins and ends, with 0.05 s of near-silence around it. Raise BadClip like `trimmed`."""
    import numpy as np

    size, margin = round(rate * FRAME_SECONDS), round(rate * MARGIN_SECONDS)
    sounding = _sounding(samples, size)
    if not len(sounding):
        raise BadClip(_("The clip is silent."))
    longest = int(np.diff(sounding).max(initial=1) - 1) * FRAME_SECONDS
    if longest > LONGEST_SILENCE_SECONDS:
        raise BadClip(_("The clip falls silent for {longest:.1f} s inside.", longest=longest))
    if _is_distorted(samples):
        raise BadClip(_("The clip is distorted: too many samples at its peak."))
    return max(0, int(sounding[0]) * size - margin), min(len(samples), (int(sounding[-1]) + 1) * size + margin)


def _is_distorted(samples: NDArray[Any]) -> bool:
    import numpy as np

    high, low = int(samples.max(initial=0)), -int(samples.min(initial=0))
    peak = max(high, low)
    top = (samples >= peak * FLAT_RATIO) | (samples <= -peak * FLAT_RATIO)
    return peak >= FLAT_LEVEL and int(np.count_nonzero(top[1:] & top[:-1])) > FLAT_SHARE * len(samples)


def sounding_seconds(samples: NDArray[Any], rate: int) -> float:
    """Return for how long a clip is louder than near-silence, consonants included: without its pauses."""
    import numpy as np

    sounding = _sounding(samples, round(rate * FRAME_SECONDS))
    gaps = np.diff(sounding) - 1
    silent = int(gaps[gaps >= round(PAUSE_SECONDS / FRAME_SECONDS)].sum())
    return float(sounding[-1] - sounding[0] + 1 - silent) * FRAME_SECONDS if len(sounding) else 0.0


def pauses(samples: NDArray[Any], rate: int) -> list[float]:
    """Return the seconds at which speech goes on after each pause inside a clip."""
    import numpy as np

    sounding = _sounding(samples, round(rate * FRAME_SECONDS))
    after = np.flatnonzero(np.diff(sounding) - 1 >= round(PAUSE_SECONDS / FRAME_SECONDS)) + 1
    return [float(frame) * FRAME_SECONDS for frame in sounding[after]]


def _sounding(samples: NDArray[Any], size: int) -> NDArray[Any]:
    """Return the frames of `size` samples that are louder than near-silence; none where there is no speech."""
    import numpy as np

    whole = len(samples) // size * size
    frames = samples[:whole].astype(np.float32).reshape(-1, size)
    levels = np.sqrt(np.einsum("ij,ij->i", frames, frames) / size)
    loud = _percentile(levels, LOUD_PERCENTILE) if len(levels) else 0.0
    return np.flatnonzero(levels > loud * QUIET_RATIO) if loud >= SPEECH_LEVEL else np.zeros(0, dtype=np.intp)


def _percentile(levels: NDArray[Any], percent: float) -> float:
    """Return what `numpy.percentile` does, which takes ten times as long and loads a part of numpy for it."""
    import numpy as np

    below, share = divmod((len(levels) - 1) * percent / 100, 1)
    places = [int(below), min(int(below) + 1, len(levels) - 1)]
    low, high = np.partition(levels, places)[places].tolist()
    return float(low + (high - low) * share)


def check_length(seconds: float, text: str, pace: float) -> None:
    """Raise BadClip where a trimmed clip cannot be the text, spoken at about `pace` characters a second.

    Latin words may be spelled or not.
    """
    needed = syllables(text) / pace
    shortest = needed * SHORTEST_RATIO - SHORTEST_TOLERANCE_SECONDS
    longest = spelled_syllables(text) / pace * LONGEST_RATIO + LONGEST_TOLERANCE_SECONDS
    if not shortest <= seconds <= longest:
        raise BadClip(
            _(
                "The clip lasts {seconds:.1f} s where its text needs about {needed:.1f} s.",
                seconds=seconds,
                needed=needed,
            )
        )


def syllables(text: str) -> float:
    """Return about how many syllables a spoken text has: a character is one."""
    words = "".join(_LATIN_WORD.findall(text))
    return sum(map(str.isalnum, text)) - len(words) * (1 - LATIN_LETTER_WEIGHT)


def spelled_syllables(text: str) -> int:
    """Return how many syllables a spoken text has for a voice that says each Latin letter by its name."""
    return sum(len(LETTERS.get(each.upper(), "-").split()) for each in text if each.isalnum())


def has_latin(text: str) -> bool:
    """Return whether a text has Latin letters, of which the syllables are only guessed."""
    return any(each.isascii() and each.isalpha() for each in text)
