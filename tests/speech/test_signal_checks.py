"""The sound of real clips with planted faults; the same clips without any."""

import json
import subprocess
import sys

import numpy as np
import pytest

from service.model import SAMPLE_RATE
from service.speech import signal_checks, voice_profiles
from service.speech.clip_checks import trimmed
from service.speech.engines.espeak import Espeak
from service.speech.synthesis import converted, speech_request
from service.speech.text_frontend import TextFrontend
from tests.support.paths import VOICES
from tests.support.planted_faults import plant
from tests.support.tables import every_row

TEXTS = (
    "芦汀市三号车间昨天装好了第一条自动线，工序比去年少了五道。",
    "市人民医院的夜间门诊每天开到晚上九点。",
    "放水期间渠道水深流急，请家长看管好孩子。",
    "展厅里放着一条木船，观众可以坐上去试试。",
)


RHYMES = (
    "据市公交公司消息，十二路公交线由原来的终点站柏汀小学向东延长至长荇街道望棹家园，新增柏汀菜场和乐汀路口两站。",
    "气象台说，中东部有中到大雨，沪东中华造船厂的工人从红色的塔吊上下来。",
    "总统普遍同意各国总统统一行动，以注入推动共建的力量。",
    "石油输出国组织一月以后二零二六年的产量，以及其他商船的速度。",
)
"""What follows a syllable sounds nearly like it: 长至长, 中东, 总统, 注入, 及其."""


@pytest.fixture(scope="module")
def clips():
    """Each text with its readings and its raw sound."""
    return spoken(TEXTS)


def spoken(written):
    reader, engine = TextFrontend([VOICES]), Espeak()
    voice = voice_profiles.load([VOICES])["espeak-xia"]
    texts = [(text, [each.pinyin if each else None for each in reader.readings(text)]) for text in written]
    raws = dict(engine.speak([speech_request(engine, text, readings, voice) for text, readings in texts]))
    sounds = [engine.decode(raws[index]) for index in range(len(texts))]
    found = [(*text, np.frombuffer(pcm, "<i2"), rate) for text, (pcm, rate) in zip(texts, sounds, strict=True)]
    return [
        (text, readings, converted(sound, rate).astype("<i2"), SAMPLE_RATE) for text, readings, sound, rate in found
    ]


def heard(samples, rate, text, readings):
    return signal_checks.fault(trimmed(samples, rate), rate, text, readings)


def test_a_right_clip_has_no_fault(clips):
    assert [heard(samples, rate, text, readings) for text, readings, samples, rate in clips] == [""] * len(clips)


@pytest.mark.slow
def test_neighbours_that_rhyme_are_no_repetition():
    assert [heard(samples, rate, text, readings) for text, readings, samples, rate in spoken(RHYMES)] == [""] * 4


def test_a_text_without_a_mark_at_its_end_is_spoken_to_its_end():
    written = [text.rstrip("。") for text in TEXTS]
    assert [heard(samples, rate, text, readings) for text, readings, samples, rate in spoken(written)] == [""] * 4


FAULTS = {
    "noise at 0 dB": "noisy",
    "noise at 10 dB": "noisy",
    "noise at 20 dB": "noisy",
    "hum": "noisy|hums",
    "tone from the middle": "hums",
    "a vowel that sticks": "hums",
    "syllable said twice": "twice",
    "word said twice": "twice",
    "clause said twice": "twice",
}


def test_a_planted_fault_is_named(clips):
    missed = []
    for (text, readings, samples, rate), (*_, other, _) in zip(clips, [*clips[1:], clips[0]], strict=True):
        planted = dict(plant(samples, rate, other, np.random.default_rng(2)))
        for fault, words in FAULTS.items():
            said = heard(planted[fault], rate, text, readings)
            if not any(word in said for word in words.split("|")):
                missed.append((fault, text, said))
    assert missed == []


def test_an_end_in_the_middle_of_sound_is_named(clips):
    for text, readings, samples, rate in clips:
        loud = int(np.abs(samples[len(samples) // 2 :]).argmax()) + len(samples) // 2
        assert "middle of sound" in heard(samples[:loud], rate, text, readings)


def test_what_the_text_itself_says_twice_is_no_repetition(clips):
    text, readings, samples, rate = clips[1]
    doubled = dict(plant(samples, rate, samples, np.random.default_rng(2)))["word said twice"]
    fault = heard(doubled, rate, text, readings)
    at = float(fault.split(", ")[1].split()[0]) / (len(trimmed(doubled, rate)) / rate) * len(text)
    place = round(at)
    said = text[:place] + text[place : place + 2] + text[place:]
    assert heard(doubled, rate, said, readings[:place] + readings[place : place + 2] + readings[place:]) == ""


@every_row("seconds", [0.0, 0.004, 0.03, 0.2])
def test_the_shortest_clips_can_be_judged(seconds):
    sound = (8000 * np.sin(np.arange(round(seconds * 24_000)) * 0.06)).astype("<i2")
    assert isinstance(signal_checks.fault(sound, 24_000, "好", ["hao3"]), str)


@every_row("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_every_rate_is_looked_at_in_the_same_bands(rate):
    sound = np.random.default_rng(1).integers(-3000, 3000, rate * 2).astype("<i2")
    reduced, reduced_rate = signal_checks._reduced(sound, rate)
    assert 7000 <= reduced_rate <= 9000
    assert signal_checks._levels(reduced, reduced_rate).shape[1] == signal_checks.BANDS


MEMORY = """
import json, resource, sys, time
import numpy as np
from service.speech import signal_checks
rng = np.random.default_rng(1)
def look(seconds):
    time_axis = np.arange(seconds * 24_000) / 24_000
    sound = (rng.standard_normal(len(time_axis)) * 3000 * np.sin(4 * time_axis) ** 2).astype("<i2")
    started = time.process_time()
    signal_checks.fault(sound, 24_000, "今天" * (2 * seconds), ["jin1", "tian1"] * (2 * seconds))
    return time.process_time() - started
look(60)
before, short = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, look(60)
long = look(600)
print(json.dumps([short, long, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before]))
"""


@pytest.mark.slow
def test_ten_minutes_take_ten_times_the_work_of_one_and_little_memory():
    told = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True).stdout
    short, long, kilobytes = json.loads(told)
    assert long < 25 * short + 0.5
    assert kilobytes < 600_000
