"""MP3 out and in: chunks encoded one by one, joined frame by frame, and read back.

Mono, 64 kb/s, 24 kHz: every frame is 576 samples and 192 bytes. A chunk is encoded for itself (its first
frame refers to none before) and only as far as its sound reaches through the codec's delay; what lies
between two chunks is filled with silent frames. So the joined stream is, sample for sample, as late as one
encoded in a single run: 1,105 samples, which the Info frame in front tells players to skip.
"""

from __future__ import annotations

import functools
import importlib.metadata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.audio.mixing import CODEC_DELAY, FRAME
from service.core.messages import _
from service.errors import AudioError
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BITRATE = 64
"""kb/s."""
QUALITY = 7
"""LAME's effort, 0 best to 9 fastest."""
_HEADER = bytes.fromhex("fff384c4")  # MPEG-2 Layer III, 64 kb/s, 24 kHz, mono, original
FRAME_BYTES = 192
"""Bytes in one frame."""
_SILENT_FRAME = _HEADER.ljust(FRAME_BYTES, b"\0")
_ENCODER_DELAY = 576
_SIDE_INFO = 9


@functools.cache
def settings() -> str:
    """Return what encoded bytes depend on besides the sound."""
    return f"lameenc {importlib.metadata.version('lameenc')} mono {SAMPLE_RATE} Hz {BITRATE} kb/s q{QUALITY}"


def encode(pcm: NDArray[np.int16]) -> bytes:
    """Return the frames of one chunk, from the first to the last that carries its sound."""
    import lameenc
    import numpy as np

    frames = frames_for(len(pcm))
    padded = np.zeros(frames * FRAME, dtype="<i2")
    padded[: len(pcm)] = pcm
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BITRATE)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    encoder.silence()
    stream = bytes(encoder.encode(padded.tobytes())) + bytes(encoder.flush())
    stream = stream[: frames * FRAME_BYTES]
    if not carries(stream, len(pcm)):
        raise AudioError(_("The MP3 encoder gave other frames than it was asked for; is another lameenc installed?"))
    return stream


def frames_for(samples: int) -> int:
    """Return how many frames it takes to hear all samples through the codec's delay."""
    return -(-(samples + CODEC_DELAY) // FRAME)


def carries(frames: bytes, samples: int) -> bool:
    """Return whether these are the frames of a chunk of that length, as far as can be told without decoding."""
    return len(frames) == frames_for(samples) * FRAME_BYTES and _aligned(frames)


def join(chunks: Sequence[tuple[int, bytes]], total: int) -> bytes:
    """Return one MP3 of exactly `total` samples: each chunk's frames at its start, a multiple of FRAME."""
    stream = bytearray()
    for start, frames in chunks:
        gap = start // FRAME - len(stream) // FRAME_BYTES
        if start % FRAME or gap < 0:
            raise AudioError(
                _("The sound at sample {start} begins before the one in front of it has ended.", start=start)
            )
        stream += _SILENT_FRAME * gap
        stream += frames
    missing = frames_for(total) - len(stream) // FRAME_BYTES
    if missing < 0:
        raise AudioError(_("The programme's sounds reach beyond its {total} samples.", total=total))
    stream += _SILENT_FRAME * missing
    return _info_frame(len(stream) // FRAME_BYTES, total) + bytes(stream)


def decode(mp3: bytes) -> NDArray[np.int16]:
    """Return the samples that a player makes of it: delay and padding are skipped as the Info frame says.

    Raise AudioError when the bytes are no MP3.
    """
    import numpy as np

    return np.concatenate(list(windows(mp3, SAMPLE_RATE)))


def windows(mp3: bytes, samples: int) -> Iterator[NDArray[np.int16]]:
    """Yield the same, so many samples at a time; the interpreter is free while each is decoded."""
    import miniaudio
    import numpy as np

    try:
        for window in miniaudio.stream_memory(mp3, nchannels=1, sample_rate=SAMPLE_RATE, frames_to_read=samples):
            yield np.frombuffer(window, dtype="<i2")
    except miniaudio.MiniaudioError as error:
        raise AudioError(_("The MP3 that was made cannot be decoded ({error}).", error=error)) from error


def _aligned(stream: bytes) -> bool:
    return all(stream.startswith(_HEADER[:2], at) for at in range(0, len(stream), FRAME_BYTES))


def _info_frame(frames: int, total: int) -> bytes:
    """Return the frame in front that tells length, seek table, delay and padding (Xing/LAME tag, revision 0)."""
    size = (frames + 1) * FRAME_BYTES
    padding = frames * FRAME - _ENCODER_DELAY - total
    tag = bytearray(_HEADER + bytes(_SIDE_INFO))
    tag += b"Info" + (0b1111).to_bytes(4, "big")  # frames, bytes, seek table and quality follow
    tag += frames.to_bytes(4, "big") + size.to_bytes(4, "big")
    tag += bytes(percent * 256 // 100 for percent in range(100)) + (100 - 10 * QUALITY).to_bytes(4, "big")
    tag += b"LAME3.100" + b"\x01" + bytes(1) + bytes(8) + bytes(1) + bytes([BITRATE])
    tag += (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    tag += bytes(4) + size.to_bytes(4, "big") + bytes(2)
    tag += _crc16(tag).to_bytes(2, "big")
    return bytes(tag).ljust(FRAME_BYTES, b"\0")


def _crc16(data: bytes | bytearray) -> int:
    """Return the CRC-16/ARC, which the LAME tag ends with."""
    crc = 0
    for byte in data:
        crc ^= byte
        for __ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
