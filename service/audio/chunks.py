"""Chunks of the programme: each is levelled, encoded, decoded again and measured once.

What was measured of its decoded sound is kept beside its frames, under one key: a chunk that did not change
is neither encoded nor decoded again. Each is brought to its level by itself, so its sound depends on nothing
but itself, whatever else is in the programme.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from service.audio import limiter, loudness, mp3
from service.audio.mixing import FRAME
from service.core.messages import _
from service.errors import AudioError
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEAK = -1.0
"""Highest true peak of the decoded sound, dBTP."""
_LAME_LOSS = 0.5
"""dB by which LAME's decoded output is quieter than its input (measured, 40-128 kb/s: 0.45 to 0.55)."""
_CEILING = -2.0
"""dBFS to which the limiter holds the PCM: 64 kb/s adds up to a decibel between the samples."""
_TOLERANCE = 0.2
"""LU by which a chunk may miss its target before it is made anew."""
_MAX_ATTEMPTS = 5
_VERSION = 2
"""Counts changes to mixing and mastering that alter the sound, and to what is kept: that of another is not used."""
_CELLS = FRAME // loudness.CELL
_PEAK = struct.Struct("<d")
_LOUDEST_PEAK = 40.0
"""dBTP that no decoded sound has: what is kept with a higher one, or with none, is damaged."""


class Cache(Protocol):
    """Keeps encoded chunks from one run to the next; the clip cache, on a folder of its own, is one."""

    def get(self, key: str) -> bytes | None:
        """Return what was put there, None where there is nothing or it is damaged."""

    def put(self, key: str, raw: bytes) -> None:
        """Keep it, perhaps."""


@dataclass(frozen=True, slots=True)
class EncodedChunk:
    """A chunk as it is published, and as it is heard."""

    frames: bytes = field(repr=False)
    energies: NDArray[np.float32] = field(repr=False)
    """Of its decoded sound, cell by cell as far as its frames reach."""
    peak: float
    """True peak of its decoded sound, dBTP."""


@dataclass(frozen=True, slots=True)
class ChunkRequest:
    """What is asked for: 16-bit PCM and its loudness, LUFS, once decoded."""

    pcm: bytes = field(repr=False)
    target: float

    @property
    def key(self) -> str:
        """Hash all that the answer depends on."""
        settings = f"{_VERSION} {mp3.settings()} {self.target:.3f}\n".encode()
        return hashlib.sha256(settings + self.pcm).hexdigest()


def encode(requests: Sequence[ChunkRequest], cache: Cache | None, pool: Executor) -> list[EncodedChunk]:
    """Return each chunk from the cache, or encode it in `pool`, side by side with the others."""
    keys = [request.key for request in requests]
    wanted = dict(zip(keys, requests, strict=True))
    done: dict[str, EncodedChunk] = {}
    for key, request in wanted.items():
        kept = cache.get(key) if cache is not None else None
        if kept and (encoded := _unpacked(kept, len(request.pcm) // 2)):
            done[key] = encoded
    # The longest first, so that neither thread waits long for the other.
    todo = sorted(wanted.keys() - done.keys(), key=lambda key: (-len(wanted[key].pcm), key))
    for key, encoded in zip(todo, pool.map(lambda key: _encode_to_level(wanted[key]), todo), strict=True):
        done[key] = encoded
        if cache is not None:
            cache.put(key, _packed(encoded))
    return [done[key] for key in keys]


def _encode_to_level(request: ChunkRequest) -> EncodedChunk:
    """Encode the chunk within _TOLERANCE of its target and below PEAK, as far as a few attempts reach that."""
    import numpy as np

    pcm = np.frombuffer(request.pcm, dtype="<i2")
    level, ceiling = request.target + _LAME_LOSS, _CEILING
    for __ in range(_MAX_ATTEMPTS):
        encoded, measured = _decoded_and_measured(mp3.encode(limiter.master(pcm, level, ceiling)))
        missing = request.target - measured
        if math.isinf(missing) or (abs(missing) <= _TOLERANCE and encoded.peak <= PEAK):
            break
        level += round(missing, 1)
        ceiling -= max(0.0, encoded.peak - PEAK + 0.1 * (encoded.peak > PEAK))
    return encoded


def _decoded_and_measured(frames: bytes) -> tuple[EncodedChunk, float]:
    """Decode and measure the frames; return them with their loudness. AudioError where they have another length."""
    samples = len(frames) // mp3.FRAME_BYTES * FRAME
    sound = mp3.decode(mp3.join([(0, frames)], samples))
    if len(sound) != samples:
        heard, expected = len(sound) / SAMPLE_RATE, samples / SAMPLE_RATE
        raise AudioError(
            _("The MP3 decodes to {heard:.2f} s where {expected:.2f} s were encoded.", heard=heard, expected=expected)
        )
    energies = loudness.energies(sound)
    return EncodedChunk(frames, energies, loudness.true_peak(sound)), loudness.gated(
        loudness.step_powers(energies, samples)
    )


def _packed(encoded: EncodedChunk) -> bytes:
    return _PEAK.pack(encoded.peak) + encoded.energies.astype("<f4").tobytes() + encoded.frames


def _unpacked(kept: bytes, samples: int) -> EncodedChunk | None:
    """Return what was cached, None where it cannot be a chunk of that many samples: a peak of -inf is silence."""
    import numpy as np

    cells = mp3.frames_for(samples) * _CELLS
    measured, frames = kept[: _PEAK.size + 4 * cells], kept[_PEAK.size + 4 * cells :]
    if not mp3.carries(frames, samples):
        return None
    (peak,), energies = _PEAK.unpack_from(measured), np.frombuffer(measured, "<f4", offset=_PEAK.size)
    if not (peak <= _LOUDEST_PEAK and np.isfinite(energies).all() and (energies >= 0).all()):
        return None
    return EncodedChunk(frames, energies, peak)
