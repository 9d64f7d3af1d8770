"""WAV files as raw answers of the engines that make samples themselves, so that a cached clip can be played."""

from __future__ import annotations

import io
import wave

from service.core.messages import _
from service.errors import BadClip


def to_wav(pcm: bytes, rate: int) -> bytes:
    """Wrap 16-bit mono samples."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(pcm)
    return buffer.getvalue()


def from_wav(raw: bytes) -> tuple[bytes, int]:
    """Return the samples and their rate in hertz. Raise BadClip where it is no 16-bit mono WAV or is cut off."""
    try:
        with wave.open(io.BytesIO(raw)) as source:
            if source.getnchannels() != 1 or source.getsampwidth() != 2:
                raise BadClip(_("A clip is not 16-bit mono."))
            pcm = source.readframes(source.getnframes())
            if len(pcm) != source.getnframes() * 2:
                raise BadClip(_("A clip is cut off."))
            return pcm, source.getframerate()
    except (wave.Error, EOFError) as error:
        raise BadClip(_("A clip does not decode: {error}.", error=error)) from None
