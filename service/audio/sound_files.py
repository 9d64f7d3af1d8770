"""A user's sound file as PCM: decoded in bounded memory, whole, and with something to hear in it."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any

from service.core.messages import _
from service.errors import AudioError
from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_DECODED = 600.0
"""Seconds that are decoded at the most: of what is longer nobody needs to know how much."""
QUIET = 100
"""A sample's value below which nothing is heard: -50 dBFS."""
_SHORTEST = 0.1
"""Seconds."""
_UNKNOWN = 0xFFFFFFFF
"""The size of a WAV file's sound where the program that wrote it could not tell."""
_PADDING = 0.3
"""Seconds that a coder may add: 1,105 samples of delay and a frame, at 8 kHz."""
_FRAMES = 65_536
"""Frames decoded at a time."""


def decoded(data: bytes, longest: float) -> NDArray[np.int16]:
    """Return the sound of a WAV, MP3, OGG (Vorbis) or FLAC file: 24 kHz, one channel.

    Raise AudioError, a phrase that says why: no sound, its end is missing, values that are no numbers, over `longest`
    seconds, silent or shorter than a tenth of a second.
    """
    import miniaudio
    import numpy as np

    try:
        samples = _streamed(data, miniaudio.SampleFormat.SIGNED16)
        exact = _streamed(data, miniaudio.SampleFormat.FLOAT32)
    except miniaudio.MiniaudioError as error:
        raise AudioError(_("this is no sound file that can be decoded.")) from error
    seconds = len(samples) / SAMPLE_RATE
    if seconds < MOST_DECODED and _ends_early(data, seconds):
        raise AudioError(_("the sound's end is missing: copy or export it again."))
    if not np.isfinite(exact).all():
        raise AudioError(_("the sound holds values that are no numbers: export it again as 16-bit WAV or FLAC."))
    if seconds > longest:
        raise AudioError(
            _("the sound lasts {seconds:.1f} s; {longest:g} s is the most.", seconds=seconds, longest=longest)
        )
    if seconds < _SHORTEST or np.abs(samples.astype(np.int32)).max() < QUIET:
        raise AudioError(_("the sound is silent or shorter than a tenth of a second."))
    return samples


def _streamed(data: bytes, form: Any) -> NDArray[Any]:  # noqa: ANN401  (an enum of miniaudio, imported where it is used)
    import miniaudio
    import numpy as np

    kind = "<i2" if form is miniaudio.SampleFormat.SIGNED16 else "<f4"
    parts, count = [np.zeros(0, kind)], 0
    for part in miniaudio.stream_memory(data, form, 1, SAMPLE_RATE, _FRAMES):
        parts.append(np.frombuffer(part, kind))
        count += len(part)
        if count > MOST_DECODED * SAMPLE_RATE:
            break
    return np.concatenate(parts)


def _ends_early(data: bytes, seconds: float) -> bool:
    """Return whether a file, of which so much could be decoded, says that it is longer."""
    import miniaudio
    from mutagen import MutagenError
    from mutagen.mp3 import MP3, BitrateMode
    from mutagen.oggvorbis import OggVorbis

    if data.startswith(b"fLaC"):
        return bool(miniaudio.flac_get_info(data).duration > seconds + 0.01)
    at = 12
    while data.startswith(b"RIFF") and at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"data":
            return size != _UNKNOWN and at + 8 + size > len(data)
        at += 8 + size + size % 2
    with contextlib.suppress(MutagenError):  # no header, or one that it does not know
        is_ogg = data.startswith(b"OggS")
        info: Any = OggVorbis(io.BytesIO(data)).info if is_ogg else MP3(io.BytesIO(data)).info
        # that of an MP3 file without a head that counts its frames is guessed from its size
        is_counted = is_ogg or info.bitrate_mode is not BitrateMode.UNKNOWN
        return bool(is_counted and info.length > seconds + _PADDING)
    return False
