"""A stand-in for speech services over HTTP, on loopback, with faults: OpenAI's `/v1/audio/speech` and Azure's REST.

The sound of a text is edge_server's tone, as long as the text needs at its PACE.
"""

import html
import json
import re
import socket
import struct
import time
from contextlib import suppress

import numpy as np
import pytest

from service.speech.engines.wav import to_wav
from tests.support.edge_server import HEAD, PACE, RATE, TAIL, mp3
from tests.support.http_server import Handler
from tests.support.tables import thinned

STATUS = {"unknown key": 401, "forbidden": 403, "nowhere": 404, "bad": 400, "redirect": 307, "moved": 301}
"""Faults that no further attempt mends."""
BUSY = {"busy": 429, "broken": 500, "gateway": 502, "down": 503}
PASSING = (
    *BUSY, "page", "unlabelled page", "json", "cut off", "chunk cut off", "reset", "stalled", "silent", "drip",
    "nonsense", "compressed",
)  # fmt: skip
"""Faults that are tried again at once."""
CLIPS = ("empty", "garbage", "short", "quiet", "half a file")
"""Answers of good form, whose clip fails a check."""
FAULTS = (*STATUS, *PASSING, *CLIPS)
WAITS = ("stalled", "silent", "drip")
"""Those that are known only when the time is over."""


def cases(faults, every=1):
    """The faults as parameters of a test; those that take a while are marked slow, and all but each n-th of the others.

    `every`: n.
    """
    quick = [fault for fault in faults if fault not in WAITS]
    waits = (pytest.param(fault, marks=pytest.mark.slow) for fault in faults if fault in WAITS)
    return [*thinned(quick, every), *waits]


def samples(characters, level=8000, rate=RATE):
    """The tone for so many characters, with silence around it."""
    moments = np.arange(round(characters / PACE * rate)) / rate
    tone = level * np.sin(2 * np.pi * 220 * moments) * (0.6 - 0.4 * np.cos(2 * np.pi * PACE * moments))
    return np.concatenate([np.zeros(round(HEAD * rate)), tone, np.zeros(round(TAIL * rate))]).astype("<i2").tobytes()


def text_of(ssml):
    """What a piece of SSML has spoken."""
    return html.unescape(re.sub("<[^>]*>", "", ssml))


class SpeechServer(Handler):
    """`server.plan(number)` says which fault a request meets; `server.asked` keeps path, fields and body of each."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """The list of models, or of voices."""
        self.server.probed.append((self.path, dict(self.headers)))
        fault = self.server.probe
        if fault == "silent":
            self.server.stopping.wait(30)
        status = STATUS.get(fault) or BUSY.get(fault) or (200 if self.server.key_fits(self.headers) else 401)
        with suppress(ConnectionError):
            self._head(status, {"Location": self.server.elsewhere, "Content-Length": "2"})
            self.wfile.write(b"{}")

    def do_POST(self):
        """Sound, or a fault."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self.server.lock:
            number = len(self.server.asked)
            self.server.asked.append((self.path, dict(self.headers), body))
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        time.sleep(self.server.latency)
        with self.server.lock:  # before it answers: the client's next request may come the moment after
            self.server.now -= 1
        try:
            self._answer(self.server.plan(number), body)
        except OSError:
            self.close_connection = True

    def _answer(self, fault, body):
        if not self.server.key_fits(self.headers):
            fault = "unknown key"
        if fault in STATUS or fault in BUSY:
            echoed = json.dumps({"error": {"message": f"no: {dict(self.headers)}"}}).encode()
            fields = {"Location": self.server.elsewhere, "Retry-After": self.server.patience}
            self._head(STATUS.get(fault) or BUSY[fault], {**fields, "Content-Length": str(len(echoed))})
            self.wfile.write(echoed)
        elif fault in ("silent", "reset", "nonsense"):
            self._break(fault)
        else:
            self._speak(fault, body)

    def _break(self, fault):
        self.close_connection = True
        if fault == "silent":
            self.server.stopping.wait(30)
        if fault == "nonsense":
            self.wfile.write(f"no HTTP: {dict(self.headers)}\r\n\r\n".encode())
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _speak(self, fault, body):
        kind, sound = self.server.sound(body, fault)
        if fault in ("page", "unlabelled page"):
            sound = "<!doctype html><title>听</title>".encode()
            kind = "text/html; charset=utf-8" if fault == "page" else kind
        if fault == "json":
            kind, sound = "application/json", b'{"error": "out of memory"}'
        if fault == "empty":
            sound = b""
        if fault == "garbage":
            sound = bytes(np.random.default_rng(1).integers(0, 256, len(sound), dtype=np.uint8))
        if fault == "half a file":
            sound = sound[: len(sound) // 2 // 2 * 2]
        fields = {"Content-Type": kind, "Content-Length": str(len(sound))}
        if fault == "compressed":
            fields["Content-Encoding"] = "gzip"
        if fault == "chunk cut off":
            del fields["Content-Length"]
            fields["Transfer-Encoding"] = "chunked"
            sound = f"{len(sound):x}\r\n".encode() + sound + b"\r\n"
        self._head(200, fields)
        if fault == "drip":
            while not self.server.stopping.wait(0.02):
                self.wfile.write(b"\0")
        half = fault in ("cut off", "stalled")
        self.wfile.write(sound[: len(sound) // 2] if half else sound)
        if fault == "stalled":
            self.wfile.flush()
            self.server.stopping.wait(30)
        if fault in ("cut off", "chunk cut off", "stalled"):
            self.close_connection = True

    def _head(self, status, fields):
        self.send_response(status)
        for name, value in fields.items():
            if value:
                self.send_header(name, value)
        self.end_headers()


def sound_of(text, form, fault):
    """The content type and the sound of a text as `wav`, `mp3` or `pcm`."""
    characters = sum(character.isalnum() for character in text)
    characters = characters // 3 if fault == "short" else characters
    level = 4 if fault == "quiet" else 8000
    if form == "mp3":
        return "audio/mpeg", mp3(characters, level)
    pcm = samples(characters, level)
    return ("audio/wav", to_wav(pcm, RATE)) if form == "wav" else ("audio/pcm", pcm)


def openai_sound(body, fault):
    """What OpenAI's interface answers with."""
    order = json.loads(body)
    return sound_of(order["input"], order["response_format"], fault)


def azure_sound(body, fault):
    """What Azure answers with to riff-24khz-16bit-mono-pcm."""
    return sound_of(text_of(body), "wav", fault)


def state(sound=openai_sound, **changes):
    """What `serving(SpeechServer, ...)` needs; by default it answers rightly and asks for no key."""
    import threading

    plain = {
        "plan": lambda number: "",
        "probe": "",
        "key_fits": lambda headers: True,
        "sound": sound,
        "elsewhere": "",
        "patience": "0",
        "latency": 0.0,
        "asked": [],
        "probed": [],
        "lock": threading.Lock(),
        "now": 0,
        "most": 0,
    }
    return {**plain, **changes}
