"""Loudness and true peak against the standard's own test signals and coefficients."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audio import loudness
from tests.support.examples import examples
from tests.support.synthetic_voice import voice
from tests.support.tables import every_row

RATE = 24_000


def step_powers(pcm: np.ndarray) -> np.ndarray:
    return loudness.step_powers(loudness.energies(pcm), len(pcm))


def tone(level: float, seconds: float, hertz: float = 1000.0) -> np.ndarray:
    time = np.arange(round(seconds * RATE)) / RATE
    return np.rint(32767 * 10 ** (level / 20) * np.sin(2 * np.pi * hertz * time)).astype(np.int16)


# EBU Tech 3341, table 1, cases 1 to 5: levels of a 1 kHz tone in two channels. One channel has half the power,
# so each expected value is 3.01 LU lower here.
@every_row(
    ("tones", "expected"),
    [
        ([(-23.0, 20)], -23.0),
        ([(-33.0, 20)], -33.0),
        ([(-36.0, 10), (-23.0, 60), (-36.0, 10)], -23.0),
        ([(-72.0, 10), (-36.0, 10), (-23.0, 60), (-36.0, 10), (-72.0, 10)], -23.0),
        ([(-26.0, 20), (-20.0, 20.1), (-26.0, 20)], -23.0),
    ],
)
def test_the_ebu_signals(tones, expected):
    sound = np.concatenate([tone(level, seconds) for level, seconds in tones])
    assert loudness.integrated(sound) == pytest.approx(expected - 3.01, abs=0.1)


def test_full_scale_tone_measures_as_the_standard_says():
    assert loudness.integrated(tone(0.0, 5, 997.0)) == pytest.approx(-3.01, abs=0.03)


def test_against_the_printed_filters_run_sample_by_sample():
    """BS.1770-4 prints the coefficients for 48 kHz; the voice is brought there, and the filters run as written."""
    import soxr

    pcm = np.frombuffer(voice(2.4), dtype="<i2")
    signal = soxr.resample(pcm / 32768, RATE, 2 * RATE, quality="VHQ").tolist()
    for b0, b1, b2, a1, a2 in (
        (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
        (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621),
    ):
        x1 = x2 = y1 = y2 = 0.0
        filtered = []
        for x in signal:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            filtered.append(y)
        signal = filtered
    power = np.square(signal).reshape(-1, 4800).mean(axis=1)
    ours = step_powers(pcm)
    # The shelf is bent a little near 12 kHz, as in every meter that runs at 24 kHz.
    assert 10 * np.log10(power.mean() / ours.mean()) == pytest.approx(0.0, abs=0.06)
    spoken = power > 1e-6
    assert np.abs(10 * np.log10(power[spoken] / ours[spoken])).max() < 0.1


@pytest.mark.slow
def test_windows_leave_no_seam():
    sound = np.frombuffer(voice(45.0, seed=3), dtype="<i2")
    late = 7 * loudness.STEP
    np.testing.assert_allclose(step_powers(sound)[7:], step_powers(sound[late - 2 * loudness.STEP :])[2:], rtol=1e-3)


def test_measured_in_pieces_with_silence_between_it_is_the_same():
    """So a programme's loudness is had from its chunks, each measured by itself."""
    sound = np.zeros(30 * RATE, dtype=np.int16)
    energies = np.zeros(len(sound) // loudness.CELL, dtype=np.float32)
    for number, start in enumerate((0, 576 * 401, 576 * 803)):
        piece = np.frombuffer(voice(8.3 + 0.41 * number, seed=number), dtype="<i2")
        sound[start : start + len(piece)] = piece
        own = loudness.energies(piece)
        energies[start // loudness.CELL :][: len(own)] = own
    whole = step_powers(sound)
    pieced = loudness.step_powers(energies, len(sound))
    np.testing.assert_allclose(pieced, whole, rtol=1e-3, atol=1e-7)
    assert loudness.gated(pieced) == pytest.approx(loudness.gated(whole), abs=0.001)


def test_a_last_part_of_a_step_is_measured_over_its_own_length():
    sound = tone(-20.0, 1.05)
    powers = step_powers(sound)
    assert len(powers) == 11
    assert powers[-1] == pytest.approx(powers[5], rel=0.02)


@every_row("samples", [0, 1, 2399, 2400, 24_000])
def test_silence_has_no_loudness(samples):
    silence = np.zeros(samples, dtype=np.int16)
    assert loudness.integrated(silence) == -math.inf
    assert loudness.true_peak(silence) == -math.inf


# EBU Tech 3341, cases 15 to 19: a quarter of the sampling rate, whose samples miss the crest by up to 3 dB.
@every_row("degrees", [0, 30, 45, 60])
def test_peak_between_samples(degrees):
    time = np.arange(RATE)
    sound = np.rint(16384 * np.sin(np.pi * time / 2 + math.radians(degrees)) * np.hanning(RATE)).astype(np.int16)
    assert loudness.true_peak(sound) == pytest.approx(-6.02, abs=0.1)


@settings(derandomize=True, max_examples=examples(20), deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 30_000), st.floats(0.01, 1.0))
def test_peak_of_anything_is_that_of_a_full_oversampling(seed, samples, strength):
    import soxr

    chance = np.random.default_rng(seed)
    smooth = np.convolve(chance.standard_normal(samples + 7), np.hanning(9)[1:-1], "same")[: samples + 7]
    smooth *= np.hanning(len(smooth))
    sound = np.rint(32767 * strength * smooth / np.abs(smooth).max()).astype(np.int16)
    fine = soxr.resample(sound / 32768, RATE, 4 * RATE, quality="VHQ")
    expected = max(np.abs(fine).max(initial=0.0), np.abs(sound.astype(int)).max() / 32768)
    assert 10 ** (loudness.true_peak(sound) / 20) == pytest.approx(expected, rel=0.012, abs=2e-4)
