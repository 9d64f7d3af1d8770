"""From the clips of a programme to its checked MP3: mix, master, encode, join, decode, measure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from service.audio import loudness, mastering, mixing, mp3
from service.audio.mixing import RATE, Chimes, Part, Role, Timeline
from service.errors import AudioError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET = -19.0
"""LUFS of the decoded mono file: -16 as heard on two speakers."""
TOLERANCE = 0.25
"""LU by which the decoded programme may miss it before the whole is made anew."""
PEAK = -1.0
"""Highest true peak of the decoded file, dBTP."""
_TARGETS = {Role.SPEECH: TARGET, Role.CHIME: TARGET - 1.0, Role.STINGER: TARGET - 3.0}
"""LUFS. Chimes a little below the speech, but not by so much that they pull a one-minute programme down."""
_LAME_LOSS = 0.45
"""dB by which LAME's decoded output is quieter than its input (measured, 40-128 kb/s)."""
_CEILING = -2.0
"""dBFS to which the limiter holds the PCM: 64 kb/s adds up to a decibel between the samples."""
_QUIET = -55.0
"""LUFS below which a tenth of a second counts as silence."""
_LONGEST_SILENCE = 20
"""Steps of 100 ms that a clip may be silent; a full stop inside a sentence lasts about eight."""
_ROUNDS = 3
_VERSION = 1
"""Counts changes to mixing and mastering that alter the sound: encoded stretches of another are not used."""


@dataclass(frozen=True, slots=True)
class Programme:
    """An episode's sound, checked."""

    mp3: bytes = field(repr=False)
    """Without ID3 tags."""
    timeline: Timeline
    """Where everything is heard in the decoded file, in samples."""
    loudness: float
    """LUFS of the decoded file."""
    peak: float
    """True peak of the decoded file, dBTP."""

    @property
    def seconds(self) -> float:
        """The decoded length."""
        return self.timeline.seconds


class Cache(Protocol):
    """Keeps encoded stretches from one run to the next; the clip cache, on a folder of its own, is one."""

    def get(self, key: str) -> bytes | None:
        """What was put there, None where there is nothing."""

    def put(self, key: str, raw: bytes) -> None:
        """Keep it, perhaps."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a stretch is mastered."""

    target: float
    ceiling: float = _CEILING


def produce(parts: Sequence[Part], chimes: Chimes, cache: Cache | None = None) -> Programme:
    """Make the programme; its length is `mixing.timeline(parts, chimes).total` samples.

    `cache` keeps encoded stretches under a hash of their sound and settings: a part whose clips and inner
    pauses are those of a former run is not encoded again. The same arguments give the same bytes, cache or not.

    Raises AudioError when a part is silent, or when the decoded programme fails a check: length, loudness,
    peak, silence where speech should be.
    """
    line = mixing.timeline(parts, chimes)
    sounds = _sounds(line, parts, chimes)
    settings = [_Setting(_TARGETS[stretch.role] + _LAME_LOSS) for stretch in line.stretches]
    with ThreadPoolExecutor(2) as pool:
        for _ in range(_ROUNDS):
            encoded = _encode(sounds, settings, cache, pool)
            stream = mp3.join(
                [(s.span.start, frames) for s, frames in zip(line.stretches, encoded, strict=True)], line.total
            )
            powers, peaks = _listen(stream, line, pool)
            _check_heard(powers, line)
            measured, peak = loudness.gated(powers), max(peaks)
            if abs(measured - TARGET) <= TOLERANCE and peak <= PEAK:
                return Programme(stream, line, measured, peak)
            settings = _corrected(settings, measured, peaks)
    raise AudioError(
        f"The programme measures {measured:.1f} LUFS and {peak:.1f} dBTP; "
        f"it could not be brought to {TARGET:g} LUFS with no peak above {PEAK:g} dBTP."
    )


def _sounds(line: Timeline, parts: Sequence[Part], chimes: Chimes) -> list[bytes]:
    sounds = []
    for index, stretch in enumerate(line.stretches):
        if stretch.role is Role.SPEECH:
            sounds.append(mixing.mix(parts[stretch.part]))
        elif stretch.role is Role.STINGER:
            sounds.append(chimes.stinger)
        else:
            sounds.append(chimes.opening if index == 0 and chimes.opening else chimes.closing)
    return sounds


def _encode(sounds: Sequence[bytes], settings: Sequence[_Setting], cache: Cache | None, pool: Executor) -> list[bytes]:
    """The frames of each sound, from the cache or mastered and encoded side by side."""
    keys = [_key(sound, setting) for sound, setting in zip(sounds, settings, strict=True)]
    requests = dict(zip(keys, zip(sounds, settings, strict=True), strict=True))
    encoded: dict[str, bytes] = {}
    for key, (sound, _) in requests.items():
        frames = cache.get(key) if cache is not None else None
        if frames and mp3.carries(frames, len(sound) // 2):
            encoded[key] = frames
    # The longest first, so that neither thread waits long for the other.
    todo = sorted((key for key in requests if key not in encoded), key=lambda key: (-len(requests[key][0]), key))
    for key, frames in zip(todo, pool.map(lambda key: _master(*requests[key]), todo), strict=True):
        encoded[key] = frames
        if cache is not None:
            cache.put(key, frames)
    return [encoded[key] for key in keys]


def _master(sound: bytes, setting: _Setting) -> bytes:
    import numpy as np

    pcm = np.frombuffer(sound, dtype="<i2")
    return mp3.encode(mastering.master(pcm, setting.target, setting.ceiling))


def _key(sound: bytes, setting: _Setting) -> str:
    request = f"{_VERSION} {mp3.settings()} {setting.target:.3f} {setting.ceiling:.3f}\n".encode()
    return hashlib.sha256(request + sound).hexdigest()


def _listen(stream: bytes, line: Timeline, pool: Executor) -> tuple[NDArray[np.float64], list[float]]:
    """Decode it as a player does and measure what is decoded while the rest still is.

    Gives the power of each step, and the true peak (dBTP) of each stretch with the silence after it.
    Raises AudioError when the decoded programme is not as long as its timeline.
    """
    import numpy as np

    starts = [stretch.span.start for stretch in line.stretches]
    slots = [slice(*ends) for ends in zip(starts, [*starts[1:], line.total], strict=True)]
    decoded = np.zeros(line.total, dtype="<i2")
    powers: list[Future[NDArray[np.float64]]] = []
    peaks: list[Future[float]] = []
    filled = 0
    for window in mp3.windows(stream, loudness.WINDOW):
        before, filled = filled, filled + len(window)
        if filled > line.total:
            break
        decoded[before:filled] = window
        powers.append(pool.submit(loudness.step_powers, decoded[:filled], before))
        for slot in slots[len(peaks) :]:
            if slot.stop > filled:
                break
            peaks.append(pool.submit(loudness.true_peak, decoded[slot]))
    if filled != line.total:
        raise AudioError(f"The MP3 decodes to {filled / RATE:.2f} s or more; the programme has {line.seconds:.2f} s.")
    return np.concatenate([future.result() for future in powers]), [future.result() for future in peaks]


def _corrected(settings: Sequence[_Setting], measured: float, peaks: Sequence[float]) -> list[_Setting]:
    """All moved by what the whole misses; where a peak came out too high, the ceiling lowered by the excess.

    Moved in steps, so that one changed story seldom has the others encoded anew.
    """
    move = round((TARGET - measured) / TOLERANCE) * TOLERANCE if abs(measured - TARGET) > TOLERANCE else 0.0
    return [
        replace(
            setting, target=setting.target + move, ceiling=setting.ceiling - max(0.0, peak - PEAK + 0.1 * (peak > PEAK))
        )
        for setting, peak in zip(settings, peaks, strict=True)
    ]


def _check_heard(powers: NDArray[np.float64], line: Timeline) -> None:
    """Raise AudioError where a clip's place in the decoded programme is silent, or falls silent for too long."""
    quiet = powers < 10 ** ((_QUIET + 0.691) / 10)
    for number, pieces in enumerate(line.pieces):
        for index, span in enumerate(pieces):
            steps = quiet[span.start // loudness.STEP : -(-span.end // loudness.STEP)]
            silent = longest = 0
            for step in steps:
                silent = silent + 1 if step else 0
                longest = max(longest, silent)
            if longest > _LONGEST_SILENCE or longest == len(steps):
                raise AudioError(
                    f"Clip {index + 1} of part {number + 1} is silent for {longest / 10:.1f} s in the decoded MP3."
                )
