"""The real library: what it would say is read from its phonemes, what it says from its samples."""

import contextlib
import fcntl
import os
import random
import re
import signal
import subprocess
import sys
import termios
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import ConfigError, EngineUnavailable
from service.speech import voice_profiles
from service.speech.engines import SpeechRequest, load
from service.speech.engines.espeak import Espeak, _library, _phonemes, _start
from service.speech.espeak.ssml_respelling import PHONEME_MARKS
from tests.support.examples import examples
from tests.support.paths import ROOT, VOICES


@pytest.fixture(scope="module")
def engine():
    return load("espeak")


@pytest.fixture(scope="module")
def xia():
    return voice_profiles.load([VOICES])["espeak-xia"]


def said(text):
    """The phonemes that espeak says for a rendered text, without stress and boundaries."""
    return PHONEME_MARKS.sub("", _library().phonemes(text))


READINGS = [
    ("银行行长在成长", "yin2 hang2 hang2 zhang3 zai4 cheng2 zhang3", "yin2 hang2 hang2 zhang3 zai4 cheng2 zhang3"),
    ("熊雄兄穷琼胸凶", "xiong2 xiong2 xiong1 qiong2 qiong2 xiong1 xiong1", "xong2 xong2 xong1 qong2 qong2 xong1 xong1"),
    ("一会儿去那儿", "yi1 hui4 er2 qu4 na4 er2", "yi2 hui4 er2 qu4 na4 er2"),
    ("乐陵", "lao4 ling2", "lao4 ling2"),
    ("华山姓华", "hua4 shan1 xing4 hua4", "hua4 shan1 xing4 hua4"),
    ("不是第一", "bu4 shi4 di4 yi1", "bu2 shi4 di4 yi1"),
    ("一年一度", "yi1 nian2 yi1 du4", "yi4 nian2 yi2 du4"),
    ("绿地", "lv4 di4", "lv4 di4"),
]


@pytest.mark.parametrize(("text", "planned", "heard"), READINGS)
def test_the_planned_reading_is_the_one_spoken(engine, xia, text, planned, heard):
    rendered = engine.render(text, planned.split(), xia)
    assert said(rendered) == "".join(said(syllable) for syllable in heard.split())


def test_what_espeak_reads_right_is_left_alone(engine, xia):
    assert engine.render("中国，人民。", ["zhong1", "guo2", None, "ren2", "min2", None], xia) == "中国，人民。"


def test_letters_are_mandarin_and_words_stay(engine, xia):
    rendered = engine.render("AI和WiFi", [None, None, "he2", None, None, None, None], xia)
    assert "WiFi" in rendered
    assert "(en)" not in _phonemes(rendered.replace("WiFi", ""))


def test_the_order_of_texts_changes_no_byte(engine, xia):
    texts = [f"{name}今天在这里说话，天气很好。" for name in ("王", "李", "张", "赵", "钱", "孙")]
    requests = [SpeechRequest(text, xia) for text in texts]
    once = dict(engine.speak(requests))
    shuffled = random.Random(7).sample(range(len(texts)), len(texts))
    again = {shuffled[i]: raw for i, raw in Espeak(workers=1).speak([requests[i] for i in shuffled])}
    assert again == once


def test_the_anchors_differ(engine):
    both = voice_profiles.load([VOICES])
    raws = dict(
        engine.speak([SpeechRequest("各位听众，早上好。", both[name]) for name in ("espeak-xia", "espeak-yun")])
    )
    assert raws[0] != raws[1]


@pytest.mark.parametrize(
    "setting", [("rate", 9999), ("rate", "fast"), ("variant", "../x"), ("variant", "f3"), ("tempo", 3)]
)
def test_an_impossible_setting_is_named(engine, setting):
    voice = voice_profiles.Voice("v", "espeak", "某", settings=(setting,), origin="v.toml")
    with pytest.raises(ConfigError, match=rf"v\.toml.*{setting[0]}"):
        engine.key(SpeechRequest("你好", voice))


@pytest.fixture(scope="module")
def syllables():
    """Characters with the readings that a dictionary knows for them."""
    from pypinyin import Style, pinyin

    table = []
    for code in range(0x4E01, 0x9FA6, 7):
        readings = pinyin(chr(code), Style.TONE3, heteronym=True, neutral_tone_with_five=True, v_to_u=False)[0]
        table += [(chr(code), reading) for reading in readings if re.fullmatch("[a-z]*[aeiouv][a-z]*[1-5]", reading)]
    return table


@settings(derandomize=True, max_examples=examples(20, 600), deadline=None, database=None)
@given(picks=st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_any_reading_can_be_forced(engine, xia, syllables, picks):
    chosen = [syllables[pick % len(syllables)] for pick in picks]
    text, readings = "".join(c for c, _ in chosen), [reading for _, reading in chosen]
    rendered = engine.render(text, readings, xia)
    wanted = (re.sub("^([jqx])iong", r"\1ong", reading) for reading in readings)
    assert said(rendered) == "".join(said(pinyin) for pinyin in wanted)


def test_one_process_speaks_all_that_an_engine_is_asked_and_ends_with_it(xia):
    engine, request = Espeak(), SpeechRequest("今天。", xia)
    first = list(engine.speak([request]))
    [child] = engine._processes._idle
    assert list(engine.speak([request])) == first
    assert engine._processes._idle == [child]
    del engine
    assert child._process.returncode == -signal.SIGKILL


def test_a_process_whose_answers_nobody_waits_for_is_asked_no_more(xia):
    engine = Espeak()
    answers = engine.speak([SpeechRequest("今天。", xia), SpeechRequest("明天。", xia)])
    next(answers)
    del answers
    assert engine._processes._idle == []
    assert len(list(engine.speak([SpeechRequest("后天。", xia)]))) == 1


@pytest.mark.slow
def test_a_clip_that_was_cut_off_while_it_was_handed_over_is_not_taken_for_whole():
    """Its process waits amid a write for room in the pipe, and is killed."""
    job = {"text": "今天的新闻说完了。" * 20, "variant": "", "rate": 225, "pitch": 50, "range": 50, "volume": 60}
    with contextlib.closing(_start(60)) as child:
        child.order({"workers": 1, "jobs": [job] * 3})
        pipe = child._process.stdout
        room, deadline = fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ), time.monotonic() + 60
        while _waiting(pipe) < room:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        child._process.kill()
        with pytest.raises(EngineUnavailable, match="ended before"):
            list(child.answers(3))


def _waiting(pipe):
    """The bytes in a pipe."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


WITHOUT_FILES = """
import ctypes, resource
from service.speech.engines import espeak
paths = espeak._paths()
ctypes.CDLL(paths[0])
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
try:
    espeak.Espeak().available()
except OSError as error:
    print(error.strerror)
"""


def test_where_no_file_may_be_opened_that_is_said_and_no_voice_missed():
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_FILES], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "Too many open files\n", done.stderr


@pytest.mark.slow
def test_threads_may_be_the_first_to_use_it_together():
    """As those of a cluster's worker are: each in a process that has not loaded the library yet."""
    script = """
import threading
from service.speech.engines import load
start, faults = threading.Barrier(8), []
def use():
    start.wait()
    try:
        load("espeak").available()
    except Exception as fault:
        faults.append(fault)
threads = [threading.Thread(target=use) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
print(len(faults))
"""
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout == "0\n"
