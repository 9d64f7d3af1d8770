"""An engine of plain tones: a short sine for each character, the same bytes for the same text."""

from __future__ import annotations

import functools
import io
import wave

import numpy as np

from service.errors import BadClip
from service.speech.engines import Terms, digest

RATE = 24_000
SECONDS = 0.2
"""How long each character sounds."""


class Tones:
    """Speaks each character as a tone of its own, each voice at its own pitch; marks are silence."""

    name = "tones"
    notice = ""
    portable = True
    new_voice = ""

    def terms(self, voice=None):
        return Terms("free", "nowhere", "sines", "none is needed", True)

    def available(self, voices=()):
        """Never fails."""

    def render(self, spoken, readings, voice):
        return spoken

    def key(self, request):
        return digest(self.name, request.text, request.voice.name)

    def speak(self, requests):
        for index, request in enumerate(requests):
            yield index, sound(request.text, 200 + sum(request.voice.name.encode()) % 50)

    def decode(self, raw):
        try:
            with wave.open(io.BytesIO(raw)) as file:
                return file.readframes(file.getnframes()), file.getframerate()
        except (wave.Error, EOFError) as error:
            raise BadClip("The tones are cut off.") from error


@functools.cache
def sound(text, lowest):
    """The text as a WAV file; `lowest` is the lowest tone, in hertz."""
    time = np.arange(int(RATE * SECONDS)) / RATE
    envelope = np.minimum(1, np.minimum(time, SECONDS - time) / 0.01)
    parts = [
        8000 * envelope * np.sin(2 * np.pi * (lowest + ord(each) % 97 * 5) * time) * each.isalnum() for each in text
    ]
    with io.BytesIO() as out:
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.concatenate(parts or [np.zeros(1)]).astype("<i2").tobytes())
        return out.getvalue()
