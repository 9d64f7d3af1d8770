"""What speech services answer with, decoded: WAV and MP3 files of any rate and number of channels."""

from __future__ import annotations

import array
import struct

from service.core.messages import _
from service.errors import BadClip

LONGEST_SECONDS = 300
"""No utterance lasts as long; a small MP3 can hold hours."""
RATES = range(8_000, 192_001)
"""Samples a second that a recording of speech may have."""
UNKNOWN_SIZES = range(0x7FFF0000, 0x1_0000_0000)
"""Sizes that a writer puts into a WAV's head when it does not know yet how long the sound will be; 0 is another."""
_CHUNK = struct.Struct("<4sI")


def decode(raw: bytes) -> tuple[bytes, int]:
    """Return the 16-bit mono samples of a WAV or MP3 file and their rate in hertz.

    Raise BadClip where it is neither, is cut off, or lasts longer than an utterance can.
    """
    import miniaudio

    wav = raw.startswith(b"RIFF")
    try:
        about = miniaudio.wav_get_info(raw := _whole(raw)) if wav else miniaudio.mp3_get_info(raw)
        if about.sample_rate not in RATES:
            raise BadClip(_("The clip has {rate} samples a second.", rate=about.sample_rate))
        if about.duration > LONGEST_SECONDS:
            raise BadClip(_("The clip lasts {seconds:.0f} s, longer than an utterance can.", seconds=about.duration))
        mono = miniaudio.SampleFormat.SIGNED16, 1, about.sample_rate
        samples: array.array[int] = miniaudio.decode(raw, *mono).samples
    except miniaudio.MiniaudioError as fault:
        raise BadClip(_("The clip is no {format}: {fault}.", format="WAV" if wav else "MP3", fault=fault)) from None
    return samples.tobytes(), about.sample_rate


def _whole(raw: bytes) -> bytes:
    """Return a WAV with the true size of its samples in its head. Raise BadClip where it holds fewer than it says."""
    place = 12
    while place + _CHUNK.size <= len(raw):
        name, size = _CHUNK.unpack_from(raw, place)
        held = len(raw) - place - _CHUNK.size
        if name == b"data":
            if size == 0 or size in UNKNOWN_SIZES:
                return raw[:place] + _CHUNK.pack(name, held) + raw[place + _CHUNK.size :]
            if size > held:
                raise BadClip(_("The clip is cut off."))
            return raw
        place += _CHUNK.size + size + size % 2
    raise BadClip(_("The clip is a WAV without samples."))
