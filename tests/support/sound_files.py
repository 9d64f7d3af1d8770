"""Sound files as an editor sends them in: invented, of every kind that is read."""

import io
import math
import wave

import numpy as np

from service.audio import mp3
from service.model import SAMPLE_RATE


def tone(seconds: float, pitch: float = 440.0, strength: int = 9000) -> np.ndarray:
    """A tone that swells and falls four times a second, as speech does; 24 kHz."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    swell = 0.55 - 0.45 * np.cos(2 * math.pi * 4 * time)
    return np.rint(strength * swell * np.sin(2 * math.pi * pitch * time)).astype("<i2")


def silence(seconds: float) -> np.ndarray:
    """Nothing."""
    return np.zeros(round(seconds * SAMPLE_RATE), "<i2")


def as_wav(samples: np.ndarray) -> bytes:
    """The samples as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def as_mp3(samples: np.ndarray) -> bytes:
    """The samples as an MP3 file."""
    return mp3.encode(samples)
