"""Sounds that are sent in, by the program that decodes them: what it answers, and that its limits end it."""

import base64

import numpy as np
import pytest

from service.audio import sent_sound
from service.errors import AudioError
from service.sources import reading_process
from tests.support.sound_files import as_mp3, as_wav, silence, tone

PIECES = "from service.audio import sent_sound\nsent_sound.{} = {}\nsent_sound.main()"


def test_its_answers_are_the_sound_in_pieces():
    data = as_wav(tone(3))
    pieces = list(reading_process.answers(["-P", sent_sound.__file__, "5"], data))
    assert len(pieces) > 2
    assert b"".join(base64.b64decode(each["pcm"]) for each in pieces) == sent_sound.levelled(data, 5)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"<html>", "no sound file"), (as_wav(silence(2)), "silent"), (as_mp3(tone(6)), r"lasts 6\.\d s; 5 s")],
)
def test_what_is_none_is_answered_with_the_reason(data, why):
    [answer] = list(reading_process.answers(["-P", sent_sound.__file__, "5"], data))
    with pytest.raises(AudioError, match=why):
        sent_sound.levelled(data, 5)
    assert list(sent_sound.answers(data, 5)) == [answer]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("decoder", "limit", "end"),
    [
        ("while True: pass", ("SECONDS", 1), {"refused": "time"}),
        ("import signal\nsignal.pause()", ("WAIT", 1), {"refused": "crash", "said": "SIGALRM"}),
        ("bytearray(900_000_000)", ("MEMORY", 800_000_000), {"refused": "crash", "said": "MemoryError"}),
    ],
    ids=["processor", "waiting", "memory"],
)
def test_a_decoder_that_takes_too_much_is_ended(tmp_path, monkeypatch, decoder, limit, end):
    (tmp_path / "miniaudio.py").write_text(decoder, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert list(reading_process.answers(["-c", PIECES.format(*limit), "5"], as_wav(tone(1)))) == [end]


def test_an_odd_head_of_an_mp3_costs_nothing_of_its_sound():
    head = b"ID3\x09\x09\0\0\0\0\x0a" + bytes(10)  # of a version that there is not
    samples = np.frombuffer(sent_sound.levelled(head + as_mp3(tone(2)), 5), "<i2")
    assert len(samples) / 24_000 == pytest.approx(2, abs=0.1)
