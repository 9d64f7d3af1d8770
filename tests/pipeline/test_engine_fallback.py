"""Whole episodes by the real edge-tts client from a service that answers, refuses, loses a voice or breaks off."""

import functools
import json
import re
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from service.core.progress import Progress, StageTimer
from service.editing import wording
from service.errors import EngineUnavailable
from service.pipeline.cast import Cast
from service.pipeline.engine_fallback import casts_after
from service.speech.engines import edge, kokoro
from service.speech.synthesis import VoiceLost
from service.speech.voice_profiles import Voice
from tests.support.edge_server import Service, running, spoken_seconds

BODY = (
    "青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，惠及沿线六个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。\n\n"
    "居民普遍反映，用水高峰时的水压明显比过去稳定。水厂负责人介绍，水质检测由每月一次增加到每周一次，结果向社会公开。"
)
MAKE = ("make", "page.md", "--date", "2026-03-21", "--length", "40s", "--json")


@pytest.fixture
def serve(monkeypatch, tmp_path):
    """Start the stand-in with a plan (connection number -> fault), and put a page where the command runs."""
    for name in ("http_proxy", "https_proxy", "ws_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(edge, "EdgeLimits", functools.partial(edge.EdgeLimits, backoff=0.01))
    (tmp_path / "page.md").write_text(f"# 城东水厂二期完工\n\n{BODY}\n", "utf-8")
    stack = []

    def start(plan=lambda number: "", service=Service):
        stand_in = service(plan)
        context = running(stand_in)
        monkeypatch.setattr("edge_tts.communicate.WSS_URL", context.__enter__())
        stack.append(context)
        return stand_in

    yield start
    for context in stack:
        context.__exit__(None, None, None)


@pytest.fixture
def light(monkeypatch):
    """An installation without the neural voice."""

    def available(self, voices=()):
        raise EngineUnavailable("kokoro needs the package onnxruntime.")

    monkeypatch.setattr(kokoro.Kokoro, "available", available)


def manifest(report):
    return json.loads((Path(report["mp3"]).parent / "episode.json").read_text("utf-8"))


def utterances(episode):
    return [(s["voice"], u["spoken"]) for s in episode["script"]["segments"] for u in s["utterances"]]


@pytest.mark.slow
def test_every_word_is_sent_and_heard(tingbao, serve):
    service = serve()
    made = tingbao(*MAKE, "--engine", "edge")
    assert made.code == 0, made.err
    report, episode = made.json, manifest(made.json)
    assert (report["engine"], report["voices"], report["warnings"]) == ("edge", ["edge-xiaoxiao", "edge-yunyang"], [])
    sound = miniaudio.decode(Path(report["mp3"]).read_bytes(), nchannels=1)
    samples = np.abs(np.frombuffer(sound.samples, "<i2").astype(int))
    for (_, spoken), cue in zip(utterances(episode), episode["cues"], strict=True):
        assert spoken in service.texts
        drawn_out = wording.notice_seconds(spoken) if wording.is_notice(spoken) else 0.0
        assert cue["end"] - cue["start"] == pytest.approx(max(spoken_seconds(spoken), drawn_out), abs=0.2)
        heard = samples[round(cue["start"] * sound.sample_rate) : round(cue["end"] * sound.sample_rate)]
        steps = heard[: len(heard) // 4800 * 4800].reshape(-1, 4800)
        assert steps.max(axis=1).min() > 1000


@pytest.mark.slow
def test_where_the_text_goes_is_said_once_before_it_goes(tingbao, serve):
    service = serve()
    first = tingbao(*MAKE)
    assert "Microsoft" in first.err
    assert "--engine espeak" in first.err
    assert len([line for line in first.err.splitlines() if "Microsoft" in line]) == 1
    assert first.json["engine"] == "edge"
    assert "Microsoft" not in tingbao(*MAKE, "--force").err
    assert len(service.texts) == len(set(service.texts)) + 1  # nothing twice but the greeting that asks who is there


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["auto", "edge"])
def test_refused_it_is_the_next_that_can_for_the_whole_episode(tingbao, serve, light, engine):
    service = serve(lambda number: "refused")
    made = tingbao(*MAKE, "--engine", engine)
    assert made.code == 0, made.err
    assert (made.json["engine"], made.json["voices"]) == ("espeak", ["espeak-xia", "espeak-yun"])
    refused, missing = made.json["warnings"]
    assert "403" in refused
    assert "made with kokoro" in refused
    assert "made with espeak" in missing
    assert refused in made.err
    assert "Microsoft" not in made.err
    connections = service.connections
    again = tingbao(*MAKE, "--engine", engine, "--force").json  # the outage is remembered
    assert service.connections == connections
    assert again["engine"] == "espeak"


@pytest.mark.slow
def test_what_failed_is_not_asked_again_where_the_material_runs_out(tingbao, serve, light):
    """Such a programme is chosen twice: as it should be, and at length."""
    serve(lambda number: "refused")
    made = tingbao("make", "page.md", "--date", "2026-03-21", "--length", "2m", "--json", "--engine", "edge").json
    assert made["short"]
    assert [warning.partition(". ")[2] for warning in made["warnings"][:2]] == [
        "The whole episode is made with kokoro instead.",
        "The whole episode is made with espeak instead.",
    ]
    assert sum("whole episode" in warning for warning in made["warnings"]) == 2


@pytest.mark.slow
def test_an_outage_midway_leaves_no_mixture(tingbao, serve, light):
    serve(lambda number: "" if number < 4 else "refused")
    made = tingbao(*MAKE, "--engine", "edge")
    episode = manifest(made.json)
    assert episode["engine"] == "espeak"
    assert {voice for voice, _ in utterances(episode)} == {"espeak-xia", "espeak-yun"}
    assert "made with espeak" in made.json["warnings"][-1]


def without(*names):
    """A service from which these voices are withdrawn: it answers them without sound."""

    class Withdrawn(Service):
        async def converse(self, request, socket, fault):
            receive = socket.receive_str

            async def receive_str():
                message = await receive()
                lost = any(name in message for name in names)
                return re.sub(r"(<prosody[^>]*>).*(</prosody>)", r"\1\2", message, flags=re.S) if lost else message

            socket.receive_str = receive_str
            await super().converse(request, socket, fault)

    return Withdrawn


@pytest.mark.slow
def test_a_lost_voice_gives_way_to_its_fallback_in_the_whole_episode(tingbao, serve):
    serve(service=without("YunyangNeural"))
    made = tingbao(*MAKE, "--engine", "edge")
    episode = manifest(made.json)
    assert (episode["engine"], episode["voices"]) == ("edge", ["edge-xiaoxiao", "edge-yunxi"])
    assert {voice for voice, _ in utterances(episode)} == {"edge-xiaoxiao", "edge-yunxi"}
    (warning,) = made.json["warnings"]
    assert "edge-yunyang" in warning
    assert "edge-yunxi" in warning


@pytest.mark.slow
def test_without_a_fallback_the_next_engine_speaks(tingbao, serve, light):
    serve(service=without("YunyangNeural", "YunxiNeural"))
    made = tingbao(*MAKE, "--engine", "edge")
    assert made.json["engine"] == "espeak"
    assert len(made.json["warnings"]) == 3


@pytest.mark.slow
def test_a_script_is_spoken_by_whoever_can(tingbao, serve, light):
    serve(lambda number: "refused")
    assert tingbao(*MAKE, "--script-out", "script.json").code == 0
    assert "edge-xiaoxiao" in Path("script.json").read_text("utf-8")
    made = tingbao("make", "--script", "script.json", "--json").json
    assert made["engine"] == "espeak"
    assert {voice for voice, _ in utterances(manifest(made))} == {"espeak-xia", "espeak-yun"}


VOICES = {
    "lead": Voice("lead", "edge", "甲", fallback="spare"),
    "spare": Voice("spare", "edge", "乙", fallback="lead"),
    "alone": Voice("alone", "edge", "丙"),
}
CASTS = (Cast("edge", (VOICES["lead"], VOICES["alone"])), Cast("espeak", (Voice("xia", "espeak", "夏"),)))


class Run:
    """What a run warns of and counts."""

    def __init__(self):
        self.counted = []
        self.timer = StageTimer(Progress(count=lambda name, number: self.counted.extend([name] * number)))

    @property
    def warnings(self):
        return self.timer.warnings


def after(error, casts=CASTS):
    run = Run()
    return casts_after(error, casts, VOICES, run.timer), run


def test_a_lost_voice_is_replaced_in_its_own_cast():
    (first, second), run = after(VoiceLost(VOICES["lead"]))
    assert [voice.name for voice in first.voices] == ["spare", "alone"]
    assert (first.engine, second) == ("edge", CASTS[1])
    assert run.counted == ["fallbacks"]
    assert "spare (乙) speaks in its place" in run.warnings[0]


@pytest.mark.parametrize("lost", ["spare", "alone"])
def test_a_voice_whose_fallback_is_lost_too_ends_its_cast(lost):
    casts, _ = after(VoiceLost(VOICES["lead"]))
    casts, run = after(VoiceLost(VOICES[lost]), casts)
    assert casts == CASTS[1:]
    assert run.counted == ["engine_failures", "fallbacks"]
    assert "made with espeak instead" in run.warnings[0]


def test_the_last_cast_that_fails_is_the_error():
    with pytest.raises(EngineUnavailable, match="no sound"):
        after(EngineUnavailable("no sound"), CASTS[1:])
