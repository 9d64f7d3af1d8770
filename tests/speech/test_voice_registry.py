"""A model folder becomes a voice: copied once, with the pace that it was heard to have, or not at all."""

import pytest

from service.errors import BadClip, ConfigError, EngineUnavailable
from service.speech import voice_registry
from service.speech.voice_registry import register

RATE = 1000


class Engine:
    """Hums; how long, or whether at all, a test decides."""

    seconds = (1.5, 4.5)
    fault = ""

    def render(self, text, readings, voice):
        return text

    def speak(self, requests):
        if self.fault:
            raise EngineUnavailable(self.fault)
        return enumerate(self.seconds)

    def available(self, voices=()):
        pass

    def decode(self, raw):
        return b"\x00\x40" * round(raw * RATE), RATE


@pytest.fixture
def model(tmp_path, monkeypatch):
    monkeypatch.setattr(voice_registry, "Sherpa", Engine)
    monkeypatch.setattr(voice_registry, "trimmed", lambda sound, rate: sound)
    folder = tmp_path / "my model"
    folder.mkdir()
    for name in ("model.onnx", "tokens.txt", "lexicon.txt"):
        (folder / name).write_text(name, "utf-8")
    (tmp_path / "voices").mkdir()
    return folder


def written(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_the_model_is_copied_and_its_voice_says_where_it_is(model, tmp_path):
    voice = register(model, tmp_path / "voices", '小"云\\')
    assert (voice.name, voice.engine, voice.anchor, voice.language) == ("my-model", "sherpa", '小"云\\', "zh-CN")
    assert dict(voice.settings) == {"model": "my-model", "speaker": 0, "speed": 1.0}
    assert written(tmp_path / "voices") == [
        "models",
        *(f"models/my-model{name}" for name in ("", "/lexicon.txt", "/model.onnx", "/tokens.txt")),
        "my-model.toml",
    ]
    assert (tmp_path / "voices" / "my-model.toml").stat().st_mode & 0o777 == 0o644
    assert register(model.rename(tmp_path / "other"), tmp_path / "voices").anchor == "other"


@pytest.mark.parametrize(
    ("seconds", "pace"),
    [((1.5, 4.5), 9 / 3), ((1.0, 3.0), 9 / 2), ((1.0, 1.0), 15.0), ((1.0, 61.0), 1.0)],
)
def test_the_pace_is_what_the_longer_sentence_takes_more(model, tmp_path, monkeypatch, seconds, pace):
    """The silence at both ends is in both; a pace that no voice has is brought to what is allowed."""
    longer, shorter = (sum(map(str.isalnum, text)) for text in reversed(voice_registry.TRIAL_SENTENCES))
    assert longer - shorter == 9
    monkeypatch.setattr(Engine, "seconds", seconds)
    assert register(model, tmp_path / "voices").pace == pytest.approx(pace, abs=0.05)


def test_a_model_that_lies_where_it_belongs_is_not_copied(model, tmp_path):
    home = tmp_path / "voices" / "models" / "own"
    home.parent.mkdir()
    model.rename(home)
    assert register(home, tmp_path / "voices").name == "own"
    assert written(tmp_path / "voices" / "models") == [
        "own",
        *(f"own/{n}" for n in ("lexicon.txt", "model.onnx", "tokens.txt")),
    ]


@pytest.mark.parametrize(
    ("taken", "advice"), [("my-model.toml", "remove it to register"), ("models/my-model", "rename my model")]
)
def test_a_name_that_is_taken_is_refused(model, tmp_path, taken, advice):
    (tmp_path / "voices" / taken).mkdir(parents=True)
    before = written(tmp_path / "voices")
    with pytest.raises(ConfigError, match=advice):
        register(model, tmp_path / "voices")
    assert written(tmp_path / "voices") == before


@pytest.mark.parametrize(
    ("how", "error", "said"),
    [
        ({"seconds": (1.0, 0)}, BadClip, "says nothing in Chinese"),
        (
            {"fault": "no sample rate"},
            EngineUnavailable,
            "my model: sherpa-onnx cannot load this model. no sample rate",
        ),
    ],
)
def test_a_model_that_does_not_speak_leaves_nothing_behind(model, tmp_path, monkeypatch, how, error, said):
    for name, value in how.items():
        monkeypatch.setattr(Engine, name, value)
    with pytest.raises(error, match=said):
        register(model, tmp_path / "voices")
    assert written(tmp_path / "voices") == []


def test_a_folder_that_is_no_model_is_refused(model, tmp_path):
    (model / "tokens.txt").unlink()
    with pytest.raises(ConfigError, match=r"no tokens\.txt"):
        register(model, tmp_path / "voices")
