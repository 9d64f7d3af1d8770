"""Fetching from the web without trusting it: one client for feeds and article pages.

Everything is limited (Limits); every hop of a redirect is checked like the first address; a name is resolved once, and
the connection goes to the very address that was checked (`core/network.py`).
"""

from __future__ import annotations

import base64
import contextlib
import functools
import importlib.metadata
import ipaddress
import json
import re
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, TypeVar

from service.core.backoff import Backoff, seconds_asked
from service.core.messages import _
from service.core.shared_threads import SharedThreads
from service.errors import SourceError
from service.sources import text_cleaning
from service.sources.decompression import ENCODINGS, DamagedCompression, decompressed

if TYPE_CHECKING:
    import httpcore

    from service.core.network import Origin

T = TypeVar("T")

_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_PASSING_STATUSES = (408, 425, 429, 500, 502, 503, 504)
_ABSENT_STATUSES = (404, 410)
_CLOSED_STATUSES = (401, 403, 451)
_LARGE = 1_000_000
"""Bytes of an answer from which on it takes one of the few places for large ones, so that memory is bounded."""
_LARGE_AT_ONCE = 8
_CLOSED_ADVICE = _("it does not let everybody in; name a source that is open to all, or put its pages into a folder")


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one run may spend on the web; sizes in bytes, times in seconds."""

    size: int = 10_000_000
    """Of one answer, decompressed: large feeds have some 3 MB."""
    seconds: float = 30.0
    """For one answer, from connecting to its last byte."""
    pause: float = 10.0
    """The longest silence of a server: to connect, or between two packets."""
    run: float = 120.0
    """For all addresses together, from the making of the client."""
    issues: float = 600.0
    """For the issues of all newspapers' sites, which are read one request after the other: some 500 at `site_pause`,
    and a day's paper has up to 150 articles."""
    redirects: int = 5
    retries: int = 2
    """After the first attempt, where the connection fails or the server asks for patience."""
    backoff: float = 0.5
    """Before the first retry; doubled before each further one. A server's longer `Retry-After` goes before."""
    at_once: int = 64
    """Requests at the same time: nearly all of them wait, and a slow host must not keep others from their turn."""
    per_host: int = 2
    """Of these, to the same host."""
    site_pause: float = 1.2
    """Between two requests for a newspaper's issue: what the public crawlers of e-papers keep to."""
    entries: int = 50
    """Read of one feed."""
    listed: int = 200
    """Entries read of one reading list, the newest: it gathers many feeds."""


@dataclass(frozen=True, slots=True)
class Response:
    """A successful answer; kept with all its fields, it serves the next run's conditional request."""

    url: str
    """Where it came from, after redirects."""
    content_type: str = ""
    body: bytes = field(default=b"", repr=False)
    """Decompressed."""
    etag: str = ""
    last_modified: str = ""

    def pack(self) -> bytes:
        """Return the answer as bytes to keep."""
        return json.dumps(asdict(self) | {"body": base64.b64encode(self.body).decode()}).encode()

    @classmethod
    def unpack(cls, raw: bytes) -> Response:
        """Return what `pack` gave; ValueError for anything else."""
        try:
            fields = json.loads(raw)
            if not all(isinstance(each, str) for each in fields.values()):
                raise TypeError(_("a field is no text"))
            return cls(**fields | {"body": base64.b64decode(fields["body"])})
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(str(error)) from None


class NoAnswer(SourceError):
    """The server did not answer, or with an error of its own: what it holds is not known, and may be later."""


class NotThere(SourceError):
    """The server has nothing at an address."""


class _RetryLater(Exception):
    """An attempt that failed and may do better `after` so many seconds."""

    def __init__(self, message: str, after: float = 0.0, advice: str = _("try again later")) -> None:
        super().__init__(message)
        self.after = after
        self.advice = advice


class Client:
    """Fetches addresses within the limits of one run; to be shared between threads.

    `allowed_hosts` (`host` or `host:port`) may be reached though their addresses are not public, each by the sources
    that are there and at their port alone: no other source leads to them. `known` holds answers of earlier runs by the
    address that was asked for, `learned` those of this run that the next one can use; `once` keeps answers for other
    runs at the same time (a key and what makes its bytes in, the bytes out). The proxies of the environment
    (`HTTPS_PROXY`, `NO_PROXY`, …) are used. `resolve` stands in for the system's resolver.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        allowed_hosts: Iterable[str] = (),
        known: Mapping[str, Response] | None = None,
        once: Callable[[str, Callable[[], bytes]], bytes] | None = None,
        resolve: Callable[[str, int], Sequence[str]] | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self.learned: dict[str, Response] = {}
        self._known = known or {}
        self._once = once
        self._allowed_hosts = frozenset(allowed_hosts)
        self._resolve = resolve
        self.end = time.monotonic() + self.limits.run
        """When the time for all addresses is over, by the monotonic clock."""
        self._threads = SharedThreads(self.limits.at_once - 1)
        self._large = threading.BoundedSemaphore(_LARGE_AT_ONCE)
        self._hosts: dict[str, threading.BoundedSemaphore] = {}
        self._lock = threading.Lock()

    def get(self, url: str, *, source: str = "", remember: bool = False) -> Response:
        """Return the answer to GET `url`, after redirects and retries. `source` has led to it; empty: it is the source.

        With `remember` the request is conditional: `304 Not Modified` gives the known answer again, so that a run that
        failed after fetching finds the same articles the next time. Raise SourceError with what went wrong.
        """
        allowed = self.allowed(source or url)
        if self._once is None:
            return self._get(url, remember, allowed)
        # What one source may reach is not for others, though they ask at the same time.
        key = json.dumps([url, *sorted(allowed)]) if allowed else url
        kept = self._once(key, lambda: self._get(url, remember, allowed).pack())
        try:
            return Response.unpack(kept)
        except ValueError:  # another version's, or a damaged one that was kept with its checksum
            return self._get(url, remember, allowed)

    def allowed(self, source: str) -> frozenset[Origin]:
        """Return the hosts and ports that the source may reach though they are not public; none for a file."""
        from service.core import network

        try:
            origins = network.origins(address(source)) if self._allowed_hosts else ()
        except SourceError:
            return frozenset()
        return frozenset(each for each in origins if network.is_named(each, self._allowed_hosts))

    def _get(self, url: str, remember: bool, allowed: frozenset[Origin]) -> Response:
        """Fetch it in this run itself."""
        backoff = Backoff(self.limits.retries + 1, self.limits.backoff, deadline=self.end)
        while True:
            try:
                return self._follow(url, remember, allowed)
            except _RetryLater as again:
                pause = backoff.pause(again.after)
                if pause is None:
                    raise NoAnswer(f"{again}: {again.advice}.") from None
            time.sleep(pause)

    def get_all(self, urls: Iterable[str], source: str = "") -> dict[str, Response | SourceError]:
        """Return the answers to what `source` leads to, or why there is none, in the order of `urls`; several at once.

        Without a source each is its own.
        """
        wanted = list(dict.fromkeys(urls))
        return dict(zip(wanted, self.for_each(wanted, lambda url: self._answer(url, source)), strict=True))

    def for_each(self, urls: Sequence[str], work: Callable[[str], T]) -> list[T]:
        """Return what `work` makes of each address, in their order; several at once.

        Those of one host wait for one another and for no other's: a host that is silent does not hold up the rest.
        """
        of_host: dict[str, list[int]] = {}
        for number, url in enumerate(urls):
            of_host.setdefault(_host(url), []).append(number)
        made: dict[int, T] = {}

        def chain(numbers: Iterator[int]) -> None:
            for number in numbers:
                made[number] = work(urls[number])

        shared = [(iter(numbers), min(self.limits.per_host, len(numbers))) for numbers in of_host.values()]
        chains = [functools.partial(chain, numbers) for numbers, threads in shared for _attempt in range(threads)]
        self._threads.run(chains)
        return [made[number] for number in range(len(urls))]

    def _answer(self, url: str, source: str) -> Response | SourceError:
        try:
            return self.get(url, source=source)
        except SourceError as error:
            return error

    def _follow(self, given: str, remember: bool, allowed: frozenset[Origin]) -> Response:
        """Return one attempt, redirect by redirect."""
        known = self._known.get(given) if remember else None
        url = address(given)
        for _attempt in range(self.limits.redirects + 1):
            answer = self._request(url, known, allowed)
            if isinstance(answer, Response):
                if remember and (answer.etag or answer.last_modified):
                    self.learned[given] = answer
                return answer
            url = answer
        raise SourceError(
            _(
                "{given}: over {redirects} redirects: give the address that they should lead to.",
                given=given,
                redirects=self.limits.redirects,
            )
        )

    def _request(self, url: str, known: Response | None, allowed: frozenset[Origin]) -> Response | str:
        """Return the answer of one server, or the address that it redirects to."""
        import httpcore

        from service.core import network

        target = httpcore.URL(url)
        with contextlib.ExitStack() as turns:
            self._take(turns, self._host(target.host.decode()), url)
            end = min(self.end, time.monotonic() + self.limits.seconds)
            backend = network.Backend(end, self.limits.pause, allowed, self._resolve or network.resolve)
            try:
                with (
                    backend.pool(target, network.tls_context()) as pool,
                    pool.stream("GET", target, headers=_headers(network.host_field(target), known)) as response,
                ):
                    return self._read(url, response, known, turns)
            except httpcore.TimeoutException:
                if time.monotonic() >= self.end:
                    raise self._over(url) from None
                if time.monotonic() >= end:  # it has had all the time that it may have
                    raise NoAnswer(_("{url}: the server is too slow: try again later.", url=url)) from None
                raise _RetryLater(_("{url}: the server is too slow", url=url)) from None
            except network.Refused as error:
                raise SourceError(f"{url}: {error}.") from None
            except DamagedCompression as error:
                raise _RetryLater(f"{url}: {error}") from None
            except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
                why = text_cleaning.line(network.failure(error))
                raise _RetryLater(
                    _("{url}: the connection failed ({why})", url=url, why=why),
                    advice=_("check the address and the network, or try again later"),
                ) from None

    def _read(
        self, url: str, response: httpcore.Response, known: Response | None, turns: contextlib.ExitStack
    ) -> Response | str:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        status = response.status
        if status in _REDIRECT_STATUSES and headers.get("location"):
            return address(joined(url, headers["location"].encode("latin-1").decode("utf-8", "replace")))
        if status == 304 and known:
            return known
        if status in _PASSING_STATUSES:
            after = seconds_asked(headers.get("retry-after", ""))
            raise _RetryLater(_("{url}: the server answers {status}", url=url, status=status), after)
        if status != 200:
            advice = _CLOSED_ADVICE if status in _CLOSED_STATUSES else _("check the address")
            kind = NoAnswer if status >= 500 else NotThere if status in _ABSENT_STATUSES else SourceError
            raise kind(_("{url}: the server answers {status}: {advice}.", url=url, status=status, advice=advice))
        body = bytearray()
        for piece in decompressed(headers.get("content-encoding", ""), response.iter_stream()):
            if len(body) <= _LARGE < len(body) + len(piece):
                self._take(turns, self._large, url)
            body += piece
            if len(body) > self.limits.size:
                size = f"{self.limits.size / 1_000_000:g} MB"
                raise SourceError(
                    _("{url}: the answer is over {size}: give the address of a feed or an article.", url=url, size=size)
                )
        kept = (headers.get(name, "") for name in ("etag", "last-modified"))
        return Response(url, headers.get("content-type", ""), bytes(body), *kept)

    def _host(self, name: str) -> threading.BoundedSemaphore:
        with self._lock:
            return self._hosts.setdefault(name, threading.BoundedSemaphore(self.limits.per_host))

    def _take(self, turns: contextlib.ExitStack, places: threading.BoundedSemaphore, url: str) -> None:
        """Wait until one of the places is free, and hold it until `turns` ends."""
        if not places.acquire(timeout=max(0.0, self.end - time.monotonic())):
            raise self._over(url)
        turns.callback(places.release)

    def _over(self, url: str) -> NoAnswer:
        return NoAnswer(
            _(
                "{url}: the {run:g} s for all sources were over: name fewer, or try again later.",
                url=url,
                run=self.limits.run,
            )
        )


def _host(url: str) -> str:
    """Return the host of an address; empty where it is none."""
    try:
        return urllib.parse.urlsplit(url).hostname or ""
    except ValueError:
        return ""


def joined(base: str, link: str) -> str:
    """Return a link of a page as an address of its own; the link as it stands when it is no address at all."""
    try:
        return urllib.parse.urljoin(base, link.strip())
    except ValueError:
        return link


def address(url: str) -> str:
    """Return a web address in plain ASCII, without its fragment: the host in IDNA, path and query percent-encoded.

    Raise SourceError when it is none: only http and https are read, and no user names in addresses.
    """
    try:
        parts = urllib.parse.urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = f"[{ipaddress.IPv6Address(host)}]" if ":" in host else host.encode("idna").decode("ascii")
        path, query = (urllib.parse.quote(part, "%/:@!$&'()*+,;=~-._?") for part in (parts.path or "/", parts.query))
    except ValueError:
        raise SourceError(_("{url}: this is no web address: correct it.", url=text_cleaning.line(url))) from None
    if parts.scheme not in ("http", "https"):
        raise SourceError(
            _("{url}: only http and https addresses are read: give one, or a file's path.", url=text_cleaning.line(url))
        )
    if not re.fullmatch(r"[A-Za-z0-9._-]+|\[[0-9a-f:.]+\]", host) or parts.username is not None:
        raise SourceError(
            _("{url}: this is no plain web address (scheme, host, path): correct it.", url=text_cleaning.line(url))
        )
    return urllib.parse.urlunsplit((parts.scheme, host if port is None else f"{host}:{port}", path, query, ""))


def _headers(host: str, known: Response | None) -> list[tuple[bytes | str, bytes | str]]:
    headers: list[tuple[bytes | str, bytes | str]] = [
        ("Host", host),
        ("User-Agent", f"Tingbao/{_version()} (reads news feeds and articles for a podcast)"),
        ("Accept", "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.1"),
        ("Accept-Language", "zh-CN, zh;q=0.9, *;q=0.1"),
        ("Accept-Encoding", ENCODINGS),
        ("Connection", "close"),
    ]
    if known and known.etag:
        headers.append(("If-None-Match", known.etag))
    if known and known.last_modified:
        headers.append(("If-Modified-Since", known.last_modified))
    return headers


@functools.cache
def _version() -> str:
    try:
        return importlib.metadata.version("tingbao")
    except importlib.metadata.PackageNotFoundError:
        return "0"
