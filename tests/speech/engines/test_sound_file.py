"""What services answer with: WAV and MP3 of any kind are decoded, what is cut off or endless is refused."""

import io
import struct
import wave

import numpy as np
import pytest

from service.errors import BadClip
from service.speech.engines import sound_file
from tests.support.edge_server import mp3, spoken_seconds
from tests.support.tables import every_row

TONE = (8000 * np.sin(np.arange(11_025) / 10)).astype("<i2")
DATA = 44
"""Where the samples of a plain WAV begin."""


def wav(rate=22_050, channels=1, samples=TONE):
    with io.BytesIO() as out:
        with wave.open(out, "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(samples.dtype.itemsize)
            file.setframerate(rate)
            file.writeframes(np.repeat(samples, channels).tobytes())
        return out.getvalue()


def sized(raw, size):
    """The same with another size of its samples in the head."""
    return raw[: DATA - 4] + struct.pack("<I", size) + raw[DATA:]


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_wav_comes_at_its_own_rate_as_one_channel(rate, channels):
    pcm, found = sound_file.decode(wav(rate, channels))
    assert found == rate
    assert np.abs(np.frombuffer(pcm, "<i2").astype(int) - TONE).max() <= 1


@every_row("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF - 36])
def test_a_wav_that_was_sent_before_its_length_was_known_is_whole(size):
    assert sound_file.decode(sized(wav(), size)) == (TONE.tobytes(), 22_050)


def test_other_chunks_before_the_samples_are_passed_over():
    raw = wav()
    listed = raw[:36] + b"LIST" + struct.pack("<I", 5) + b"abcde\0" + raw[36:]
    assert sound_file.decode(listed)[0] == TONE.tobytes()


def test_an_mp3_is_as_long_as_its_text():
    pcm, rate = sound_file.decode(mp3(20))
    assert len(pcm) / 2 / rate == pytest.approx(spoken_seconds("字" * 20) + 0.97, abs=0.1)


@every_row(
    ("raw", "fault"),
    [
        (wav()[:10_000], "cut off"),
        (wav()[:30], "without samples"),
        (b"RIFF" + bytes(3000), "without samples"),
        (b"<html>", "no MP3"),
        (b"", "no MP3"),
        (b"ID3" + bytes(3000), "no MP3"),
        (wav(rate=1), "1 samples a second"),
        (wav(rate=300_000), "300000 samples"),
        (wav(rate=8_000, samples=np.zeros(8_000 * 301, "<i2")), "301 s"),
    ],
)
def test_what_is_none_is_refused(raw, fault):
    with pytest.raises(BadClip, match=fault):
        sound_file.decode(raw)


def test_hours_of_silence_in_a_small_mp3_are_not_unpacked():
    hour = mp3(5) * 1200
    with pytest.raises(BadClip, match="longer than an utterance"):
        sound_file.decode(hour)


def test_damage_is_refused_or_decoded_and_nothing_else():
    chance = np.random.default_rng(7)
    for raw in (wav(), mp3(8)):
        for _ in range(150):
            damaged = np.frombuffer(raw, np.uint8).copy()
            damaged[chance.integers(0, 200, 6)] = chance.integers(0, 256, 6)
            try:
                pcm, rate = sound_file.decode(damaged[: chance.integers(1, len(raw))].tobytes())
            except BadClip:
                continue
            assert len(pcm) / 2 <= sound_file.LONGEST_SECONDS * rate
