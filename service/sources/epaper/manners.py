"""Manners towards a newspaper's site: what its robots.txt asks for, and one request after the other."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from service.core.messages import _
from service.errors import SourceError
from service.sources.epaper.robots import Robots
from service.sources.fetching import NoAnswer, NotThere

if TYPE_CHECKING:
    from service.sources.fetching import Client, Response

_NAME = "Tingbao"
"""By which a robots.txt may call this program."""
LATER = _("name fewer of them, or try again later")
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
            if isinstance(host.rules, str):
                raise SourceError(host.rules)
            if not host.rules.allows(url):
                raise SourceError(
                    _("{url}: the site's robots.txt asks programs not to read this: ask the paper for a feed.", url=url)
                )
            if host.next >= self._end:
                raise SourceError(
                    _(
                        "{url}: the {run:g} s for newspapers' sites were over: {later}.",
                        url=url,
                        run=self._client.limits.run,
                        later=LATER,
                    )
                )
            time.sleep(max(0.0, host.next - time.monotonic()))
            host.next = time.monotonic() + max(self._pause, min(host.rules.delay, _LONGEST_PAUSE))
            try:
                return self._client.get(url, source=source, remember=True)
            except NotThere:
                raise NotThere(
                    _("{url}: the paper names this, and it is not there, or not yet: try again later.", url=url)
                ) from None

    def _rules(self, url: str, source: str) -> Robots | str:
        """Return what a host's robots.txt says; where the server cannot give it now, that nothing may be asked.

        Without one everything may be fetched (RFC 9309, sections 2.3.1.3 and 2.3.1.4).
        """
        file = urljoin(url, "/robots.txt")
        try:
            return Robots(self._client.get(file, source=source).body, _NAME)
        except NoAnswer:
            return _(
                "{file}: the server cannot say now what its robots.txt allows, so nothing is read: try again later.",
                file=file,
            )
        except SourceError:
            return Robots(b"", _NAME)


class _Host:
    """What is known of a host during a run."""

    def __init__(self, turn: threading.Lock) -> None:
        self.turn = turn
        self.rules: Robots | str | None = None
        """What its robots.txt allows; a sentence where it cannot be had, and nothing may be asked."""
        self.next = 0.0
        """When it may be asked again, by the monotonic clock."""
