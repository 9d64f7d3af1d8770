"""Encoded apart, joined, and decoded again: every sample in its place."""

import io
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import MP3

from service.audio import mp3
from service.audio.mixing import FRAME
from service.errors import AudioError
from service.model import SAMPLE_RATE
from tests.support.synthetic_voice import voice
from tests.support.tables import every_row


def place_of(sound: np.ndarray, heard: np.ndarray, near: int) -> int:
    """Where in `heard` the sound stands, by cross-correlation within 600 samples of `near`."""
    start = max(0, near - 600)
    around = heard[start : near + len(sound) + 600].astype(float)
    size = len(around) + len(sound)
    match = np.fft.irfft(np.fft.rfft(around, size) * np.fft.rfft(sound.astype(float), size).conj(), size)
    return start + int(match[: len(around)].argmax())


@pytest.fixture(scope="module")
def joined():
    sounds = [np.frombuffer(voice(0.8 + 0.371 * n, seed=n), dtype="<i2") for n in range(4)]
    starts, position = [], 0
    for sound in sounds:
        starts.append(position)
        position = -(-(position + len(sound) + 2400 * len(starts)) // FRAME) * FRAME
    total = position + 77
    stream = mp3.join([(start, mp3.encode(sound)) for start, sound in zip(starts, sounds, strict=True)], total)
    return sounds, starts, total, stream


def test_tag_and_decoder_agree_to_the_sample(joined):
    _, _, total, stream = joined
    assert len(mp3.decode(stream)) == total
    info: Any = MP3(io.BytesIO(stream)).info
    assert info.length == pytest.approx(total / SAMPLE_RATE, abs=1 / SAMPLE_RATE)
    assert (info.bitrate, info.sample_rate, info.channels) == (64_000, 24_000, 1)


def test_every_sound_is_heard_at_its_sample(joined):
    sounds, starts, _, stream = joined
    heard = mp3.decode(stream)
    for sound, start in zip(sounds, starts, strict=True):
        assert place_of(sound, heard, start) == start


def test_silence_between_the_sounds_is_silent(joined):
    sounds, starts, total, stream = joined
    heard = mp3.decode(stream)
    for sound, start, after in zip(sounds, starts, [*starts[1:], total], strict=True):
        # An MP3 frame spreads what it holds over itself and its neighbour.
        assert not heard[start + len(sound) + 2 * FRAME : max(0, after - 3 * FRAME)].any()


def test_joining_changes_nothing_of_what_was_encoded(joined):
    sounds, starts, _, stream = joined
    heard = mp3.decode(stream)
    alone = mp3.decode(mp3.join([(0, mp3.encode(sounds[2]))], len(sounds[2])))
    np.testing.assert_allclose(heard[starts[2] : starts[2] + len(alone)], alone, atol=1)


def test_a_player_can_seek_by_the_table(joined):
    """The seek table and sizes of the Info frame: byte share equals time share at a constant rate."""
    *_, stream = joined
    at = stream.index(b"Info")
    assert int.from_bytes(stream[at + 12 : at + 16], "big") == len(stream)
    assert int.from_bytes(stream[at + 8 : at + 12], "big") == len(stream) // 192 - 1
    table = list(stream[at + 16 : at + 116])
    assert table == sorted(table)
    assert table[50] == 128


@every_row("samples", [1, 575, 576, 577, 24_000])
def test_any_length_survives(samples):
    sound = np.frombuffer(voice(1.0), dtype="<i2")[:samples]
    assert len(mp3.decode(mp3.join([(0, mp3.encode(sound))], samples))) == samples


def test_sounds_that_overlap_or_reach_beyond_the_end_are_refused():
    frames = mp3.encode(np.zeros(24_000, dtype="<i2"))
    with pytest.raises(AudioError, match="begins before"):
        mp3.join([(0, frames), (FRAME * 10, frames)], 100_000)
    with pytest.raises(AudioError, match="beyond its 20000 samples"):
        mp3.join([(0, frames)], 20_000)


@pytest.mark.parametrize("data", [b"", b"ID3", bytes(4000)])
def test_what_is_no_mp3_is_an_audio_error(data):
    with pytest.raises(AudioError, match="cannot be decoded"):
        mp3.decode(data)
