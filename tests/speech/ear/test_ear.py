"""The ear's real process, with a stand-in for the package that it loads: no model is at work."""

import pytest

from service.model import SAMPLE_RATE, Clip
from service.speech.ear.ear import open_ear
from service.storage.disk_cache import DiskCache
from tests.support import stand_in_ear
from tests.support.tables import thinned

SHORT, LONG = Clip("short", bytes(2000), SAMPLE_RATE), Clip("long", bytes(4000), SAMPLE_RATE)


@pytest.fixture
def ear(tmp_path, monkeypatch):
    def make(heard, family="sense_voice_ctc"):
        monkeypatch.syspath_prepend(str(stand_in_ear.write(tmp_path, heard, family)))
        warnings: list[str] = []
        return open_ear(tmp_path / "ear", DiskCache(tmp_path / "cache"), warnings.append), warnings

    return make


@pytest.mark.parametrize("family", thinned(["sense_voice_ctc", "paraformer"], 2))
def test_each_clip_is_heard_as_itself(ear, family):
    hearer, warnings = ear({"1000": "今天", "2000": "明天“好”\n"}, family)
    assert hearer.family in family
    assert hearer.hear([LONG, SHORT, LONG]) == ["明天“好”\n", "今天", "明天“好”\n"]
    assert warnings == []


def test_what_was_heard_is_kept(ear, tmp_path):
    ear({"*": "今天"})[0].hear([SHORT])
    (tmp_path / "packages" / "sherpa_onnx" / "__init__.py").write_text("raise SystemExit(3)")
    hearer, warnings = ear({"*": "今天"})
    assert hearer.hear([SHORT]) == ["今天"]
    assert warnings == []


def test_a_recognizer_that_dies_ends_nothing_and_is_told_once(ear):
    hearer, warnings = ear({"1000": "今天", "2000": "DIE"})
    assert hearer.hear([SHORT, LONG]) == [None, None]
    assert hearer.hear([SHORT]) == [None]
    assert len(warnings) == 1
    assert "Nobody listens" in warnings[0]


def test_silence_heard_is_an_answer(ear):
    hearer, warnings = ear({})
    assert (hearer.hear([SHORT]), warnings) == ([""], [])
