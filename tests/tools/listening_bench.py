"""Counts which planted faults the checks of a clip's sound find, and how many right clips they refuse.

    ./run listen [ENGINE ...] [--half 0|1] [--count N]

The texts are the sentences of seeds/, spoken by each engine's first voice (default: espeak). Half 0 is for choosing
limits, half 1 for reporting. The counts are by fault; another sentence's sound is counted by how much longer or shorter
that sentence is, since only that can be heard without understanding a word.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np

from service.errors import BadClip
from service.language import sentences
from service.model import SAMPLE_RATE
from service.sources.gather import gather
from service.speech import signal_checks, synthesizer, voice_profiles
from service.speech.clip_checks import check_length, sounding_seconds, speech_span, syllables
from service.speech.synthesis import converted, speech_request
from service.speech.text_frontend import TextFrontend
from service.speech.voice_habits import ClipMeasures, VoiceHabits
from tests.support.paths import ROOT, SEEDS, VOICES
from tests.support.planted_faults import Samples, plant

SHORTEST, LONGEST = 6, 90
"""Syllables of the sentences that are spoken."""
SEED = 5
Text = tuple[str, list[str | None]]
"""What is spoken, and the reading of each character."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", default=["espeak"])
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    parser.add_argument("--count", type=int, default=120)
    wanted = parser.parse_args()
    for name in wanted.engines:
        texts = spoken_texts()[: wanted.count][wanted.half :: 2]
        report(name, *clips_of(name, texts))


def spoken_texts() -> list[Text]:
    """Return the sentences of the seeds as they are spoken, with their readings, in an order by chance."""
    reader, found = TextFrontend([VOICES]), dict[str, list[str | None]]()
    for article in gather([str(SEEDS)], now=dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC)).articles:
        for written in (each for paragraph in article.paragraphs for each in sentences.split(paragraph)):
            spoken, readings = reader.read(written)
            if SHORTEST <= syllables(spoken) <= LONGEST:
                found[spoken] = [each.pinyin if each else None for each in readings]
    texts = list(found.items())
    random.Random(SEED).shuffle(texts)
    return texts


def clips_of(name: str, texts: Sequence[Text]) -> tuple[list[tuple[Text, Samples]], int, float]:
    """Return each text with its raw sound, the rate, and the CPU seconds that all of them took, children included."""
    engine = synthesizer.engine(name, ROOT / ".tingbao")
    voice = next(each for each in voice_profiles.load([VOICES]).values() if each.engine == name)
    before = sum(_cpu())
    requests = [speech_request(engine, spoken, readings, voice) for spoken, readings in texts]
    raws = dict(engine.speak(requests))
    found = []
    for index in range(len(texts)):
        pcm, rate = engine.decode(raws[index])
        samples = np.frombuffer(pcm, "<i2")
        found.append((texts[index], samples if rate == SAMPLE_RATE else converted(samples, rate).astype("<i2")))
    return found, SAMPLE_RATE, sum(_cpu()) - before


def _cpu() -> tuple[float, float]:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime for each in used), sum(each.ru_stime for each in used)


def report(name: str, clips: Sequence[tuple[Text, Samples]], rate: int, cpu: float) -> None:
    """Print what was found in the clips, and in the same with a fault each."""
    habits, chance = VoiceHabits(), np.random.default_rng(SEED)
    for (spoken, _), samples in clips:
        habits.learn(name, spoken, _measures(samples, rate))
    pace = sum(syllables(spoken) for (spoken, _), _ in clips) / sum(len(samples) / rate for _, samples in clips)
    found, of = Counter[str](), Counter[str]()
    started = time.process_time()
    for (spoken, readings), samples in clips:
        if fault := _fault(samples, rate, (spoken, readings), habits, name, pace):
            found["right clips refused"] += 1
            print(f"refused: {spoken}: {fault}")
        of["right clips refused"] += 1
    checked = time.process_time() - started
    for index, ((spoken, readings), samples) in enumerate(clips):
        (text, _), other = clips[(index + 1) % len(clips)]
        ratio = abs(math.log(syllables(text) / syllables(spoken)))
        length = "over 30 %" if ratio > math.log(1.3) else "15 to 30 %" if ratio > math.log(1.15) else "under 15 %"
        for kind, planted in plant(samples, rate, other, chance):
            what = f"{kind}, {length} longer or shorter" if kind == "another sentence" else kind
            of[what] += 1
            found[what] += bool(_fault(planted, rate, (spoken, readings), habits, name, pace))
    seconds = sum(len(samples) for _, samples in clips) / rate
    print(f"{name}: {len(clips)} clips, {seconds:.0f} s; CPU: {cpu:.2f} s to speak, {checked:.2f} s to check")
    for what, number in of.items():
        print(f"  {what:48} {found[what]:4} of {number}")


def _measures(samples: Samples, rate: int) -> ClipMeasures:
    start, end = speech_span(samples, rate)
    return ClipMeasures(sounding_seconds(samples[start:end], rate), (len(samples) - end) / rate)


def _fault(samples: Samples, rate: int, text: Text, habits: VoiceHabits, voice: str, pace: float) -> str:
    """Return the first fault that a clip's checks find, as in a run."""
    spoken, readings = text
    try:
        start, end = speech_span(samples, rate)
        check_length((end - start) / rate, spoken, pace)
    except BadClip as fault:
        return str(fault)
    return signal_checks.fault(samples[start:end], rate, spoken, readings) or habits.fault(
        voice, spoken, _measures(samples, rate)
    )


if __name__ == "__main__":
    main()
