"""From the clips of a programme to its checked MP3: mix, master and encode each chunk, join, check the whole."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.audio import chunks, loudness, mixing, mp3
from service.audio.chunks import PEAK, Cache, ChunkRequest, EncodedChunk
from service.audio.mixing import Jingles, MixSegment, Role, Timeline
from service.core.messages import _
from service.errors import AudioError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET = -19.0
"""LUFS of the decoded mono file: -16 as heard on two speakers."""
TOLERANCE = 0.25
"""LU by which the decoded programme may miss it before all chunks are made anew, moved by so much."""
_TARGETS = {
    Role.OPENING: TARGET - 1.0,
    Role.IDENT: TARGET,
    Role.NEWS: TARGET - 3.0,
    Role.STINGER: TARGET - 3.0,
    Role.SPEECH: TARGET,
    Role.SPEECH_OVER_BED: TARGET,
    Role.CLOSING: TARGET - 1.0,
}
"""LUFS. Jingles a little below the speech, but not by so much that they pull a one-minute programme down."""
_QUIET = -55.0
"""LUFS below which a tenth of a second counts as silence."""
_LONGEST_SILENCE = 20
"""Steps of 100 ms that a clip may be silent; a full stop inside a sentence lasts about eight."""
_MAX_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class RenderedAudio:
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


def render(parts: Sequence[MixSegment], jingles: Jingles, cache: Cache | None = None) -> RenderedAudio:
    """Make the programme from its parts; its length is `mixing.timeline(parts, jingles).total` samples.

    `cache` keeps encoded chunks under a hash of their sound and settings: one whose clips are as they were
    is not encoded again. The same arguments give the same bytes, cache or not.

    Raise AudioError when a part is silent, or when the decoded programme fails a check: length, loudness,
    peak, silence where speech should be.
    """
    line = mixing.timeline(parts, jingles)
    sounds = _sounds(line, parts, jingles)
    move = 0.0
    with ThreadPoolExecutor(2) as pool:
        for __ in range(_MAX_ROUNDS):
            targets = [_TARGETS[chunk.role] + move for chunk in line.chunks]
            encoded = chunks.encode(list(map(ChunkRequest, sounds, targets)), cache, pool)
            powers = _powers(line, encoded)
            _check_audible(powers, line, parts)
            measured, peak = loudness.gated(powers), max(each.peak for each in encoded)
            if abs(measured - TARGET) <= TOLERANCE and peak <= PEAK:
                placed = [(s.span.start, each.frames) for s, each in zip(line.chunks, encoded, strict=True)]
                return RenderedAudio(mp3.join(placed, line.total), line, measured, peak)
            # In whole steps, so that the same chunk is seldom wanted at another level.
            step = round((TARGET - measured) / TOLERANCE) * TOLERANCE
            if not step:
                break
            move += step
    raise AudioError(
        _(
            "The programme measures {measured:.1f} LUFS and {peak:.1f} dBTP; it could not be brought"
            " to {target:g} LUFS with no peak above {peak_2:g} dBTP.",
            measured=measured,
            peak=peak,
            target=TARGET,
            peak_2=PEAK,
        )
    )


def _sounds(line: Timeline, parts: Sequence[MixSegment], jingles: Jingles) -> list[bytes]:
    own = {
        Role.OPENING: jingles.opening,
        Role.IDENT: jingles.ident,
        Role.NEWS: jingles.news,
        Role.STINGER: jingles.stinger,
        Role.CLOSING: jingles.closing,
    }
    speech = iter(mixing.speech_chunks(parts, jingles))
    return [own[chunk.role] if chunk.role in own else next(speech).sound(jingles.bed) for chunk in line.chunks]


def _powers(line: Timeline, encoded: Sequence[EncodedChunk]) -> NDArray[np.float64]:
    """Return the power of each step of the decoded programme, put together from what each chunk decodes to.

    That is what decoding the whole gives: a chunk's frames refer to none before, and silence follows it.
    """
    import numpy as np

    energies = np.zeros(-(-line.total // loudness.CELL), dtype=np.float32)
    for chunk, each in zip(line.chunks, encoded, strict=True):
        place = energies[chunk.span.start // loudness.CELL :][: len(each.energies)]
        place[:] = each.energies[: len(place)]
    return loudness.step_powers(energies, line.total)


def _check_audible(powers: NDArray[np.float64], line: Timeline, parts: Sequence[MixSegment]) -> None:
    """Raise AudioError where a clip's place in the decoded programme is silent, or speech falls silent for too long."""
    quiet = powers < 10 ** ((_QUIET + 0.691) / 10)
    for number, pieces in enumerate(line.pieces):
        for index, span in enumerate(pieces):
            steps = quiet[span.start // loudness.STEP : -(-span.end // loudness.STEP)]
            silent = longest = 0
            for step in steps:
                silent = silent + 1 if step else 0
                longest = max(longest, silent)
            if (longest > _LONGEST_SILENCE and not parts[number].recorded) or longest == len(steps):
                raise AudioError(
                    _(
                        "Clip {index} of part {number} is silent for {longest:.1f} s in the decoded MP3.",
                        index=index + 1,
                        number=number + 1,
                        longest=longest / 10,
                    )
                )
