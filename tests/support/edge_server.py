"""A stand-in for the reading service: the protocol that the real edge-tts client speaks, on loopback, with faults.

The sound of a text is a tone that swells and fades with each character, as long as the text needs at PACE
characters a second, with the real service's silence around it.
"""

import asyncio
import functools
import html
import json
import re
import threading
import time
from contextlib import contextmanager, suppress

import lameenc
import numpy as np
import pytest
from aiohttp import web

PACE = 5.0
RATE = 24_000
HEAD, TAIL = 0.17, 0.8

FAULTS = (
    "refused", "busy", "down", "mute", "silent", "dropped", "stalled", "truncated",
    "short", "early end", "garbage", "nonsense", "reset", "quiet",
)  # fmt: skip
"""Kinds of failure; `refused` is 403, `busy` 429, `down` 503."""
STATUS = {"refused": 403, "busy": 429, "down": 503}


def spoken_seconds(text):
    """How long the stand-in speaks a text, its silences apart."""
    return sum(character.isalnum() for character in text) / PACE


def assert_spoken(clips, texts):
    """Every text has its clip, as long as its words."""
    assert len(clips) == len(texts)
    for clip, text in zip(clips, texts, strict=True):
        assert clip.seconds == pytest.approx(spoken_seconds(text), abs=0.2)
        assert np.abs(np.frombuffer(clip.pcm, "<i2").astype(int)).max() > 4000


@functools.cache
def mp3(characters, level=8000):
    """The answer to a text of so many characters."""
    moments = np.arange(round(characters / PACE * RATE)) / RATE
    tone = level * np.sin(2 * np.pi * 220 * moments) * (0.6 - 0.4 * np.cos(2 * np.pi * PACE * moments))
    pcm = np.concatenate([np.zeros(round(HEAD * RATE)), tone, np.zeros(round(TAIL * RATE))]).astype("<i2")
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(48)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm.tobytes()) + encoder.flush())


class Service:
    """Answers each connection as `plan(number)` says: a fault's name, or "" for a good answer."""

    def __init__(self, plan=lambda number: "", latency=(0.0, 0.0, 0.0)):
        self.plan = plan
        self.connect_wait, self.first_wait, self.speed = latency
        self.connections = 0
        self.texts = []
        self.now = self.most = 0
        self.intervals = []

    async def handle(self, request):
        number, self.connections = self.connections, self.connections + 1
        fault = self.plan(number)
        self.now += 1
        self.most = max(self.most, self.now)
        began = time.monotonic()
        try:
            await asyncio.sleep(self.connect_wait)
            if fault in STATUS:
                return web.Response(status=STATUS[fault])
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            with suppress(ConnectionError, TypeError, RuntimeError):  # the client went away
                await self.converse(request, socket, fault)
            return socket
        finally:
            self.now -= 1
            self.intervals.append((began, time.monotonic()))

    async def converse(self, request, socket, fault):
        assert "speech.config" in (await socket.receive_str())
        ssml = await socket.receive_str()
        text = html.unescape(re.search(r"<prosody[^>]*>(.*)</prosody>", ssml, re.S)[1])
        self.texts.append(text)
        characters = sum(character.isalnum() for character in text)
        if fault == "silent":
            await socket.receive()  # until the client goes away
            return
        await self.say(socket, "turn.start", {})
        await asyncio.sleep(self.first_wait)
        if fault == "mute" or not characters:
            await self.say(socket, "turn.end", {})
            await socket.receive()
            return
        audio = mp3(characters // 3 if fault == "short" else characters, 4 if fault == "quiet" else 8000)
        heard = spoken_seconds(text) / (3 if fault == "short" else 1)
        if fault == "truncated":
            audio = audio[: len(audio) // 2 // 144 * 144]
        if fault == "garbage":
            audio = bytes(np.random.default_rng(1).integers(0, 256, len(audio), dtype=np.uint8))
        if fault == "early end":
            await self.say(socket, "turn.end", {})
        if fault == "nonsense":
            await socket.send_str("no header at all")
        if not await self.send(request, socket, fault, audio):
            return
        boundary = {"Offset": round(HEAD * 1e7), "Duration": round(heard * 1e7), "text": {"Text": text}}
        await self.say(socket, "audio.metadata", {"Metadata": [{"Type": "SentenceBoundary", "Data": boundary}]})
        await self.say(socket, "turn.end", {})
        await socket.receive()  # the client's closing

    async def send(self, request, socket, fault, audio):
        """Send the audio piece by piece; False where the fault ends it midway."""
        pieces = [audio[i : i + 7200] for i in range(0, len(audio), 7200)]
        for i, piece in enumerate(pieces):
            if (i and i == (len(pieces) + 1) // 2) or len(pieces) == 1:
                if fault == "dropped":
                    await socket.close()
                    return False
                if fault == "reset":
                    request.transport.abort()
                    return False
                if fault == "stalled":
                    await socket.receive()
                    return False
            header = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
            await socket.send_bytes(len(header).to_bytes(2, "big") + header + piece)
            if self.speed:
                await asyncio.sleep(len(piece) * 8 / 48_000 / self.speed)
        return True

    @staticmethod
    async def say(socket, path, content):
        await socket.send_str(
            f"X-RequestId:1\r\nContent-Type:application/json\r\nPath:{path}\r\n\r\n{json.dumps(content)}"
        )


@contextmanager
def running(service):
    """Serve on a free port in a thread; yields the address for the client's WSS_URL."""
    loop = asyncio.new_event_loop()
    ready, address = threading.Event(), []

    async def start():
        app = web.Application()
        app.router.add_get("/{path:.*}", service.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        address.append(runner.addresses[0][1])
        return runner

    def run():
        runner = loop.run_until_complete(start())
        loop.call_soon(ready.set)
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield f"ws://127.0.0.1:{address[0]}/edge/v1?token=none"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
