"""sherpa-onnx with a model of a few hundred bytes: files found, readings forced, a death survived."""

import pytest

from tests.support import tiny_model

pytest.importorskip("sherpa_onnx")

from service.errors import BadClip, ConfigError, EngineUnavailable
from service.model import SAMPLE_RATE
from service.speech import voice_profiles
from service.speech.engines import SpeechRequest, load
from service.speech.sherpa.model_folder import find_model, fingerprint
from service.speech.sherpa.model_lexicon import ModelLexicon
from service.speech.synthesis import speech_request, synthesize
from service.speech.voice_registry import register
from service.storage.disk_cache import DiskCache


@pytest.fixture(scope="module")
def registered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voices")
    tiny_model.write(folder / "models" / "tiny")
    return register(folder / "models" / "tiny", folder, "小天"), folder


def test_a_registered_model_is_a_voice_with_its_measured_pace(registered):
    voice, folder = registered
    assert voice_profiles.load([folder]) == {"tiny": voice}
    assert (voice.engine, voice.anchor) == ("sherpa", "小天")
    assert 3.0 < voice.pace < 5.0  # a quarter of a second a token, punctuation marks among them


@pytest.mark.slow
def test_speech_is_converted_to_the_common_rate(registered, tmp_path):
    voice, _ = registered
    engine = load("sherpa")
    (clip,) = synthesize([speech_request(engine, "今天新闻", [None] * 4, voice)], engine, DiskCache(tmp_path))
    assert clip.rate == SAMPLE_RATE
    assert clip.seconds == pytest.approx(7 * tiny_model.TOKEN_SECONDS, abs=0.02)  # four, and three around them


@pytest.mark.parametrize(
    "lacking", ["comment", *(pytest.param(key, marks=pytest.mark.slow) for key in ("sample_rate", "language"))]
)
def test_a_model_that_ends_its_process_is_refused_and_nothing_is_written(tmp_path, lacking):
    metadata = {key: value for key, value in tiny_model.METADATA.items() if key != lacking}
    folder = tiny_model.write(tmp_path / "broken", metadata)
    (tmp_path / "voices").mkdir()
    with pytest.raises(EngineUnavailable, match=f"broken.*{lacking}"):
        register(folder, tmp_path / "voices")
    assert list((tmp_path / "voices").iterdir()) == []


@pytest.mark.slow
def test_a_model_from_elsewhere_is_copied(tmp_path):
    folder = tiny_model.write(tmp_path / "my model")
    voice = register(folder, tmp_path / "voices")
    assert voice.name == "my-model"
    assert find_model(tmp_path / "voices" / "models" / "my-model").family == "vits"
    with pytest.raises(ConfigError, match="exists already"):
        register(folder, tmp_path / "voices")


def test_a_folder_without_a_model_is_named(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(ConfigError, match=r"tokens\.txt"):
        register(tmp_path, tmp_path)


FOLDERS = {
    "vits": ["model.onnx", "tokens.txt", "lexicon.txt"],
    "matcha": ["model-steps-3.onnx", "vocos-22khz-univ.onnx", "tokens.txt", "lexicon.txt"],
    "kokoro": ["model.onnx", "voices.bin", "tokens.txt", "lexicon-zh.txt", "lexicon-us-en.txt"],
}


@pytest.mark.parametrize("family", FOLDERS)
def test_the_family_is_told_by_the_files(tmp_path, family):
    for name in FOLDERS[family]:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "model.int8.onnx").write_bytes(b"")
    model = find_model(tmp_path)
    assert model.family == family
    assert bool(model.vocoder) == (family == "matcha")
    assert len(model.lexicons) == (2 if family == "kokoro" else 1)


def test_another_model_has_another_fingerprint(tmp_path):
    first = tiny_model.write(tmp_path / "a")
    second = tiny_model.write(tmp_path / "b")
    assert fingerprint(find_model(first)) == fingerprint(find_model(second))
    (second / "lexicon.txt").write_text("今 jin1\n", "utf-8")
    assert fingerprint(find_model(first)) != fingerprint(find_model(second))


RESPELT = [
    ("银行", "yin2 hang2", "银航"),
    ("新行", "xin1 xing2", "新行"),
    ("一定", "yi1 ding4", "夷定"),
    ("鑫闻", "xin1 wen2", "新闻"),
]


@pytest.mark.parametrize(("text", "planned", "written"), RESPELT)
def test_the_lexicon_is_made_to_read_the_plan(tmp_path, text, planned, written):
    folder = tiny_model.write(tmp_path / "m")
    assert ModelLexicon(find_model(folder).lexicons, latin=False).respell(text, planned.split()) == written


def test_what_the_lexicon_lacks_is_never_passed_over(tmp_path):
    lexicon = ModelLexicon(find_model(tiny_model.write(tmp_path / "m")).lexicons, latin=False)
    assert lexicon.respell("AI，今天。", [None, None, None, "jin1", "tian1", None]) == "AI，今天。"
    assert lexicon.respell("IY", [None, None]) == "爱外"
    with pytest.raises(BadClip, match="龘"):
        lexicon.respell("今龘", ["jin1", "da2"])
    with pytest.raises(BadClip, match="XZ"):
        lexicon.respell("XZ", [None, None])


@pytest.mark.parametrize("setting", [("model", "../x"), ("speaker", 0.5), ("speed", 9), ("tempo", 1)])
def test_an_impossible_setting_is_named(registered, setting):
    _, folder = registered
    settings = dict([("model", "tiny"), setting])
    voice = voice_profiles.Voice(
        "v", "sherpa", "某", settings=tuple(sorted(settings.items())), origin=str(folder / "v.toml")
    )
    with pytest.raises(ConfigError, match=rf"v\.toml.*{setting[0]}"):
        load("sherpa").key(SpeechRequest("今天", voice))
