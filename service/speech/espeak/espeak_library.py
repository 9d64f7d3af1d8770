"""The espeak-ng library through ctypes: only what speaking and checking a reading need.

The library keeps its state in globals. Only one thread may use it at a time, and what it speaks depends on what the
same process has spoken before. `espeak_worker` therefore speaks each text in a fork of its own. This module uses the
standard library only: the worker starts without site-packages.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_short, c_uint, c_void_p

from service.core.messages import _

SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: AUDIO_OUTPUT_SYNCHRONOUS
DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
UTF8 = 1  # espeakCHARS_UTF8
SSML = 0x10  # espeakSSML
RATE, VOLUME, PITCH, RANGE, WORDGAP = 1, 2, 3, 4, 7  # espeak_PARAMETER

_Callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, c_void_p)


class EspeakLibrary:
    """An initialized libespeak-ng; make one for each process."""

    def __init__(self, library: str, data: str) -> None:
        """Load the shared library and its data folder; OSError where either cannot be used."""
        self._lib, self._data = ctypes.CDLL(library), data
        self._lib.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
        self._lib.espeak_SetVoiceByName.argtypes = [c_char_p]
        self._lib.espeak_SetParameter.argtypes = [c_int, c_int, c_int]
        self._lib.espeak_TextToPhonemes.argtypes = [POINTER(c_void_p), c_int, c_int]
        self._lib.espeak_TextToPhonemes.restype = c_char_p
        self._lib.espeak_Synth.argtypes = [c_char_p, ctypes.c_size_t, c_uint, c_int, c_uint, c_uint, c_void_p, c_void_p]
        self._lib.espeak_SetSynthCallback.argtypes = [_Callback]
        self.rate = int(self._lib.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), DONT_EXIT))
        """Samples a second."""
        if self.rate <= 0:
            raise self._refusal(_("espeak-ng found no usable data in {data}", data=data))

    def voice(self, name: str) -> None:
        """Choose a voice such as `cmn` or `cmn+f3`; OSError where there is none of that name."""
        if self._lib.espeak_SetVoiceByName(name.encode()):
            raise self._refusal(_("espeak-ng has no voice {name}", name=name))

    def _refusal(self, failed: str) -> OSError:
        """Return why that failed: the library does not tell when the system lets it open no file."""
        try:
            os.close(os.open(self._data, os.O_RDONLY))
        except OSError as error:
            return error
        return OSError(failed)

    def parameter(self, number: int, value: int) -> None:
        """Set one of RATE (words a minute), VOLUME, PITCH, RANGE (0-100) or WORDGAP (10 ms)."""
        self._lib.espeak_SetParameter(number, value, 0)

    def phonemes(self, text: str) -> str:
        """Return the phoneme names that the chosen voice reads the text with, clauses separated by blanks."""
        buffer = ctypes.create_string_buffer(text.encode())
        position = c_void_p(ctypes.addressof(buffer))
        clauses = []
        while position.value is not None:
            answer = self._lib.espeak_TextToPhonemes(ctypes.byref(position), UTF8, 0)
            clauses.append((answer or b"").decode())
        return " ".join(clauses)

    def speak(self, text: str) -> bytes:
        """Synthesize the text, which is SSML: 16-bit mono samples."""
        chunks: list[bytes] = []

        def collect(samples: object, count: int, _events: object) -> int:
            if samples and count > 0:
                chunks.append(ctypes.string_at(samples, count * 2))  # type: ignore[arg-type]
            return 0

        callback = _Callback(collect)
        self._lib.espeak_SetSynthCallback(callback)
        encoded = text.encode() + b"\0"
        self._lib.espeak_Synth(encoded, len(encoded), 0, 1, 0, UTF8 | SSML, None, None)
        return b"".join(chunks)
