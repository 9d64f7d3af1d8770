"""What every engine must do, run against each with its real parts."""

import contextlib
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.errors import BadClip, ConfigError
from service.model import SAMPLE_RATE
from service.speech import engines, voice_profiles
from service.speech.engines import ENGINES, SpeechRequest, load
from service.speech.synthesis import speech_request, synthesize
from service.storage.disk_cache import DiskCache
from tests.support import tiny_model
from tests.support.edge_server import Service, running
from tests.support.http_server import serving
from tests.support.paths import VOICES
from tests.support.speech_server import SpeechServer, azure_sound, state

TEXTS = ("今天的新闻，各地天气都很好。", "今天的新闻，说完了。", "今天的新闻，各地天气都很好，新闻说完了，今天都好。")
SHIPPED = VOICES
MODELS = ("kokoro", "sherpa")
"""Engines whose process loads a model: their rows are slow."""


@pytest.fixture(
    params=[pytest.param(name, marks=[pytest.mark.slow] if name in MODELS else []) for name in sorted(ENGINES)]
)
def part(request, tmp_path, monkeypatch):
    """The engine, and a voice of it."""
    if request.param == "sherpa":
        pytest.importorskip("sherpa_onnx")
        tiny_model.write(tmp_path / "models" / "tiny")
        settings = (("model", "tiny"),)
        yield (
            load("sherpa"),
            voice_profiles.Voice("tiny", "sherpa", "小", pace=4.0, settings=settings, origin=f"{tmp_path}/t.toml"),
        )
    elif request.param == "edge":
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with running(Service()) as address:
            monkeypatch.setattr("edge_tts.communicate.WSS_URL", address)
            yield load("edge"), voice_profiles.load([SHIPPED])["edge-xiaoxiao"]
    elif request.param == "openai":
        with serving(SpeechServer, **state()) as server:
            there = (("base_url", f"{server.url}/v1"), ("key", ""), ("model", "m"), ("voice", "v"))
            yield (
                load("openai"),
                voice_profiles.Voice("v", "openai", "某", pace=5.0, settings=there, origin="v.toml"),
            )
    elif request.param == "azure":
        monkeypatch.setenv("TINGBAO_AZURE_KEY", "a-key")
        with serving(SpeechServer, **state(azure_sound)) as server:
            monkeypatch.setenv("TINGBAO_AZURE_BASE_URL", server.url)
            yield load("azure"), voice_profiles.Voice("v", "azure", "某", pace=5.0, origin="v.toml")
    else:
        anchor = {"espeak": "espeak-xia", "kokoro": "kokoro-anhe"}[request.param]
        yield load(request.param), voice_profiles.load([SHIPPED])[anchor]


def requests_for(engine, voice):
    return [SpeechRequest(engine.render(text, [None] * len(text), voice), voice) for text in TEXTS]


def test_it_is_available_under_its_name(part):
    engine, voice = part
    assert engine.name == voice.engine
    engine.available([voice])


def test_it_says_what_its_voices_cost_and_whether_they_may_be_broadcast(part):
    engine, voice = part
    for said in (engine.terms(), engine.terms(voice)):
        assert all((said.cost, said.text_goes_to, said.source, said.licence))
        assert said.verdict.startswith({True: "yes", False: "no", None: "depends"}[said.broadcast])
    assert engines.terms(voice) == engine.terms(voice)
    named = engines.terms(replace(voice, licence="CC0-1.0"))
    assert (named.broadcast, named.verdict) == (True, "yes: CC0-1.0")
    assert engine.new_voice


def test_every_text_is_answered_once_with_sound(part):
    engine, voice = part
    answers = list(engine.speak(requests_for(engine, voice)))
    assert sorted(index for index, _ in answers) == [0, 1, 2]
    seconds = {}
    for index, raw in answers:
        pcm, rate = engine.decode(raw)
        assert len(pcm) % 2 == 0
        seconds[index] = len(pcm) / 2 / rate
    assert seconds[1] < seconds[0] < seconds[2]


def test_nothing_asked_nothing_answered(part):
    engine, _ = part
    assert list(engine.speak([])) == []


def test_text_without_readings_stays_as_it_is(part):
    engine, voice = part
    assert [request.text for request in requests_for(engine, voice)] == list(TEXTS)


def test_the_key_is_of_the_request_and_nothing_else(part):
    engine, voice = part
    key = engine.key(SpeechRequest("今天", voice))
    assert key == engine.key(
        SpeechRequest("今天", replace(voice, anchor="某", pace=5.5, fallback="", licence="CC0-1.0"))
    )
    assert key != engine.key(SpeechRequest("明天", voice))
    others = {"espeak": ("rate", 200), "sherpa": ("speed", 1.1), "openai": ("speed", 1.1), "kokoro": ("speed", 0.95)}
    other = others.get(engine.name, ("rate", "+9%"))
    changed = tuple(sorted({**dict(voice.settings), other[0]: other[1]}.items()))
    assert key != engine.key(SpeechRequest("今天", replace(voice, settings=changed)))
    assert load(engine.name).key(SpeechRequest("今天", voice)) == key


def test_an_unknown_setting_is_a_config_error(part):
    engine, voice = part
    strange = replace(voice, settings=(*voice.settings, ("zest", 1)))
    with pytest.raises(ConfigError, match="zest"):
        engine.key(SpeechRequest("今天", strange))


@pytest.mark.parametrize("raw", [b"", b"no sound", bytes(5000)])
def test_what_is_no_sound_does_not_decode(part, raw):
    engine, _ = part
    with pytest.raises(BadClip):
        engine.decode(raw)


def children():
    """The processes that this one has started and that are not gone."""
    found = set()
    for each in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):  # a thread that has just ended
            found |= set(each.read_text().split())
    return found


def own_threads():
    """The threads of this process but for those of a stand-in that answers."""
    return {thread for thread in threading.enumerate() if "process_request" not in thread.name}


def test_stopping_early_leaves_nothing_running(part):
    engine, voice = part
    threads, before = own_threads(), children()
    answers = engine.speak(requests_for(engine, voice))
    next(answers)
    answers.close()
    assert own_threads() == threads
    assert children() <= before


def test_clips_come_in_order_and_from_the_cache_the_next_time(part, tmp_path):
    engine, voice = part
    requests = [speech_request(engine, text, [None] * len(text), voice) for text in TEXTS]
    cache = DiskCache(tmp_path / "clips")
    clips = synthesize(requests, engine, cache)
    assert {clip.rate for clip in clips} == {SAMPLE_RATE}
    assert [clip.key for clip in clips] == [engine.key(request) for request in requests_for(engine, voice)]
    cache_only: Any = type("Mute", (), {name: getattr(engine, name) for name in ("render", "key", "decode")})
    assert synthesize(requests, cache_only, cache) == clips
