"""A process of its own that speaks many texts with espeak: `python -S -m service.speech.espeak.espeak_worker`.

Its arguments are the library and its data. It carries out orders as `forked_jobs` does; a job is text, variant, rate,
pitch, range, volume, its answer the samples.

The library speaks the same text differently after others, so each job is forked from this process, which
has initialized it and never spoken, and has no threads.
"""

from __future__ import annotations

import sys

from service.speech import forked_jobs
from service.speech.espeak import espeak_library as espeak
from service.speech.forked_jobs import Job


def main() -> None:
    """Speak what stdin asks for."""
    _, path, data = sys.argv
    library = espeak.EspeakLibrary(path, data)
    library.voice("cmn")
    forked_jobs.serve(lambda job: _speak(library, job))


def _speak(library: espeak.EspeakLibrary, job: Job) -> bytes:
    library.voice("cmn" + (f"+{job['variant']}" if job["variant"] else ""))
    for parameter in ("rate", "pitch", "range", "volume"):
        library.parameter(getattr(espeak, parameter.upper()), job[parameter])
    return library.speak(job["text"])


if __name__ == "__main__":
    main()
