"""A podcast app that asks for a feed again and again while runs come and die, and takes note of whatever is wrong."""

import http.client
import threading
import time
from urllib.parse import urlsplit

import feedparser
import miniaudio

PAUSE = 0.03
"""Seconds between two polls."""


class Subscriber:
    """Polls in a thread of its own, through the real server, from entering the block to leaving it.

    At every poll the files that the feed names are there in their sizes; whenever the feed has changed it is read
    anew, and what it names for the first time is fetched and decoded.
    """

    def __init__(self, port):
        self.polls, self.changes, self.faults = 0, 0, []
        self.episodes = {}
        """What it has seen so far: each id with its guid and date."""
        self._port, self._text, self._sounds, self._whole = port, None, {}, set()
        self._stopped, self._thread = threading.Event(), threading.Thread(target=self._listen)

    def __enter__(self):
        self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        self._poll()
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._stopped.set()
        self._thread.join(120)
        assert not self._thread.is_alive()
        self._poll()
        self._connection.close()

    def _listen(self):
        while not self._stopped.wait(PAUSE):
            self._poll()

    def _poll(self):
        try:
            self._look()
            self.polls += 1
        except (AssertionError, OSError, http.client.HTTPException, miniaudio.MiniaudioError) as fault:
            self.faults.append(f"poll {self.polls}: {type(fault).__name__}: {fault}")

    def _look(self):
        status, text = self._ask("GET", "/tingbao/feed.xml")
        if status == 404:
            assert self._text is None, "the feed is gone"
            return
        assert status == 200, status
        if text != self._text:
            self._read(text)
        for path, size in self._sounds.items():
            status, length = self._ask("HEAD", path)
            if (status, length) != (200, size):
                assert self._ask("GET", "/tingbao/feed.xml")[1] != text, f"{path}: {status}, {length} bytes of {size}"
                return  # the feed had changed meanwhile: the next poll sees it

    def _read(self, text):
        feed = feedparser.parse(text)
        assert not feed.bozo, feed.bozo_exception
        sounds, dates = {}, set()
        for entry in feed.entries:
            id_ = entry.link.rstrip("/").rsplit("/", 1)[-1]
            assert entry.published not in dates, f"two episodes of {entry.published}"
            dates.add(entry.published)
            identity = self.episodes.setdefault(id_, (entry.id, entry.published))
            assert identity == (entry.id, entry.published), f"{id_} was {identity}"
            [enclosure] = entry.enclosures
            path = urlsplit(enclosure.href).path
            sounds[path] = int(enclosure.length)
            if path not in self._whole:
                status, sound = self._ask("GET", path)
                if status == 404 and self._ask("GET", "/tingbao/feed.xml")[1] != text:
                    return
                assert (status, len(sound)) == (200, int(enclosure.length)), path
                decoded = miniaudio.decode(sound, nchannels=1, sample_rate=24_000)
                seconds, told = len(decoded.samples) / 24_000, int(entry.itunes_duration)
                assert abs(seconds - told) <= 1, f"{path} lasts {seconds} s, not {told}"
                self._whole.add(path)
        self.changes += self._text is not None or bool(sounds)
        self._text, self._sounds = text, sounds

    def _ask(self, method, path):
        """The status, and the body of a GET or the length that a HEAD tells."""
        for last in (False, True):
            try:
                self._connection.request(method, path)
                answer = self._connection.getresponse()
                body = answer.read()
                return answer.status, body if method == "GET" else int(answer.headers.get("Content-Length", -1))
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self._connection.close()  # the server closes what was idle for long
                if last:
                    raise
                time.sleep(PAUSE)
        return None
