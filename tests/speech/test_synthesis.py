"""Plan to clips with the real espeak: cached, trimmed, checked."""

import os
import subprocess
import sys

import numpy as np
import pytest

from service.errors import BadClip
from service.model import SAMPLE_RATE
from service.speech import voice_profiles
from service.speech.engines.espeak import Espeak
from service.speech.engines.wav import to_wav
from service.speech.synthesis import VoiceLost, converted, speech_request, synthesize
from service.storage.disk_cache import DiskCache
from tests.support.paths import VOICES

VOICE = voice_profiles.load([VOICES])["espeak-xia"]
TEXTS = ["各位听众，早上好。", "今天的天气很好，适合外出走走。", "各位听众，早上好。"]


class Counted(Espeak):
    """espeak that counts, and answers with something else where a test asks for it."""

    def __init__(self, spoil=None):
        super().__init__()
        self.spoken = []
        self.spoil = spoil or (lambda text, raw, nth: raw)

    def speak(self, requests):
        for index, raw in super().speak(requests):
            text = requests[index].text
            self.spoken.append(text)
            yield index, self.spoil(text, raw, self.spoken.count(text))


def requests(texts):
    return [speech_request(Espeak(), text, [None] * len(text), VOICE) for text in texts]


@pytest.fixture
def cache(tmp_path):
    return DiskCache(tmp_path)


def test_one_clip_each_and_each_text_once(cache):
    engine, steps = Counted(), []
    clips = synthesize(requests(TEXTS), engine, cache, lambda done, of: steps.append((done, of)))
    assert len(clips) == 3
    assert clips[0] == clips[2]
    assert len(engine.spoken) == 2
    assert steps == [(1, 2), (2, 2)]
    assert {clip.rate for clip in clips} == {SAMPLE_RATE}
    again = Counted()
    assert synthesize(requests(TEXTS), again, cache) == clips
    assert again.spoken == []


def test_ends_are_trimmed_to_a_twentieth_of_a_second(cache):
    for clip in synthesize(requests(TEXTS), Espeak(), cache):
        level = np.abs(np.frombuffer(clip.pcm, "<i2").astype(int))
        heard = np.flatnonzero(level > 0.02 * level.max())
        assert heard[0] / SAMPLE_RATE <= 0.08
        assert (len(level) - 1 - heard[-1]) / SAMPLE_RATE <= 0.08


@pytest.fixture(scope="module")
def good_clips(tmp_path_factory):
    """The clips of the texts from an engine that makes no mistake."""
    return synthesize(requests(TEXTS), Espeak(), DiskCache(tmp_path_factory.mktemp("good")))


def quarter(raw):
    pcm, rate = Espeak().decode(raw)
    return to_wav(pcm[: len(pcm) // 8 * 2], rate)


SPOILT = {
    "no answer": lambda raw: b"",
    "garbage": lambda raw: b"no sound at all",
    "cut off": lambda raw: raw[: len(raw) // 2],
    "too short": quarter,
    "silent": lambda raw: to_wav(bytes(100_000), 22050),
    "too long": lambda raw: to_wav(Espeak().decode(raw)[0] * 5, 22050),
    "silent inside": lambda raw: to_wav(Espeak().decode(raw)[0] + bytes(80_000) + Espeak().decode(raw)[0], 22050),
    "distorted": lambda raw: to_wav(
        (np.frombuffer(Espeak().decode(raw)[0], "<i2").clip(-400, 400) * 81.9).astype("<i2").tobytes(), 22050
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_bad_clip_is_made_again(cache, good_clips, how):
    engine = Counted(lambda text, raw, nth: SPOILT[how](raw) if nth == 1 and "天气" in text else raw)
    assert synthesize(requests(TEXTS), engine, cache) == good_clips
    assert engine.spoken.count(TEXTS[1]) == 2


def test_a_clip_that_stays_bad_is_named(cache):
    engine = Counted(lambda text, raw, nth: quarter(raw) if "天气" in text else raw)
    with pytest.raises(VoiceLost, match="今天的天气"):
        synthesize(requests(TEXTS), engine, cache)
    assert engine.spoken.count(TEXTS[1]) == 3


def test_a_voice_that_says_nothing_is_lost(cache):
    with pytest.raises(VoiceLost) as caught:
        synthesize(requests(TEXTS), Counted(lambda text, raw, nth: b""), cache)
    assert caught.value.voice == VOICE


def test_damage_in_the_cache_is_made_again(cache, good_clips):
    assert synthesize(requests(TEXTS), Espeak(), cache) == good_clips
    for path in cache.folder.glob("*/*"):
        path.write_bytes(path.read_bytes()[:-100])
    assert synthesize(requests(TEXTS), Espeak(), cache) == good_clips


@pytest.mark.slow
def test_another_rate_is_reached_with_the_same_bytes_whatever_was_in_memory():
    chance = np.random.default_rng(3)
    for _ in range(60):
        tone = (np.sin(np.arange(chance.integers(20_000, 60_000)) / 7) * 3000).astype("<i2")
        results = set()
        for _ in range(3):
            [chance.standard_normal(chance.integers(10, 30_000)) * 1e4 for _ in range(20)]  # leaves its traces
            result = converted(tone, 22_050)
            results.add(result.tobytes())
        assert len(results) == 1
        assert len(result) == round(len(tone) * SAMPLE_RATE / 22_050)


def test_punctuation_alone_is_refused(cache):
    with pytest.raises(BadClip, match="nothing to speak"):
        synthesize(requests(["……"]), Espeak(), cache)


KILLED = """
import sys
import os
import subprocess
import sys
from pathlib import Path
from service.speech import voice_profiles
from service.storage.disk_cache import DiskCache
from service.speech.engines import load
from service.speech.synthesis import speech_request, synthesize
voice = voice_profiles.load([Path(sys.argv[1])])["espeak-xia"]
engine = load("espeak")
requests = [speech_request(engine, text, [None] * len(text), voice) for text in sys.stdin.read().split()]
synthesize(requests, engine, DiskCache(Path(sys.argv[2])), lambda done, of: print(done, flush=True))
"""


@pytest.mark.slow
def test_a_killed_run_repeats_nothing_that_was_done(cache):
    texts = [f"{a}{b}今天在城里说了很多话，大家都听见了。" for a in "赵钱孙李周吴" for b in "甲乙丙丁"]
    voices_folder = VOICES
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(voices_folder), str(cache.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(voices_folder.parent)},
    )
    run.stdin.write("\n".join(texts).encode())
    run.stdin.close()
    reported = next(int(line) for line in run.stdout if int(line) >= 5)
    run.kill()
    run.wait()
    run.stdout.close()
    kept = cache.usage().entries
    assert kept >= reported
    engine = Counted()
    clips = synthesize(requests(texts), engine, cache)
    assert len(clips) == len(texts)
    assert len(engine.spoken) == len(texts) - kept


COUNTING = """
import sys
from pathlib import Path
from service.speech import voice_profiles
from service.storage.disk_cache import DiskCache
from service.speech.engines.espeak import Espeak
from service.speech.synthesis import speech_request, synthesize
class Counted(Espeak):
    def speak(self, requests):
        for index, raw in super().speak(requests):
            print(requests[index].text)
            yield index, raw
voice = voice_profiles.load([Path(sys.argv[1])])["espeak-xia"]
texts = sys.stdin.readline().split()
engine = Counted()
requests = [speech_request(engine, text, [None] * len(text), voice) for text in texts]
assert len(synthesize(requests, engine, DiskCache(Path(sys.argv[2])))) == len(texts)
"""


@pytest.mark.slow
def test_shows_with_the_same_sentences_have_them_spoken_once(cache):
    texts = [f"{a}{b}今天在城里说了很多话，大家都听见了。" for a in "赵钱孙李周吴" for b in "甲乙丙丁"]
    voices_folder = VOICES
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTING, str(voices_folder), str(cache.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(voices_folder.parent)},
        )
        for _ in range(3)
    ]
    for place, run in enumerate(runs):
        run.stdin.write(" ".join(texts[place * 4 : 16 + place * 4]) + "\n")
        run.stdin.flush()
    spoken = [line for run in runs for line in run.communicate()[0].split()]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert sorted(spoken) == sorted(texts)
