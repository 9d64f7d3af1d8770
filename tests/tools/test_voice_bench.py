"""The measures of a voice: what is heard against what was told, and what of a clip is no speech."""

import numpy as np
import pytest

from service.core.shipped_files import folder
from service.speech.text_frontend import TextFrontend
from tests.support.paths import ROOT
from tests.tools import voice_bench

RATE = 24_000


@pytest.fixture(scope="module")
def front():
    return TextFrontend([folder("voices")])


def test_a_character_that_is_heard_counts_by_any_of_its_readings(front):
    told = voice_bench.syllables(front, "长江有18万亩")
    assert told == ["chang", "jiang", "you", "shi", "ba", "wan", "mu"]
    assert voice_bench.distance(told, voice_bench.readings(front, "長将有十八万亩")) == 0
    assert voice_bench.distance(told, voice_bench.readings(front, "張江有18万")) == 2


def test_dots_in_a_row_of_digits_were_not_heard(front):
    told = voice_bench.syllables(front, "热线为0000-5550168。")
    assert voice_bench.distance(told, voice_bench.readings(front, "熱線為0.000,555.0168")) == 0
    assert voice_bench.distance(voice_bench.syllables(front, "占3.5成"), voice_bench.readings(front, "佔3.5成")) == 0


@pytest.mark.parametrize(("heard", "faults"), [("", 3), ("今天", 1), ("今天天晴", 1), ("晴天今", 2), ("金田情", 0)])
def test_changed_added_and_missing_syllables_are_counted(front, heard, faults):
    assert voice_bench.distance(voice_bench.syllables(front, "今天晴"), voice_bench.readings(front, heard)) == faults


class SteadyEar(voice_bench.Ear):
    """Hears what it is told to; `others` by any way but the usual one."""

    def __init__(self, usual, others):
        self.usual, self.others, self.ways = usual, others, []

    def hear(self, clip, around=voice_bench.AROUND, beam=voice_bench.BEAM):
        usual = (around, beam) == (voice_bench.AROUND, voice_bench.BEAM)
        self.ways += [] if usual else [(around, beam)]
        return self.usual if usual else self.others


def test_a_sentence_that_is_heard_badly_is_heard_again_in_other_ways(front, capsys):
    ear = SteadyEar("今天雨", "今天晴")
    voice_bench.measure("voice", [("今天晴", None)], ear, front)
    out = capsys.readouterr().out
    assert "33.3%  今天晴" in out
    assert out.count("0.0%    by a beam of") == len(ear.ways) == len(set(ear.ways)) > 1
    assert "33.3% of 3 syllables wrong, worst sentence 33.3%, 1 over 15%, 0 of 1 whole" in out


def test_a_sentence_with_few_faults_is_heard_once(front, capsys):
    ear = SteadyEar("今天广场上有云", "")
    voice_bench.measure("voice", [("今天广场上有鱼", None)], ear, front)
    assert ear.ways == []
    assert "worst sentence 14.3%, 0 over 15%" in capsys.readouterr().out


def speech(seconds=1.0, level=8000):
    time = np.arange(round(seconds * RATE)) / RATE
    swelling = np.minimum(1, np.minimum(time, seconds - time) / 0.05)
    return level * swelling * np.sin(2 * np.pi * 220 * time)


def clip(*parts):
    return np.concatenate(parts).round().astype("<i2")


def test_pauses_noise_and_peak_are_measured():
    silence = np.zeros(round(0.3 * RATE))
    quiet = clip(silence, speech(), silence, speech(), silence)
    assert voice_bench.pauses(quiet, RATE) == pytest.approx([0.3], abs=0.03)
    assert voice_bench.noise_floor(quiet, RATE) < -90
    assert voice_bench.peak(quiet) == pytest.approx(20 * np.log10(8000 / 32768), abs=0.1)
    noise = np.random.default_rng(1).normal(0, 32768 * 10 ** (-50 / 20), len(quiet))
    assert voice_bench.noise_floor(clip(quiet + noise), RATE) == pytest.approx(-50, abs=1)


@pytest.mark.parametrize("place", [0, 0.1, 0.35])
def test_a_click_is_found_and_speech_is_none(place):
    silence = np.zeros(round(0.5 * RATE))
    whole = clip(silence, speech(), silence)
    assert voice_bench.clicks(whole, RATE) == 0
    whole[round(place * RATE)] = 3000
    assert voice_bench.clicks(whole, RATE) == 1


def test_the_words_of_the_table_are_misread_on_purpose(front, tmp_path):
    table = ROOT / "tests" / "data" / "pronunciation" / "other_syllables.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    misled = TextFrontend([voice_bench.misreading(rows, front, tmp_path), folder("voices")])
    for sentence, word, reading, other in rows:
        assert f" {reading} " in f" {' '.join(voice_bench.syllables(front, sentence))} ", word
        assert f" {other} " in f" {' '.join(voice_bench.syllables(misled, sentence))} ", word
