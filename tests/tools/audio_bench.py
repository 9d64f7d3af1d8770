"""How long ten minutes take to be mastered, encoded and checked, against LAME alone in the same run.

Run it as `python -m tests.tools.audio_bench [MINUTES]`, or call `measure` with a programme of one's own.
"""

from __future__ import annotations

import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from service.audio import jingles, mp3, render
from service.audio.mixing import ClipWithPause, MixSegment, mix


class Result(NamedTuple):
    """Wall seconds, the best of the rounds, and the peak memory of this process."""

    seconds: float
    """The programme's length."""
    cold: float
    """Everything made anew."""
    one_changed: float
    """Every clip of one part changed, the others' encoded sound kept."""
    lame: float
    """LAME alone on the same PCM, half on each of two threads."""
    megabytes: float

    @property
    def ratio(self) -> float:
        """Cold against LAME alone."""
        return self.cold / self.lame


class _Memory(dict[str, bytes]):
    """What `produce` keeps encoded stretches in."""

    put = dict.__setitem__


def measure(parts: list[MixSegment], rounds: int = 3) -> Result:
    """Make the programme of `parts` in every way, turn about."""
    own = jingles.default()
    pcm = b"".join(mix(part.pieces) + bytes(2 * round(part.pieces[-1].pause * 24_000)) for part in parts)
    middle = len(pcm) // 4 * 2
    half = len(parts) // 2
    other = MixSegment(
        tuple(ClipWithPause(piece.pcm[:-960], piece.pause) for piece in parts[half].pieces), parts[half].stinger
    )
    rewritten = [*parts[:half], other, *parts[half + 1 :]]
    cold, changed, lame = [], [], []
    for _ in range(rounds):
        lame.append(_time(lambda: _lame(pcm[:middle], pcm[middle:])))
        kept = _Memory()
        cold.append(_time(lambda kept=kept: render.render(parts, own, kept)))
        changed.append(_time(lambda kept=kept: render.render(rewritten, own, kept)))
    seconds = render.render(parts, own, kept).seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Result(seconds, min(cold), min(changed), min(lame), peak)


def _lame(*halves: bytes) -> None:
    import lameenc

    def encode(half: bytes) -> None:
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(mp3.BITRATE)
        encoder.set_in_sample_rate(24_000)
        encoder.set_channels(1)
        encoder.set_quality(mp3.QUALITY)
        encoder.silence()
        encoder.encode(half)
        encoder.flush()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(encode, halves))


def _time(call) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def made_up(minutes: float) -> list[MixSegment]:
    """A programme of half-minute parts of about five utterances, two voices in turn."""
    from tests.support.synthetic_voice import voice

    clips = [voice(4.0 + 0.7 * n, pitch=(120, 200)[n % 2], seed=n) for n in range(8)]

    def clip(number: int, n: int) -> bytes:
        return clips[(2 * n + number) % 8][480 * number :]  # no two parts alike, so that none is found in the cache

    return [
        MixSegment(tuple(ClipWithPause(clip(number, n), 0.35 if n < 4 else 0.9) for n in range(5)), number % 4 == 1)
        for number in range(round(minutes * 2))
    ]


if __name__ == "__main__":
    result = measure(made_up(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
    sys.stdout.write(f"{result}\nratio {result.ratio:.2f}\n")
