"""Levels are met and peaks held, without harm to what is below them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audio import limiter, loudness
from tests.support.examples import examples
from tests.support.synthetic_voice import voice


@pytest.mark.parametrize("strength", [20.0, 300.0, 9000.0])
@pytest.mark.parametrize("seconds", [0.3, 2.0, pytest.param(20.0, marks=pytest.mark.slow)])
def test_any_voice_comes_to_the_target(strength, seconds):
    pcm = np.frombuffer(voice(seconds, strength=strength), dtype="<i2")
    assert loudness.integrated(limiter.master(pcm, -19.0, -2.0)) == pytest.approx(-19.0, abs=0.1)


def test_silence_stays_silent():
    assert not limiter.master(np.zeros(5000, dtype="<i2"), -19.0, -2.0).any()


def test_a_loud_burst_is_held_and_the_rest_untouched():
    pcm = np.frombuffer(voice(4.0, strength=900.0), dtype="<i2").astype(np.float32)
    crest = int(np.abs(pcm).argmax())
    pcm[crest - 20 : crest + 20] *= 8
    limited = pcm.copy()
    limiter.limit(limited, 8000.0)
    assert np.abs(pcm).max() > 16_000
    assert np.abs(limited).max() <= 8000.0
    np.testing.assert_array_equal(limited[: crest - 1000], pcm[: crest - 1000])
    np.testing.assert_array_equal(limited[crest + 1000 :], pcm[crest + 1000 :])


def test_the_gain_begins_to_fall_before_the_peak_and_never_jumps():
    sound = np.full(24_000, 1000.0, dtype=np.float32)
    sound[12_000] = 4000.0
    before = sound.copy()
    limiter.limit(sound, 2000.0)
    gain = sound / before
    assert gain[11_990] < 0.6
    assert np.abs(np.diff(gain)).max() < 0.01


@settings(derandomize=True, max_examples=examples(60), deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 5000), st.floats(100.0, 30_000.0))
def test_nothing_passes_the_ceiling_without_being_clipped(seed, samples, highest):
    chance = np.random.default_rng(seed)
    sound = (chance.standard_normal(samples) * 12_000).astype(np.float32)
    before = sound.copy()
    limiter.limit(sound, highest)
    assert np.abs(sound).max() <= highest * 1.000001
    gain = sound / before
    # A clipped peak would be alone with its gain; a limited one shares it with its neighbours.
    assert samples < 3 or np.abs(np.diff(gain)).max() < 0.02
