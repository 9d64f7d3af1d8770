"""Voice files: the shipped ones load, a fault is named with its file."""

import pytest

from service.errors import ConfigError
from service.speech import voice_profiles
from service.speech.engines import ENGINES
from tests.support.paths import VOICES

SHIPPED = VOICES


def test_every_shipped_voice_loads_and_has_an_engine():
    found = voice_profiles.load([SHIPPED])
    assert {"espeak-xia", "espeak-yun"} <= found.keys()
    assert {voice.engine for voice in found.values()} <= ENGINES.keys()


def test_the_first_two_of_an_engine_are_its_anchors():
    found = voice_profiles.load([SHIPPED]).values()
    anchors = {engine: [voice.anchor for voice in found if voice.engine == engine][:2] for engine in ENGINES}
    assert anchors["edge"] == ["晓晓", "云扬"]
    assert anchors["espeak"] == ["晓夏", "云舟"]


def test_the_users_voice_comes_before_the_shipped(tmp_path):
    (tmp_path / "espeak-xia.toml").write_text('engine = "espeak"\nspeaker = "小夏"\n[settings]\nrate = 200\n', "utf-8")
    found = voice_profiles.load([tmp_path, SHIPPED])
    assert found["espeak-xia"].anchor == "小夏"
    assert found["espeak-xia"].settings == (("rate", 200),)


FAULTS = [
    ("engine = ", "no TOML"),
    ('speaker = "甲"', "engine is missing"),
    ('engine = "espeak"', "speaker is missing"),
    ('engine = "espeak"\nspeaker = "甲"\nspeed = 3', "speed"),
    ('engine = "espeak"\nspeaker = 3', "speaker"),
    ('engine = "espeak"\nspeaker = "甲"\npace = "fast"', "pace"),
    ('engine = "espeak"\nspeaker = "甲"\npace = 100', "pace"),
    ('engine = "espeak"\nspeaker = "甲"\nfallback = "nobody"', "nobody"),
    ('engine = "espeak"\nspeaker = "甲"\nfallback = "v"', "fallback"),
    ('engine = "espeak"\nspeaker = "甲"\nsettings = 3', "settings"),
    ('engine = "espeak"\nspeaker = "甲"\n[settings]\nrate = [1]', "rate"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_fault_is_named_with_its_file(tmp_path, text, fault):
    (tmp_path / "v.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=fault) as caught:
        voice_profiles.load([tmp_path])
    assert "v.toml" in str(caught.value)
