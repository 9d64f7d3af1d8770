"""What a clip's sound can tell; the thresholds are met from both sides."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import BadClip
from service.speech import clip_checks
from service.speech.clip_checks import (
    PAUSE_SECONDS,
    check_length,
    has_latin,
    pauses,
    sounding_seconds,
    spelled_syllables,
    syllables,
    trimmed,
)
from tests.support.examples import examples
from tests.support.tables import every_row

RATE = 24_000


def hum(seconds, level=8000):
    return (level * np.sin(np.arange(round(seconds * RATE)) * 0.06)).astype("<i2")


def quiet(seconds):
    return np.zeros(round(seconds * RATE), "<i2")


@pytest.mark.parametrize("ahead", [0.0, 0.03, 0.2, 1.0])
@pytest.mark.parametrize("behind", [0.0, 0.03, 0.8])
def test_a_twentieth_of_a_second_is_left_at_each_end(ahead, behind):
    found = trimmed(np.concatenate([quiet(ahead), hum(1.0), quiet(behind)]), RATE)
    assert len(found) / RATE == pytest.approx(1.0 + min(ahead, 0.05) + min(behind, 0.05), abs=0.011)


def test_faint_noise_is_near_silence():
    noise = np.random.default_rng(3).integers(-40, 40, RATE).astype("<i2")
    assert len(trimmed(np.concatenate([noise, hum(1.0), noise]), RATE)) / RATE == pytest.approx(1.1, abs=0.011)


@settings(derandomize=True, deadline=None, database=None)
@given(st.lists(st.floats(0, 32768, width=32), min_size=1, max_size=300), st.floats(0, 100))
def test_the_percentile_is_that_of_numpy(levels, percent):
    found = clip_checks._percentile(np.array(levels, np.float32), percent)
    assert found == pytest.approx(float(np.percentile(levels, percent)), rel=1e-6)


def test_a_pause_inside_is_speech_and_a_hole_is_not():
    trimmed(np.concatenate([hum(1), quiet(1.3), hum(1)]), RATE)
    with pytest.raises(BadClip, match="falls silent"):
        trimmed(np.concatenate([hum(1), quiet(1.7), hum(1)]), RATE)


@every_row("samples", [np.zeros(0, "<i2"), quiet(1), hum(1, 20), hum(0.005)])
def test_silence_is_no_clip(samples):
    with pytest.raises(BadClip, match="silent"):
        trimmed(samples, RATE)


@pytest.mark.parametrize("level", [32767, 20000])
def test_a_flat_top_is_distortion_when_it_lasts(level):
    clip = hum(1.0)
    clip[:7] = level
    trimmed(clip, RATE)
    clip[:9] = -level
    with pytest.raises(BadClip, match="distorted"):
        trimmed(clip, RATE)


def test_a_faint_clip_may_repeat_its_peak():
    trimmed(hum(1.0, 60), RATE)


def test_pauses_do_not_count_as_sound():
    clip = np.concatenate([quiet(0.3), hum(1.0), quiet(0.4), hum(0.5), quiet(0.02), hum(0.5), quiet(0.2)])
    assert sounding_seconds(clip, RATE) == pytest.approx(2.02, abs=0.021)


def test_syllables_are_guessed_of_latin_words_alone():
    assert syllables("今天，好。") == 3
    assert syllables("GDP") == 3
    assert syllables("WiFi") == pytest.approx(1.2)
    assert spelled_syllables("用WiFi。") == 1 + 3 + 1 + 2 + 1
    assert has_latin("用WiFi")
    assert not has_latin("今天")


LENGTHS = [
    ("今天的新闻说完了。", 2.0, True),
    ("今天的新闻说完了。", 0.9, False),
    ("今天的新闻说完了。", 4.0, False),
    ("好。", 0.3, True),
    ("International Conference开幕", 1.8, True),
    ("GDP", 0.8, True),
    ("hello world", 2.6, True),  # as kokoro spells it
    ("hello world", 7.0, False),
]


@every_row(("text", "seconds", "fits"), LENGTHS)
def test_the_length_fits_the_text(text, seconds, fits):
    if fits:
        check_length(seconds, text, 4.5)
    else:
        with pytest.raises(BadClip, match="lasts"):
            check_length(seconds, text, 4.5)


@settings(derandomize=True, max_examples=examples(50), deadline=None)
@given(st.lists(st.tuples(st.integers(20, 90), st.integers(2, 60)), min_size=1, max_size=6))
def test_pauses_are_where_speech_goes_on(stretches):
    """Of sound and silence in turn, in hundredths of a second."""
    pieces, expected, at = [], [], 0
    for sound, silence in stretches:
        pieces += [hum(sound / 100), quiet(silence / 100)]
        at += sound + silence
        if silence >= 100 * PAUSE_SECONDS:
            expected.append(at / 100)
    pieces.append(hum(0.3))
    assert pauses(np.concatenate(pieces), RATE) == pytest.approx(expected)
