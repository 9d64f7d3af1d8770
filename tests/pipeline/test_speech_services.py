"""Whole episodes by openai and azure from a stand-in: spoken, refused, too dear. The key is nowhere, the bill known."""

import functools
import json
from pathlib import Path

import pytest

from service.errors import EngineUnavailable
from service.speech.engines import kokoro, speech_service
from service.speech.engines.speech_service import ServiceLimits
from tests.support.http_server import serving
from tests.support.speech_server import SpeechServer, azure_sound, openai_sound, state

BODY = (
    "青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，惠及沿线六个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。\n\n"
    "居民普遍反映，用水高峰时的水压明显比过去稳定。水厂负责人介绍，水质检测由每月一次增加到每周一次，结果向社会公开。"
)
MAKE = ("make", "page.md", "--date", "2026-03-21", "--length", "40s", "--json")
KEY = "sk-7f3a-not-for-everybody"
SOUNDS = {"openai": openai_sound, "azure": azure_sound}


def unavailable(*_):
    """Have espeak take over, which is soon done."""
    raise EngineUnavailable("kokoro has the day off.")


@pytest.fixture(params=["openai", pytest.param("azure", marks=pytest.mark.slow)])
def engine(request):
    return request.param


@pytest.fixture
def server(engine, monkeypatch, tmp_path):
    """The stand-in, with a voice of it, and a page where the command runs."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv(f"TINGBAO_{engine.upper()}_KEY", KEY)
    monkeypatch.setattr(kokoro.Kokoro, "available", unavailable)
    (tmp_path / "page.md").write_text(f"# 城东水厂二期完工\n\n{BODY}\n", "utf-8")
    (tmp_path / "voices").mkdir()
    with serving(SpeechServer, **state(SOUNDS[engine])) as server:
        monkeypatch.setenv("TINGBAO_AZURE_BASE_URL", server.url)
        settings = f'[settings]\nbase_url = "{server.url}/v1"\nmodel = "m"\nvoice = "v"\n' if engine == "openai" else ""
        voice = f'engine = "{engine}"\nspeaker = "云小姐"\npace = 5.0\n{settings}'
        (tmp_path / "voices" / "studio.toml").write_text(voice, "utf-8")
        yield server


def everything_written(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def counted(folder):
    """What the newest run's record counts."""
    record = max((folder / ".tingbao" / "runs").rglob("*.json"), key=lambda path: path.stat().st_mtime)
    return json.loads(record.read_text("utf-8"))["counts"]


@pytest.mark.slow
def test_an_episode_is_spoken_and_the_key_is_nowhere(tingbao, server, engine, tmp_path):
    made = tingbao(*MAKE, "--engine", engine)
    assert made.code == 0, made.err
    assert (made.json["engine"], made.json["voices"], made.json["warnings"]) == (engine, ["studio"], [])
    assert "charge" in made.err
    assert KEY.encode() not in everything_written(tmp_path)
    assert KEY not in made.err + made.out
    sent = sum(len(json.loads(body)["input"]) for _, _, body in server.asked) if engine == "openai" else 1
    assert counted(tmp_path)["paid_characters"] >= sent
    assert engine != "openai" or counted(tmp_path)["paid_characters"] == sent
    asked = len(server.asked)
    assert tingbao(*MAKE, "--engine", engine, "--force").json["engine"] == engine
    assert len(server.asked) == asked  # all of it is in the cache


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["unknown key", "page", "down", "garbage", "empty"])
def test_what_fails_midway_is_made_whole_on_this_machine(tingbao, server, engine, fault, tmp_path, monkeypatch):
    monkeypatch.setattr(speech_service, "ServiceLimits", functools.partial(ServiceLimits, backoff=0.01))
    server.plan = lambda number: fault if number >= 3 else ""
    made = tingbao(*MAKE, "--engine", engine)
    assert made.code == 0, made.err
    assert made.json["engine"] == "espeak"
    assert [warning.split()[-2] for warning in made.json["warnings"]] == ["kokoro", "espeak"]
    assert KEY.encode() not in everything_written(tmp_path)


@pytest.mark.slow
def test_too_dear_an_episode_is_made_on_this_machine_and_nothing_is_sent(tingbao, server, engine, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f'[[show]]\npaid_characters = 100\nengine = "{engine}"\n', "utf-8")
    made = tingbao(*MAKE)
    assert made.code == 0, made.err
    assert made.json["engine"] == "espeak"
    assert "raise paid_characters" in made.json["warnings"][0]
    assert server.asked == []
    assert "paid_characters" not in counted(tmp_path)


@pytest.mark.slow
def test_check_and_the_list_of_voices_say_what_it_is(tingbao, server, engine):
    found = {each["what"]: each for each in tingbao("check", "--json").json}[f"engine {engine}"]
    assert found["ok"]
    assert "ready: studio" in found["found"]
    assert "May be broadcast: " in found["found"]
    assert server.asked == []
    server.probe = "unknown key"
    refused = {each["what"]: each for each in tingbao("check", "--json").json}[f"engine {engine}"]
    assert "refuses the key (401)" in refused["found"]
    assert "Costs: " in refused["found"]
    studio = next(voice for voice in tingbao("voices", "list", "--json").json if voice["name"] == "studio")
    assert studio["broadcast"] is (True if engine == "azure" else None)


def test_one_sentence_can_be_heard(tingbao, server):
    words = ("voices", "try", "studio", "--text", "今天的新闻。")
    told = tingbao(*words)
    assert (told.code, told.out.split(":")[0]) == (0, ".tingbao/studio.wav")
    assert Path(".tingbao/studio.wav").stat().st_size > 24_000
    assert list(Path().glob("*.wav")) == []
    assert tingbao(*words, "--output", "hello.wav").code == 0
    assert Path("hello.wav").read_bytes() == Path(".tingbao/studio.wav").read_bytes()
    assert len(server.asked) == 1
