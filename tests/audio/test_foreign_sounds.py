"""Sounds that only ffmpeg reads: told by their first bytes, read by it as that alone, or refused in words."""

import shutil
import subprocess

import numpy as np
import pytest

from service.audio import foreign_sounds
from service.errors import AudioError
from tests.support.sound_files import as_mp3, as_wav, tone

FFMPEG = shutil.which("ffmpeg")
needs_ffmpeg = pytest.mark.skipif(not FFMPEG, reason="ffmpeg is not installed")
CODECS = {"M4A": ("ipod", "aac"), "AAC": ("adts", "aac"), "Opus": ("ogg", "libopus"), "WebM": ("webm", "libopus")}


def encoded(kind, samples, tmp_path):
    """The samples as a phone would record them."""
    container, codec = CODECS[kind]
    source, target = tmp_path / "in.wav", tmp_path / "out"
    source.write_bytes(as_wav(samples))
    argv = [FFMPEG, "-v", "error", "-i", source, "-c:a", codec, "-f", container, target]
    subprocess.run(argv, check=True, capture_output=True)
    return target.read_bytes()


@pytest.mark.slow
@needs_ffmpeg
@pytest.mark.parametrize("kind", list(CODECS))
def test_what_a_phone_records_is_told_and_heard(kind, tmp_path):
    data = encoded(kind, tone(3), tmp_path)
    assert foreign_sounds.kind_of(data) == kind
    samples = np.frombuffer(foreign_sounds.decoded(data, 180), "<i2")
    assert len(samples) == pytest.approx(3 * 24_000, abs=4000)
    strengths = np.abs(np.fft.rfft(samples))
    assert np.argmax(strengths) / len(samples) * 24_000 == pytest.approx(440, abs=2)


@needs_ffmpeg
def test_of_a_long_one_no_more_is_decoded_than_shows_that_it_is_too_long(tmp_path):
    pcm = foreign_sounds.decoded(encoded("M4A", tone(20), tmp_path), 5)
    assert len(pcm) / 2 / 24_000 == pytest.approx(6, abs=0.1)


@needs_ffmpeg
@pytest.mark.parametrize(
    "data",
    [
        b"\0\0\0\x20ftypM4A " + bytes(2000),
        b"\0\0\0\x20ftypM4A file:///etc/passwd",
        b"\x1aE\xdf\xa3" + b"#EXTM3U\nhttp://127.0.0.1:1/x\n" * 9,
        b"\xff\xf1" + bytes(500),
    ],
)
def test_what_only_looks_like_one_is_refused(data):
    assert foreign_sounds.kind_of(data)
    with pytest.raises(AudioError, match="can be decoded"):
        foreign_sounds.decoded(data, 180)


@pytest.mark.parametrize(
    "data", [b"", b"#EXTM3U\nhttp://127.0.0.1/\n", as_wav(tone(1)), as_mp3(tone(1)), b"fLaC" + bytes(50), b"%PDF-1.7"]
)
def test_what_is_read_without_it_or_is_no_sound_is_not_its_affair(data):
    assert foreign_sounds.kind_of(data) == ""


def test_without_ffmpeg_it_is_said_what_to_send(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(AudioError, match="needs ffmpeg on the server: send WAV"):
        foreign_sounds.decoded(b"\0\0\0\x20ftypM4A " + bytes(100), 180)


@pytest.mark.slow
def test_a_program_that_hangs_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(foreign_sounds, "SECONDS", 1)
    slow = tmp_path / "ffmpeg"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(slow))
    with pytest.raises(AudioError, match="can be decoded"):
        foreign_sounds.decoded(b"#!AMR\n" + bytes(100), 180)
