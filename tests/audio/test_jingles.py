"""The project's own sounds, and the user's."""

import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from service.audio import jingles, loudness, mp3
from service.errors import ConfigError
from tests.support.paths import DATA
from tests.support.synthetic_voice import voice

RATE = 24_000
DATA = DATA / "audio"


def write_wav(path: Path, samples: np.ndarray, rate: int = RATE, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


@pytest.mark.parametrize("name", ["opening", "closing", "stinger"])
def test_our_own_are_short_clean_and_end_in_silence(name):
    sound = np.frombuffer(getattr(jingles.default(), name), dtype="<i2").astype(int)
    assert 0.5 < len(sound) / RATE < 3.0
    assert np.abs(sound).max() < 32_767
    assert abs(sound.mean()) < 5
    assert np.abs(sound[-24:]).max() < 20
    assert abs(sound[0]) < 20
    assert loudness.integrated(sound.astype(np.int16)) > -40


def test_our_own_are_the_same_every_time():
    first = jingles.default()
    jingles.default.cache_clear()
    assert jingles.default() == first


def test_a_file_replaces_only_the_sound_it_is_named_for(tmp_path):
    path = write_wav(tmp_path / "own.wav", np.frombuffer(voice(0.7), dtype="<i2"))
    loaded = jingles.load(stinger=path)
    assert loaded.opening == jingles.default().opening
    assert loaded.closing == jingles.default().closing
    assert len(loaded.stinger) // 2 == round(0.7 * RATE)


def test_ident_and_bed_are_the_user_s_alone_and_a_bed_may_be_long(tmp_path):
    assert (jingles.default().ident, jingles.default().bed) == (b"", b"")
    long = write_wav(tmp_path / "music.wav", np.tile(np.frombuffer(voice(0.8), dtype="<i2"), 70))
    assert len(jingles.load(bed=long).bed) // 2 == 56 * RATE
    with pytest.raises(ConfigError, match=r"ident_sound .* lasts 56\.0 s; 15 s"):
        jingles.load(ident=long)


def test_any_rate_and_two_channels_become_the_programmes(tmp_path):
    time = np.arange(44_100) / 44_100
    tone = np.rint(9000 * np.sin(2 * np.pi * 440 * time))
    path = write_wav(tmp_path / "stereo.wav", np.repeat(tone, 2), rate=44_100, channels=2)
    sound = np.frombuffer(jingles.load(opening=path).opening, dtype="<i2").astype(float)
    assert len(sound) == pytest.approx(RATE, abs=50)
    spectrum = np.abs(np.fft.rfft(sound))
    assert spectrum.argmax() * RATE / len(sound) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("name", ["tone.flac", "tone.ogg"])
def test_flac_and_ogg_are_read(name):
    """Half a second of 523 Hz, written with libsndfile."""
    sound = np.frombuffer(jingles.load(closing=DATA / name).closing, dtype="<i2").astype(float)
    assert len(sound) == pytest.approx(RATE / 2, abs=50)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert spectrum.argmax() * RATE / len(sound) == pytest.approx(523, abs=3)


def test_mp3_is_read(tmp_path):
    path = tmp_path / "own.MP3"
    path.write_bytes(mp3.join([(0, mp3.encode(np.frombuffer(voice(1.0), dtype="<i2")))], RATE))
    assert len(jingles.load(opening=path).opening) // 2 == RATE


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("absent.wav", None, "no such file"),
        ("text.wav", b"not a sound at all" * 50, "no sound file"),
        ("empty.mp3", b"", "no sound file"),
        ("sound.m4a", b"", "WAV, MP3, OGG or FLAC"),
    ],
)
def test_what_is_no_sound_is_named(tmp_path, name, content, says):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=says) as error:
        jingles.load(opening=path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    ("samples", "says"),
    [(np.zeros(RATE), "silent"), (np.full(900, 5000), "silent or shorter"), (np.ones(16 * RATE), "16.0 s; 15 s")],
)
def test_what_cannot_be_a_chime_is_named(tmp_path, samples, says):
    with pytest.raises(ConfigError, match=says):
        jingles.load(closing=write_wav(tmp_path / "own.wav", samples))


def test_a_folder_is_no_chime(tmp_path):
    folder = tmp_path / "folder.wav"
    folder.mkdir()
    with pytest.raises(ConfigError, match="this is a folder"):
        jingles.load(opening=folder)


def floats(samples, size=None):
    """A WAV file of 32-bit floats, whose header names another size, if one is given."""
    raw = np.asarray(samples, "<f4").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, RATE, 4 * RATE, 4, 32)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(raw) if size is None else size) + raw
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_chime_with_values_that_are_no_numbers_is_named(tmp_path, value):
    samples = 0.3 * np.sin(np.arange(RATE) / 10)
    path = tmp_path / "own.wav"
    path.write_bytes(floats(samples))
    assert len(jingles.load(opening=path).opening) // 2 == RATE
    samples[100] = value
    path.write_bytes(floats(samples))
    with pytest.raises(ConfigError, match="no numbers"):
        jingles.load(opening=path)


@pytest.mark.parametrize("kept", [0.5, 0.999])
def test_a_wav_file_whose_end_is_missing_is_named(tmp_path, kept):
    path = write_wav(tmp_path / "own.wav", np.frombuffer(voice(1.0), dtype="<i2"))
    whole = path.read_bytes()
    path.write_bytes(whole[: round(kept * len(whole))])
    with pytest.raises(ConfigError, match="end is missing"):
        jingles.load(stinger=path)


def test_a_flac_file_whose_end_is_missing_is_named(tmp_path):
    whole, path = (DATA / "tone.flac").read_bytes(), tmp_path / "own.flac"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ConfigError, match="end is missing"):
        jingles.load(stinger=path)


@pytest.mark.parametrize("lost", [slice(60_000, None), slice(20_000, 40_000)])
def test_an_mp3_file_of_which_a_part_is_missing_is_named(tmp_path, lost):
    whole = bytearray(mp3.join([(0, mp3.encode(np.frombuffer(voice(10.0), dtype="<i2")))], 10 * RATE))
    path = tmp_path / "own.mp3"
    path.write_bytes(whole)
    assert len(jingles.load(bed=path).bed) // 2 == 10 * RATE
    whole[lost] = b""
    path.write_bytes(whole)
    with pytest.raises(ConfigError, match="end is missing"):
        jingles.load(bed=path)


def test_a_wav_file_of_unknown_length_is_taken(tmp_path):
    """Programs that write into a pipe cannot tell."""
    path = tmp_path / "own.wav"
    path.write_bytes(floats(0.3 * np.sin(np.arange(RATE) / 10), 0xFFFFFFFF))
    assert len(jingles.load(opening=path).opening) // 2 > RATE // 2
