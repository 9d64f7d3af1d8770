"""Ask a feed's server for the files that the feed names, as a directory does before it accepts a show.

Rules: https://podcasters.apple.com/support/823-podcast-requirements (HEAD and byte ranges, the artwork).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from service.core.messages import _
from service.errors import ConfigError, SourceError
from service.publishing import cover
from service.publishing.feed_issue import FeedIssue
from service.publishing.feed_validator import FeedAssets, assets

if TYPE_CHECKING:
    from service.core.network import Origin

FEED_TIMEOUT = 15.0
"""Seconds that an answer may take."""
BESIDE_SECONDS = 60.0
"""Seconds for all covers, chapters and transcripts together: a feed of 100 episodes has 500 of them."""
_MAX_REDIRECTS = 5
_NO_HEAD = (405, 501)
"""Answers of a server that knows no HEAD: of these files no directory demands it."""


def check(feed: bytes, url: str) -> Iterator[FeedIssue]:
    """Yield the issues of the newest episode's audio, of the cover and of what is beside the sounds.

    `url` is the feed's own. Only public hosts are asked, and the feed's own host at its port; for what is beside the
    sounds that host alone, each address once.
    """
    from service.core import network

    files, own = assets(feed), network.origins(url)
    if urlsplit(files.sound).hostname:
        yield from _sound(files.sound, files.size, own)
    if urlsplit(files.cover).hostname:
        yield from _cover(files.cover, url, own)
    yield from _beside(files, url, own)


def _beside(files: FeedAssets, feed: str, own: frozenset[Origin]) -> Iterator[FeedIssue]:
    """Ask for the covers, chapters and transcripts of the episodes, the newest first, while there is time."""
    from service.sources.fetching import Client, FetchLimits

    client = Client(FetchLimits(run=BESIDE_SECONDS), allowed_hosts=[urlsplit(feed).hostname or ""])
    addresses = dict.fromkeys(each[2] for each in files.beside if each[2] != files.cover and _is_at(each[2], own))
    first = {each[2]: each for each in reversed(files.beside)}
    own_files = [first[address] for address in addresses]
    for number, (where, name, address) in enumerate(own_files):
        if time.monotonic() > client.end:
            problem = _(
                "The server is slow: {count} of {all} files were not asked for.",
                count=len(own_files) - number,
                all=len(own_files),
            )
            yield FeedIssue(_("Podcast namespace: files beside the sounds"), where, problem, warning=True)
            return
        try:
            if name == "itunes:image":
                cover.examine(client.get(address, source=feed).body, address)
                continue
            status, __ = _request("HEAD", address, own)
            if status in _NO_HEAD:
                status, __ = _request("GET", address, own)
            if status != 200:
                problem = _(
                    "The server answers {status} for {address}: put the file there, or leave <{name}> out.",
                    status=status,
                    address=address,
                    name=name,
                )
                yield FeedIssue(f"Podcast namespace: {name}", where, problem)
        except ConfigError as error:
            yield FeedIssue("Apple: artwork", where, str(error))
        except SourceError as error:
            yield FeedIssue(
                "Apple: artwork" if name == "itunes:image" else f"Podcast namespace: {name}", where, str(error)
            )


def _is_at(url: str, own: frozenset[Origin]) -> bool:
    """Return whether the address is at one of these hosts and ports."""
    from service.core import network

    try:
        return not own.isdisjoint(network.origins(url))
    except (ValueError, UnicodeError):
        return False


def _sound(url: str, size: str, own: frozenset[Origin]) -> Iterator[FeedIssue]:
    where = _("the newest episode's {file}", file=url.rpartition("/")[2])
    try:
        status, headers = _request("HEAD", url, own)
        if status != 200:
            yield FeedIssue(
                "Apple: HEAD requests",
                where,
                _("The server answers {status} to HEAD; it must answer 200.", status=status),
            )
        elif headers.get("content-length", size) != size:
            problem = _(
                "The feed says that it has {size} bytes, the server {found}.",
                size=size,
                found=headers["content-length"],
            )
            yield FeedIssue(_("PSP-1: item enclosure length"), where, problem)
        status, __ = _request("GET", url, own, "bytes=0-1")
        if status != 206:
            problem = _(
                "The server answers {status} to a request for two bytes; without 206 apps cannot seek.", status=status
            )
            yield FeedIssue("Apple: byte-range requests", where, problem)
    except SourceError as error:
        yield FeedIssue("Apple: public address", where, str(error))


def _cover(url: str, feed: str, own: frozenset[Origin]) -> Iterator[FeedIssue]:
    from service.sources.fetching import Client

    try:
        status, __ = _request("HEAD", url, own)
        if status != 200:
            yield FeedIssue(
                "Apple: HEAD requests",
                "the cover",
                _("The server answers {status} to HEAD; it must answer 200.", status=status),
            )
        data = Client(allowed_hosts=[urlsplit(feed).hostname or ""]).get(url, source=feed).body
        cover.examine(data, url)
        if not urlsplit(url).path.lower().endswith((".png",) if data.startswith(b"\x89PNG") else (".jpg", ".jpeg")):
            yield FeedIssue(
                "PSP-1: channel itunes:image", "the cover", _("{url} is not what its ending says.", url=url)
            )
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
