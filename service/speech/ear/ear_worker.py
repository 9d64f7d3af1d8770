"""A process of its own that hears clips with sherpa-onnx: `python -m service.speech.ear.ear_worker`.

Loading an unfit model ends the process, so nobody else loads one. Reads one line of JSON on stdin: model (an `EarModel`
as a dictionary), threads, rate, sound (the descriptor of a file with all samples, 16-bit mono), jobs (each a start and
a size in bytes). Writes for each job what is heard, a JSON string, as `framed_answers` does.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from service.speech.framed_answers import put


def main() -> None:
    """Hear what stdin asks for."""
    order = json.loads(sys.stdin.buffer.readline())
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever the library prints must not stand between the answers
    recognizer = _load(order["model"], order["threads"])
    for number, (start, size) in enumerate(order["jobs"]):
        text = _heard(recognizer, os.pread(order["sound"], size, start), order["rate"])
        put(answers, number, json.dumps(text).encode())


def _load(model: dict[str, str], threads: int) -> Any:  # noqa: ANN401  (an untyped library)
    import sherpa_onnx  # type: ignore[import-untyped]

    make, tokens = sherpa_onnx.OfflineRecognizer, model["tokens"]
    if model["family"] == "whisper":
        return make.from_whisper(
            encoder=model["encoder"], decoder=model["decoder"], tokens=tokens, language="zh", num_threads=threads
        )
    if model["family"] == "paraformer":
        return make.from_paraformer(paraformer=model["model"], tokens=tokens, num_threads=threads)
    return make.from_sense_voice(model=model["model"], tokens=tokens, language="zh", num_threads=threads)


def _heard(recognizer: Any, pcm: bytes, rate: int) -> str:  # noqa: ANN401
    import numpy as np

    stream = recognizer.create_stream()
    stream.accept_waveform(rate, np.frombuffer(pcm, "<i2").astype(np.float32) / 32768)
    recognizer.decode_stream(stream)
    return str(stream.result.text)


if __name__ == "__main__":
    main()
