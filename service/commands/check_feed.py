"""Ask a feed's server for the files that the feed names, as a directory does before it accepts a show.

Rules: https://podcasters.apple.com/support/823-podcast-requirements (HEAD and byte ranges, the artwork).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from service.errors import ConfigError, SourceError
from service.publishing import cover
from service.publishing.feed_validator import FeedIssue, assets

if TYPE_CHECKING:
    from service.core.network import Origin

FEED_TIMEOUT = 15.0
"""Seconds that an answer may take."""
_MAX_REDIRECTS = 5


def check(feed: bytes, url: str) -> Iterator[FeedIssue]:
    """Yield the issues of the newest episode's audio and of the cover. `url` is the feed's own.

    Only public hosts are asked, and the feed's own host at its port.
    """
    from service.core import network

    files, own = assets(feed), network.origins(url)
    if urlsplit(files.sound).hostname:
        yield from _sound(files.sound, files.size, own)
    if urlsplit(files.cover).hostname:
        yield from _cover(files.cover, url, own)


def _sound(url: str, size: str, own: frozenset[Origin]) -> Iterator[FeedIssue]:
    where = f"the newest episode's {url.rpartition('/')[2]}"
    try:
        status, headers = _request("HEAD", url, own)
        if status != 200:
            yield FeedIssue("Apple: HEAD requests", where, f"The server answers {status} to HEAD; it must answer 200.")
        elif headers.get("content-length", size) != size:
            problem = f"The feed says that it has {size} bytes, the server {headers['content-length']}."
            yield FeedIssue("PSP-1: item enclosure length", where, problem)
        status, _ = _request("GET", url, own, "bytes=0-1")
        if status != 206:
            problem = f"The server answers {status} to a request for two bytes; without 206 apps cannot seek."
            yield FeedIssue("Apple: byte-range requests", where, problem)
    except SourceError as error:
        yield FeedIssue("Apple: public address", where, str(error))


def _cover(url: str, feed: str, own: frozenset[Origin]) -> Iterator[FeedIssue]:
    from service.sources.fetching import Client

    try:
        status, _ = _request("HEAD", url, own)
        if status != 200:
            yield FeedIssue(
                "Apple: HEAD requests", "the cover", f"The server answers {status} to HEAD; it must answer 200."
            )
        data = Client(allowed_hosts=[urlsplit(feed).hostname or ""]).get(url, source=feed).body
        cover.examine(data, url)
        if not urlsplit(url).path.lower().endswith((".png",) if data.startswith(b"\x89PNG") else (".jpg", ".jpeg")):
            yield FeedIssue("PSP-1: channel itunes:image", "the cover", f"{url} is not what its ending says.")
    except (SourceError, ConfigError) as error:
        yield FeedIssue("Apple: artwork", "the cover", str(error))


def _request(method: str, url: str, own: frozenset[Origin], range_: str = "") -> tuple[int, dict[str, str]]:
    """Return status and headers of the last answer, after redirects, without its body. Raise SourceError."""
    from service.core import network

    headers = {"Accept-Encoding": "identity"} | ({"Range": range_} if range_ else {})
    try:
        return network.send(
            method,
            url,
            timeout=FEED_TIMEOUT,
            silence=FEED_TIMEOUT,
            headers=headers,
            redirects=_MAX_REDIRECTS,
            allowed=own,
        )
    except OSError as error:
        raise SourceError(f"{url}: {error}.") from None
