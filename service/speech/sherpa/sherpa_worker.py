"""A process of its own that speaks with one sherpa-onnx model: `python -m service.speech.sherpa.sherpa_worker`.

Loading an unfit model ends the process, so nobody else loads one. Reads one line of JSON on
stdin: model (a `ModelFolder` as a dictionary), threads, jobs (each text, speaker, speed, noise). Writes for each job
its answer, a WAV file, as `framed_answers` does; a text of which the model knows no word has none.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from service.speech.engines.wav import to_wav
from service.speech.framed_answers import put


def main() -> None:
    """Speak what stdin asks for."""
    order = json.loads(sys.stdin.buffer.readline())
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever the library prints must not stand between the answers
    voices: dict[float, Any] = {}
    for number, job in enumerate(order["jobs"]):
        if job["noise"] not in voices:
            voices[job["noise"]] = _load(order["model"], job["noise"], order["threads"])
        put(answers, number, _speak(voices[job["noise"]], job))


def _load(model: dict[str, str], noise: float, threads: int) -> Any:  # noqa: ANN401  (an untyped library)
    import sherpa_onnx  # type: ignore[import-untyped]

    files = {key: value for key, value in model.items() if value and key != "family"}
    if model["family"] == "vits":
        part = sherpa_onnx.OfflineTtsVitsModelConfig(**files, noise_scale=noise, noise_scale_w=noise)
    elif model["family"] == "matcha":
        files["acoustic_model"] = files.pop("model")
        part = sherpa_onnx.OfflineTtsMatchaModelConfig(**files, noise_scale=noise)
    else:
        part = sherpa_onnx.OfflineTtsKokoroModelConfig(**files)
    whole = sherpa_onnx.OfflineTtsModelConfig(**{model["family"]: part}, num_threads=threads)
    return sherpa_onnx.OfflineTts(sherpa_onnx.OfflineTtsConfig(model=whole))


def _speak(voice: Any, job: dict[str, Any]) -> bytes:  # noqa: ANN401
    import numpy as np

    sound = voice.generate(job["text"], sid=job["speaker"], speed=job["speed"])
    samples = np.asarray(sound.samples, dtype=np.float32)
    pcm = (np.clip(samples, -1.0, 1.0) * 32767).round().astype("<i2").tobytes()
    return to_wav(pcm, int(sound.sample_rate)) if len(samples) else b""


if __name__ == "__main__":
    main()
