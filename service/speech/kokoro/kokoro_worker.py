"""A process of its own that speaks with the Kokoro model: `python -m service.speech.kokoro.kokoro_worker`.

Its argument is the descriptor of the model's file. It carries out orders as `forked_jobs` does; a job is speed, gain in
decibels, and requests with tokens, style and milliseconds of pause after it. Its answer is 16-bit samples; a job of
which the model says nothing has none.

The model is loaded once and its memory shared. Each job computes with one thread, because two processes of one thread
do more than one of two, and the samples do not depend on how many there are.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from service.errors import BadClip
from service.model import SAMPLE_RATE
from service.speech import forked_jobs
from service.speech.clip_checks import trimmed
from service.speech.forked_jobs import Job


def main() -> None:
    """Speak what stdin asks for."""
    _, model_file = sys.argv
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever the library prints must not stand between the answers
    model = _load(int(model_file))
    forked_jobs.serve(lambda job: _speak(model, job), answers)


def _load(descriptor: int) -> Any:  # noqa: ANN401  (an untyped library)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy must have no threads where processes fork
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # every request has another length: memory for one fits no other
    session = onnxruntime.InferenceSession(f"/dev/fd/{descriptor}", options, providers=["CPUExecutionProvider"])
    os.close(descriptor)
    return session


def _speak(model: Any, job: Job) -> bytes:  # noqa: ANN401
    """Return the samples of all requests in a row, each without the silence that the model puts around it."""
    import numpy as np

    parts, speed = [], np.array([job["speed"]], np.float32)
    for request in job["requests"]:
        tokens, style = np.array([request["tokens"]], np.int64), np.array([request["style"]], np.float32)
        (sound,) = model.run(["audio"], {"tokens": tokens, "style": style, "speed": speed})
        louder = sound * 10 ** (job["gain"] / 20)
        samples = (np.clip(louder, -1.0, 1.0) * 32767).round().astype("<i2")
        try:
            parts.append(trimmed(samples, SAMPLE_RATE))
        except BadClip:
            return b""
        parts.append(np.zeros(request["pause"] * SAMPLE_RATE // 1000, "<i2"))
    return np.concatenate(parts).tobytes() if parts else b""


if __name__ == "__main__":
    main()
