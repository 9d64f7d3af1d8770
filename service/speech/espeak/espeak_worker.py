"""A process of its own that speaks many texts with espeak: `python -S -m service.speech.espeak.espeak_worker`.

Its arguments are the library, its data, and the descriptor of a file to lock. Reads orders on stdin until that ends,
each a line of JSON: workers (how many at once) and jobs (each text, variant, rate, pitch, range, volume). Writes for
each job, as it is done, its number, the length of its samples and their CRC-32 (three little-endian 32-bit numbers),
then the samples. A job that failed has none.

The library speaks the same text differently after others, so each job is forked from this process, which
has initialized it and never spoken, and has no threads.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import struct
import sys
import zlib
from typing import Any

from service.speech.espeak import espeak_library as espeak


def main() -> None:
    """Speak what stdin asks for."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _, path, data, turn = sys.argv
    library = espeak.EspeakLibrary(path, data)
    library.voice("cmn")
    for line in sys.stdin.buffer:
        _carry_out(json.loads(line), library, int(turn))


def _carry_out(order: dict[str, Any], library: espeak.EspeakLibrary, turn: int) -> None:
    running: dict[int, int] = {}
    for number, job in enumerate(order["jobs"]):
        while len(running) >= order["workers"]:
            _reap(running, turn)
        child = _fork(running, turn)
        if not child:
            _child(library, number, job, turn)
        running[child] = number
    while running:
        _reap(running, turn)


def _fork(running: dict[int, int], turn: int) -> int:
    """Return what `os.fork` does; where the system gives no further process, let one of ours end first."""
    while True:
        try:
            return os.fork()
        except BlockingIOError as error:
            if not running:
                from service.core import system_limits

                sys.exit(system_limits.refusal(error))
            _reap(running, turn)


def _child(library: espeak.EspeakLibrary, number: int, job: dict[str, Any], turn: int) -> None:
    """Speak one text, write it, end."""
    failed = 1
    try:
        _answer(turn, number, _speak(library, job))
        failed = 0
    finally:
        os._exit(failed)


def _speak(library: espeak.EspeakLibrary, job: dict[str, Any]) -> bytes:
    library.voice("cmn" + (f"+{job['variant']}" if job["variant"] else ""))
    for parameter in ("rate", "pitch", "range", "volume"):
        library.parameter(getattr(espeak, parameter.upper()), job[parameter])
    return library.speak(job["text"])


def _reap(running: dict[int, int], turn: int) -> None:
    """Wait for a child to end; answer in its place if it failed."""
    child, status = os.wait()
    number = running.pop(child)
    if status:
        _answer(turn, number, b"")


def _answer(turn: int, number: int, pcm: bytes) -> None:
    """Write one answer whole: the lock goes with its process, however that ends."""
    fcntl.lockf(turn, fcntl.LOCK_EX)
    rest = memoryview(struct.pack("<III", number, len(pcm), zlib.crc32(pcm)) + pcm)
    while rest:
        rest = rest[os.write(1, rest) :]
    fcntl.lockf(turn, fcntl.LOCK_UN)


if __name__ == "__main__":
    main()
