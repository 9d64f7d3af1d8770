"""Listeners by the hundred: real connections that pull the feed and ranges of the audio, and check every byte."""

import asyncio
import hashlib
import random
import time
from dataclasses import dataclass, field

RANGE = 131_072
"""Bytes that a player asks for at a time: a quarter of a minute of audio."""


@dataclass
class Tally:
    """What the listeners met."""

    seconds: list = field(default_factory=list)
    """How long each request took."""
    errors: list = field(default_factory=list)
    bytes: int = 0

    def percentile(self, percent):
        ranked = sorted(self.seconds)
        return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]

    def __str__(self):
        marks = ", ".join(f"p{mark} {self.percentile(mark) * 1000:.1f} ms" for mark in (50, 95, 99, 100))
        return f"{len(self.seconds)} requests, {len(self.errors)} errors, {self.bytes / 1e6:.0f} MB; {marks}"


class Crowd:
    """So many listeners of one show, each with a connection of its own and a pause between requests."""

    def __init__(self, port, feed, audio, data, *, pause):
        self._port, self._feed, self._audio, self._data, self._pause = port, feed, audio, data, pause
        self.tally = Tally()

    def listen(self, count, seconds, until=None):
        """They listen for that many seconds, and on until the event is set."""
        return asyncio.run(self._all(count, seconds, until))

    async def _all(self, count, seconds, until):
        end = time.monotonic() + seconds
        on = lambda: time.monotonic() < end or (until is not None and not until.is_set())  # noqa: E731
        await asyncio.gather(*(self._one(random.Random(seed), on) for seed in range(count)))
        return self.tally

    async def _one(self, dice, on):
        await asyncio.sleep(dice.random() * self._pause)
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        tag = ""
        try:
            while on():
                status, headers, body = await self._ask(reader, writer, self._feed, {"If-None-Match": tag})
                tag = headers.get("etag", tag)
                if not (status == 304 or (status == 200 and body.endswith(b"</rss>\n"))):
                    self.tally.errors.append((status, "feed", body[-40:]))
                for _ in range(3):
                    start = dice.randrange(len(self._data) - 1)
                    wanted = self._data[start : start + RANGE]
                    span = {"Range": f"bytes={start}-{start + RANGE - 1}"}
                    status, _, body = await self._ask(reader, writer, self._audio, span)
                    if status != 206 or hashlib.sha256(body).digest() != hashlib.sha256(wanted).digest():
                        self.tally.errors.append((status, "range", len(body), len(wanted)))
                    await asyncio.sleep(self._pause * (0.5 + dice.random()))
        except (OSError, asyncio.IncompleteReadError) as error:
            self.tally.errors.append(error)
        finally:
            writer.close()

    async def _ask(self, reader, writer, path, headers):
        began = time.perf_counter()
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        told = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(told.get("content-length", 0)))
        self.tally.seconds.append(time.perf_counter() - began)
        self.tally.bytes += len(body)
        return int(head[0].split()[1]), told, body
