"""What a voice's pace turns out to be is expected of it the next time, if it differs enough to matter."""

import os

import pytest

from service.pipeline import speech_rate
from service.speech.voice_profiles import Voice

FAST, STEADY = Voice("fast", "espeak", "快", pace=4.0), Voice("steady", "espeak", "稳", pace=4.0)
PROFILE = {"fast": 4.0, "steady": 4.0}


def test_only_a_pace_that_differs_is_learned(tmp_path):
    assert speech_rate.expected(tmp_path / "show.json", [FAST, STEADY]) == PROFILE
    speech_rate.learn(tmp_path / "show.json", PROFILE, {"fast": 4.8, "steady": 4.1})
    assert speech_rate.expected(tmp_path / "show.json", [FAST, STEADY]) == {"fast": 4.8, "steady": 4.0}
    speech_rate.learn(tmp_path / "show.json", {"fast": 4.8, "steady": 4.0}, {"fast": 5.4, "steady": 4.0})
    assert speech_rate.expected(tmp_path / "show.json", [FAST]) == {"fast": 5.4}


@pytest.mark.parametrize("text", ["", "[]", '{"fast": "x"}', '{"fast": 900}', "\x00"])
def test_a_damaged_memory_is_none(text, tmp_path):
    (tmp_path / "show.json").write_text(text)
    assert speech_rate.expected(tmp_path / "show.json", [FAST]) == {"fast": 4.0}


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path):
    (tmp_path / "gone").write_text("a file, no folder")
    speech_rate.learn(tmp_path / "gone" / "show.json", PROFILE, {"fast": 4.8, "steady": 4.0})
    assert speech_rate.expected(tmp_path / "gone" / "show.json", [FAST]) == {"fast": 4.0}


def test_a_pipe_in_its_place_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "show.json")
    assert speech_rate.expected(tmp_path / "show.json", [FAST]) == {"fast": 4.0}
