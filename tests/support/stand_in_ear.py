"""A recognizer folder, and a stand-in for the package sherpa_onnx that the ear's process really loads.

It hears of a clip what a table says for the number of its samples; no model is at work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_PACKAGE = """
import json, os, types
class OfflineRecognizer:
    @classmethod
    def from_sense_voice(cls, model, tokens, language, num_threads):
        return cls(model)
    @classmethod
    def from_paraformer(cls, paraformer, tokens, num_threads):
        return cls(paraformer)
    @classmethod
    def from_whisper(cls, encoder, decoder, tokens, language, num_threads):
        return cls(encoder)
    def __init__(self, path):
        self.told = json.load(open(os.path.join(os.path.dirname(path), "heard.json")))
        print("loaded", flush=True)
    def create_stream(self):
        return Stream()
    def decode_stream(self, stream):
        text = self.told.get(str(stream.samples), self.told.get("*", ""))
        if text == "DIE":
            os.abort()
        stream.result = types.SimpleNamespace(text=text)
class Stream:
    def accept_waveform(self, rate, samples):
        self.samples = len(samples)
"""


def write(folder: Path, heard: Mapping[str, str], family: str = "sense_voice_ctc") -> Path:
    """Write a recognizer that hears `heard`, by the number of samples or `*`. Return the folder of the package."""
    (folder / "ear").mkdir(parents=True, exist_ok=True)
    (folder / "ear" / "tokens.txt").write_text("a 0\n", "utf-8")
    (folder / "ear" / "model.int8.onnx").write_bytes(b"weights" * 100 + family.encode())
    (folder / "ear" / "heard.json").write_text(json.dumps(heard), "utf-8")
    package = folder / "packages" / "sherpa_onnx"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(_PACKAGE, "utf-8")
    return package.parent
