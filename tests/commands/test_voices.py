"""`tingbao voices list` says where each voice's sound comes from and whether it may be broadcast."""

import itertools

import pytest


def test_each_shipped_voice_has_its_terms(tingbao):
    found = {voice["name"]: voice for voice in tingbao("voices", "list", "--json").json}
    assert (found["edge-yunyang"]["broadcast"], found["edge-yunyang"]["cost"]) == (False, "free")
    assert "Microsoft" in found["edge-yunyang"]["text_goes_to"]
    assert (found["espeak-xia"]["broadcast"], found["espeak-xia"]["text_goes_to"]) == (True, "nowhere")
    assert all(voice["source"] and voice["licence"] for voice in found.values())


def test_the_table_says_the_same(tingbao):
    head, *rows = tingbao("voices", "list").out.splitlines()
    assert "may be broadcast" in head
    voice = next(row for row in rows if row.startswith("edge-xiaoxiao"))
    assert "no: there is no contract" in voice


def test_each_engine_s_voices_stand_together_its_anchors_first(tingbao):
    listed = [(voice["engine"], voice["name"]) for voice in tingbao("voices", "list", "--json").json]
    engines = {
        engine: [name for _, name in voices] for engine, voices in itertools.groupby(listed, lambda each: each[0])
    }
    assert len(engines) == len({engine for engine, _ in listed})
    assert sum(map(len, engines.values())) == len(listed)
    assert engines["kokoro"][:2] == ["kokoro-anhe", "kokoro-bochuan"]


def test_a_model_may_be_broadcast_under_the_licence_that_its_voice_file_names(tingbao, tmp_path):
    (tmp_path / "voices").mkdir()
    file = tmp_path / "voices" / "mine.toml"
    text = 'engine = "sherpa"\nspeaker = "我"\n{}\n[settings]\nmodel = "vits-mine"\n'
    for line, verdict in (("", None), ('licence = "CC BY 4.0"', True)):
        file.write_text(text.format(line), "utf-8")
        mine = next(voice for voice in tingbao("voices", "list", "--json").json if voice["name"] == "mine")
        assert mine["broadcast"] is verdict
        assert "vits-mine" in mine["source"]
    assert mine["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("engine", ["parrot", "sherpa"])
def test_a_voice_file_that_cannot_be_is_named(tingbao, tmp_path, engine):
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "odd.toml").write_text(f'engine = "{engine}"\nspeaker = "甲"\n', "utf-8")
    outcome = tingbao("voices", "list")
    assert outcome.code == 2
    assert "odd.toml" in outcome.err
