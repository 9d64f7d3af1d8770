"""A program: a sound that somebody has sent in, as the mix takes it.

It has a process of its own, with limits: a damaged file can end a decoder in C, and takes nothing else with it.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator

from service.core.messages import _
from service.errors import AudioError
from service.model import SAMPLE_RATE

SECONDS = 30
"""Of processor time for one file: ten minutes take 3."""
WAIT = 2 * SECONDS
"""Seconds until it has ended, whatever it waits for."""
MEMORY = 1_500_000_000
"""Bytes of address space: ten minutes of sound take 200 MB of memory."""
_CEILING = -2.0
"""dBFS of its highest sample, as of all that is encoded."""
_EDGE = SAMPLE_RATE // 50
"""Samples of near-silence that stay at either end."""
_PIECE = 48_000
"""Bytes of sound of one answer."""


def levelled(data: bytes, longest: float) -> bytes:
    """Return the sound of a file, as loud as speech, without the silence at its ends: 24 kHz, one channel, 16 bits.

    Raise AudioError, a phrase that says why, as `sound_files.decoded`, and for what is too quiet to be heard.
    """
    import numpy as np

    from service.audio import limiter, loudness, render, sound_files
    from service.audio.mixing import faded

    samples = sound_files.decoded(data, longest)
    [heard] = np.nonzero(np.abs(samples.astype(np.int32)) >= sound_files.QUIET)
    samples = faded(samples[max(0, heard[0] - _EDGE) : heard[-1] + _EDGE])
    if not np.isfinite(loudness.integrated(samples)):
        raise AudioError(_("the sound is too quiet to be heard: record it again."))
    return limiter.master(samples, render.TARGET, _CEILING).tobytes()


def answers(data: bytes, longest: float) -> Iterator[dict[str, str]]:
    """Yield the sound piece by piece, as `{"pcm": BASE64}`, or `{"why": PHRASE}` where there is none."""
    try:
        pcm = levelled(data, longest)
    except AudioError as error:
        yield {"why": str(error)}
        return
    for at in range(0, len(pcm), _PIECE):
        yield {"pcm": base64.b64encode(pcm[at : at + _PIECE]).decode("ascii")}


def main() -> None:
    """Answer for the file on the standard input; the first argument is the most seconds that it may last."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread takes address space
    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
    signal.alarm(WAIT)  # nobody handles it: the system ends this process
    for answer in answers(sys.stdin.buffer.read(), float(sys.argv[1])):
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
