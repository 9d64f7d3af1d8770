"""Manners towards a newspaper's site: what its robots.txt asks for, and one request after the other."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from service.errors import SourceError

if TYPE_CHECKING:
    from service.sources.fetching import Client, Response

_NAME = "Tingbao"
"""By which a robots.txt may call this program."""
LATER = "name fewer of them, or try again later"
"""What to do where their time is over."""
_LONGEST_PAUSE = 10.0
"""Seconds between two requests that a robots.txt may ask for (`Crawl-delay`); with more, no issue would be read."""


class Manners:
    """Fetches the pages of sites as a guest, within the time that its client has; shared between threads.

    `pause`: seconds between two requests to a host, where its robots.txt asks for no longer.
    """

    def __init__(self, client: Client, pause: float) -> None:
        self._client = client
        self._pause = pause
        self._end = time.monotonic() + client.limits.run
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @property
    def has_time(self) -> bool:
        """Whether a request can still be made."""
        return time.monotonic() < self._end

    def get(self, url: str, source: str) -> Response:
        """Return the answer to an address that `source` has led to. Raise SourceError, also where robots.txt says no.

        The request is conditional where the last run has left an answer.
        """
        with self._lock:
            host = self._hosts.setdefault(urlsplit(url).netloc, _Host(threading.Lock()))
        with host.turn:
            if host.rules is None:
                host.rules = self._rules(url, source)
                host.next = time.monotonic()
            if not host.rules.can_fetch(_NAME, url):
                raise SourceError(
                    f"{url}: the site's robots.txt asks programs not to read this: ask the paper for a feed."
                )
            if host.next >= self._end:
                raise SourceError(f"{url}: the {self._client.limits.run:g} s for newspapers' sites were over: {LATER}.")
            time.sleep(max(0.0, host.next - time.monotonic()))
            delay = host.rules.crawl_delay(_NAME)
            host.next = time.monotonic() + max(self._pause, min(float(delay or 0.0), _LONGEST_PAUSE))
            return self._client.get(url, source=source, remember=True)

    def _rules(self, url: str, source: str) -> RobotFileParser:
        """Return what a host's robots.txt says; without one that can be read, everything may be fetched (RFC 9309)."""
        rules = RobotFileParser()
        try:
            lines = self._client.get(urljoin(url, "/robots.txt"), source=source).body.decode("utf-8", "replace")
        except SourceError:
            lines = ""
        rules.parse(lines.splitlines())
        return rules


class _Host:
    """What is known of a host during a run."""

    def __init__(self, turn: threading.Lock) -> None:
        self.turn = turn
        self.rules: RobotFileParser | None = None
        self.next = 0.0
        """When it may be asked again, by the monotonic clock."""
