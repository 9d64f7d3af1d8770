"""A model of the user's own, from its folder to the air."""

import json
from pathlib import Path

import pytest

from tests.support import tiny_model

pytest.importorskip("sherpa_onnx")

PLACES = ("城东", "城西", "城南", "城北", "湖边", "山上")


@pytest.mark.slow
def test_a_model_becomes_a_voice_that_can_be_heard_and_is_found_by_check(tingbao, tmp_path, monkeypatch):
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", "ws://127.0.0.1:9/nobody")
    tiny_model.write(tmp_path / "downloads" / "tiny")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "tingbao.toml").write_text('[[show]]\nengine = "sherpa"\nsources = ["."]\n', "utf-8")
    config = ("--config", "home/tingbao.toml")
    assert tingbao("voices", "list", "--json").code == 0
    added = tingbao("voices", "add", "downloads/tiny", "--speaker", "小天", *config)
    assert added.code == 0, added.err
    assert (tmp_path / "home" / "voices" / "models" / "tiny" / "tokens.txt").is_file()
    listed = {voice["name"]: voice for voice in tingbao("voices", "list", "--json", *config).json}
    assert (listed["tiny"]["engine"], listed["tiny"]["speaker"]) == ("sherpa", "小天")
    assert tingbao("voices", "try", "tiny", "--text", "今天新闻", "--out", "hum.wav", *config).code == 0
    assert Path("hum.wav").stat().st_size > 24_000
    findings = {each["what"]: each for each in json.loads(tingbao("check", "--json", *config).out)}
    assert findings["engine sherpa"]["ok"]
    assert "tiny" in findings["engine sherpa"]["found"]
    assert findings["engine edge"]["ok"]  # nobody asked for it
    assert "127.0.0.1" in findings["engine edge"]["found"]
    assert "<" not in findings["engine edge"]["found"]
    (tmp_path / "home" / "voices" / "models" / "tiny" / "tokens.txt").unlink()
    findings = {each["what"]: each for each in json.loads(tingbao("check", "--json", *config).out)}
    assert not findings["engine sherpa"]["ok"]
    assert "tokens.txt" in findings["engine sherpa"]["found"]


def test_no_model_is_one_sentence(tingbao, tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "nowhere"):
        outcome = tingbao("voices", "add", folder)
        assert outcome.code == 2
        assert folder in outcome.err
    assert not (tmp_path / "voices").exists()


@pytest.mark.slow
def test_what_a_model_has_no_sound_for_is_spoken_by_the_next_engine(tingbao, tmp_path):
    tiny_model.write(tmp_path / "tiny")
    assert tingbao("voices", "add", "tiny").code == 0
    (tmp_path / "page.md").write_text(
        "# 新闻\n\n" + "".join(f"今天{place}天气很好，银行说完了新闻。" for place in PLACES) + "\n", "utf-8"
    )
    made = tingbao("make", "page.md", "--engine", "sherpa", "--length", "40s", "--date", "2026-03-21", "--json")
    assert made.code == 0, made.err
    assert made.json["engine"] == "kokoro"
    assert "no sound for" in made.json["warnings"][0]
