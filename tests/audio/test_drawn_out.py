"""Speech that is drawn out: to the sample, at its pitch, its pauses first."""

import numpy as np
import pytest

from service.audio.drawn_out import MOST_OF_A_PAUSE, drawn_out
from service.model import SAMPLE_RATE
from tests.support.synthetic_voice import voice


def samples(pcm):
    return np.frombuffer(pcm, dtype="<i2").astype(float)


def pitch(sound):
    """Return the lag of the strongest repetition between 80 and 400 Hz, the median of pieces of 60 ms, as hertz."""
    found, size = [], round(0.06 * SAMPLE_RATE)
    for at in range(0, len(sound) - size, size):
        piece = sound[at : at + size] - sound[at : at + size].mean()
        if piece.std() > 300:
            alike = np.correlate(piece, piece, "full")[size - 1 :]
            lags = slice(SAMPLE_RATE // 400, SAMPLE_RATE // 80)
            found.append(SAMPLE_RATE / (lags.start + int(np.argmax(alike[lags]))))
    return float(np.median(found))


@pytest.mark.parametrize("seconds", [2.5, 3.0, 4.8, 4.80004])
@pytest.mark.parametrize("hertz", [110.0, 180.0, 240.0])
def test_it_lasts_as_long_as_asked_for_at_its_own_pitch(seconds, hertz):
    said = voice(2.5, hertz)
    slow = samples(drawn_out(said, seconds))
    assert len(slow) == round(seconds * SAMPLE_RATE)
    assert pitch(slow) == pytest.approx(pitch(samples(said)), rel=0.02)
    assert np.sqrt(np.mean(slow**2)) == pytest.approx(np.sqrt(np.mean(samples(said) ** 2)), rel=0.1)


def test_its_syllables_follow_one_another_that_much_slower():
    """None is said twice, and none is lost."""

    def syllables(sound):
        step = SAMPLE_RATE // 50
        levels = np.sqrt(np.mean(sound[: len(sound) // step * step].reshape(-1, step) ** 2, axis=1))
        loud = levels > 0.4 * np.percentile(levels, 95)
        return int(np.sum(loud[1:] & ~loud[:-1]) + loud[0])

    said = voice(4.0)
    assert syllables(samples(said)) == 9
    assert syllables(samples(drawn_out(said, 6.0))) == 9


def test_pauses_are_made_longer_first_and_stay_silent():
    pause = bytes(2 * round(0.2 * SAMPLE_RATE))
    first, second = voice(1.0), voice(1.0, 200.0)
    slow = samples(drawn_out(first + pause + second, 3.4, [1.2]))
    quiet = np.abs(slow) < 20
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet, [0]))))
    longest = max(end - start for start, end in zip(edges[::2], edges[1::2], strict=True)) / SAMPLE_RATE
    assert longest == pytest.approx(0.2 * (3.4 - MOST_OF_A_PAUSE) / 2.2 + MOST_OF_A_PAUSE, abs=0.1)


def test_what_is_slow_enough_stays_as_it_is():
    said = voice(2.5)
    assert drawn_out(said, 2.5) is said
    assert drawn_out(said, 1.0, [0.5]) is said


def test_the_same_sound_gives_the_same_bytes():
    assert drawn_out(voice(2.0), 3.3, [0.7, 1.4]) == drawn_out(voice(2.0), 3.3, [0.7, 1.4])


def test_silence_stays_silence():
    assert not any(drawn_out(bytes(48_000), 2.0, [0.5]))
