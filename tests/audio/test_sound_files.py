"""A user's sound file becomes the programme's samples, in bounded memory, or a phrase says why not."""

import tracemalloc

import numpy as np
import pytest

from service.audio import loudness, sound_files
from service.errors import AudioError
from service.model import SAMPLE_RATE
from tests.support.paths import DATA
from tests.support.sound_files import as_mp3, as_wav, silence, tone


def test_wav_is_taken_as_it_is_and_mp3_as_it_is_heard():
    samples = tone(2)
    assert np.array_equal(sound_files.decoded(as_wav(samples), 5), samples)
    heard = sound_files.decoded(as_mp3(samples), 5)
    assert len(heard) == pytest.approx(len(samples), abs=3000)  # the codec's delay and its last frame
    assert loudness.integrated(heard) == pytest.approx(loudness.integrated(samples), abs=1)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no sound file"),
        (b"%PDF-1.7 " * 50, "no sound file"),
        (as_wav(tone(3)), r"lasts 3\.0 s; 2 s is the most"),
        (as_wav(tone(1))[:30_000], "end is missing"),
        (as_wav(silence(1)), "silent"),
        (as_wav(tone(0.05)), "shorter than a tenth"),
    ],
)
def test_what_cannot_be_heard_is_said(data, why):
    with pytest.raises(AudioError, match=why):
        sound_files.decoded(data, 2)


@pytest.mark.slow
def test_of_hours_in_a_small_file_no_more_is_decoded_than_is_needed_to_refuse_it():
    hours = as_mp3(np.tile(silence(60), 20)) * 12  # four hours
    tracemalloc.start()
    with pytest.raises(AudioError, match="is the most"):
        sound_files.decoded(hours, 180)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12 * sound_files.MOST_DECODED * 24_000  # of four hours: 4,000 MB and more


def test_a_recording_that_breaks_off_is_no_shorter_one():
    whole = (DATA / "audio" / "tone.mp3").read_bytes()  # with a head that counts its frames
    assert len(sound_files.decoded(whole, 5)) == pytest.approx(2 * SAMPLE_RATE, abs=3000)
    with pytest.raises(AudioError, match="end is missing"):
        sound_files.decoded(whole[: len(whole) // 2], 5)
    ogg = bytearray((DATA / "audio" / "tone.ogg").read_bytes())
    last = ogg.rfind(b"OggS")
    ogg[last + 6 : last + 14] = (10 * SAMPLE_RATE).to_bytes(8, "little")  # the place at which it says to end
    with pytest.raises(AudioError, match="end is missing"):
        sound_files.decoded(bytes(ogg), 60)
