"""A recognizer's folder, told by its files."""

import pytest

from service.errors import ConfigError
from service.speech.ear.ear_model import find_ear


def fill(folder, **files):
    for name, data in files.items():
        (folder / name.replace("__", ".").replace("_D_", "-")).write_bytes(data)
    return folder


@pytest.mark.parametrize(("mark", "family"), [(b"sense_voice_ctc", "sense_voice"), (b"paraformer", "paraformer")])
def test_the_graph_s_metadata_names_the_family(tmp_path, mark, family):
    model = find_ear(fill(tmp_path, tokens__txt=b"a 0", model__onnx=b"x" * 2_000_000 + mark))
    assert (model.family, model.model) == (family, str(tmp_path / "model.onnx"))


def test_the_smaller_of_two_graphs_is_taken(tmp_path):
    fill(tmp_path, tokens__txt=b"a 0", model__onnx=b"paraformer", model__int8__onnx=b"paraformer")
    assert find_ear(tmp_path).model.endswith("model.int8.onnx")


def test_whisper_is_two_graphs(tmp_path):
    fill(tmp_path, base_D_tokens__txt=b"", base_D_encoder__int8__onnx=b"", base_D_decoder__int8__onnx=b"")
    model = find_ear(tmp_path)
    assert (model.family, model.tokens) == ("whisper", str(tmp_path / "base-tokens.txt"))
    assert model.encoder.endswith("base-encoder.int8.onnx")
    assert model.decoder.endswith("base-decoder.int8.onnx")


@pytest.mark.parametrize(
    ("files", "lacks"),
    [
        ({}, "tokens.txt"),
        ({"tokens__txt": b""}, "model.onnx"),
        ({"tokens__txt": b"", "model__onnx": b"zipformer"}, "neither a SenseVoice"),
    ],
)
def test_what_is_missing_is_said(tmp_path, files, lacks):
    with pytest.raises(ConfigError, match=lacks):
        find_ear(fill(tmp_path, **files))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ConfigError, match="nowhere"):
        find_ear(tmp_path / "nowhere")
