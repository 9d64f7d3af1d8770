"""WAV files: what was wrapped comes out, and what is no such file is a bad clip."""

import io
import wave

import pytest

from service.errors import BadClip
from service.speech.engines.wav import from_wav, to_wav

PCM = bytes(range(250)) * 2


def test_samples_and_rate_come_out_as_they_went_in():
    assert from_wav(to_wav(PCM, 22_050)) == (PCM, 22_050)


@pytest.mark.parametrize(("channels", "width"), [(2, 2), (1, 1)])
def test_stereo_and_eight_bits_are_refused(channels, width):
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setparams((channels, width, 22_050, 0, "NONE", ""))
        out.writeframes(PCM)
    with pytest.raises(BadClip, match="not 16-bit mono"):
        from_wav(buffer.getvalue())


def test_a_cut_file_is_refused_wherever_it_is_cut():
    whole = to_wav(PCM, 22_050)
    for length in range(0, len(whole), 7):
        with pytest.raises(BadClip, match=r"cut off|does not decode"):
            from_wav(whole[:length])
