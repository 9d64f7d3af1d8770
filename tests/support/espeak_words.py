"""When espeak says its words, by the library's own events: `python espeak_words.py` answers jobs given on stdin.

Each job is one that the engine gives its worker; the answer is, for each, its words as [place in the text, sample].
"""

import ctypes
import json
import os
import subprocess
import sys

WORD = 1


class Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    )


def words(paths, jobs):
    """Each job's words, heard in a process of its own."""
    order = json.dumps({"paths": paths, "jobs": jobs})
    command = [sys.executable, __file__]
    done = subprocess.run(command, input=order, env=os.environ, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    from service.speech.espeak import espeak_library as espeak

    order = json.load(sys.stdin)
    library = espeak.EspeakLibrary(*order["paths"])
    library.voice("cmn")
    for job in order["jobs"]:
        if not os.fork():  # what is said depends on what was said before
            library.voice("cmn" + (f"+{job['variant']}" if job["variant"] else ""))
            for parameter in ("rate", "pitch", "range", "volume"):
                library.parameter(getattr(espeak, parameter.upper()), job[parameter])
            os.write(1, json.dumps(_said(library, job["text"], espeak.UTF8 | espeak.SSML)).encode() + b"\n")
            os._exit(0)
        os.wait()


def _said(library, text, flags):
    found = []
    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))

    @kind
    def collect(_samples, _count, events):
        at = 0
        while events and events[at].type:
            if events[at].type == WORD:
                found.append((events[at].text_position - 1, events[at].sample))
            at += 1
        return 0

    function = ctypes.CDLL(library._lib._name)
    function.espeak_SetSynthCallback.argtypes = [kind]
    function.espeak_SetSynthCallback(collect)
    encoded = text.encode() + b"\0"
    library._lib.espeak_Synth(encoded, len(encoded), 0, 1, 0, flags, None, None)
    return found


if __name__ == "__main__":
    main()
