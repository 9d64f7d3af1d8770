"""The HTTP client: names are resolved once, addresses are checked and pinned, every wait is limited.

Import it where the first request is sent, so that httpcore is not loaded before.
"""

from __future__ import annotations

import contextlib
import functools
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.request
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore

from service.core.messages import _
from service.core.public_addresses import is_public
from service.core.url_scope import is_loopback

Resolve = Callable[[str, int], Sequence[str]]
"""A host's name and a port -> its addresses, best first. Raise OSError."""
_BYTES = re.compile(r": (?:bytearray\()?b['\"]")
"""Begins the bytes at the end of an error of h11, which reads HTTP: `illegal header line: bytearray(b'...')`."""
_URL_CHARACTERS = "%/:@!$&'()*+,;=~-._?"
"""What stands in a path or a query as it is, beside letters and digits."""


class Refused(OSError):
    """A connection that is not made on purpose; the message is a sentence's end."""


class TooLarge(OSError):
    """An answer over its limit."""


_REDIRECT_STATUSES = (301, 302, 303, 307, 308)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system's resolver gives, in its order (RFC 6724)."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


Origin = tuple[str, int]
"""A host, in small letters and in IDNA, and a port."""


def origins(url: str) -> frozenset[Origin]:
    """Return the host and the port of an address; for port 80 also 443, where sites redirect to. Raise ValueError."""
    target = _target(url)
    port = target.port or (443 if target.scheme == b"https" else 80)
    return frozenset((_plain(target.host.decode()), each) for each in ([80, 443] if port == 80 else [port]))


def is_named(origin: Origin, hosts: Iterable[str]) -> bool:
    """Return whether one of the hosts, `host` or `host:port`, is that origin's."""
    host, port = origin
    host = f"[{host}]" if ":" in host else host
    return any(each in (origin[0], host, f"{host}:{port}") for each in map(str.lower, hosts))


def _plain(host: str) -> str:
    """Return a host as it is compared."""
    return host.lower().removesuffix(".")


def send(
    method: str,
    url: str,
    *,
    timeout: float,
    silence: float,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    redirects: int = 0,
    allowed: frozenset[Origin] | None = None,
) -> tuple[int, dict[str, str]]:
    """Return status and headers (names in small letters) of the answer to a request; its body is not read.

    `timeout`: seconds for all together. `silence`: seconds for each wait. `redirects`: how many are followed; at 0 a
    redirect is the answer. `allowed`: the hosts and ports whose address need not be public; None: those of `url`, which
    somebody has configured.

    Raise OSError, which says how it failed: TimeoutError when the server is too slow.
    """
    end = time.monotonic() + timeout
    with _as_oserror():
        allowed = origins(url) if allowed is None else allowed
        for __ in range(redirects + 1):
            with _response(method, url, Backend(end, silence, allowed), headers, body) as response:
                status, found = response.status, _fields(response)
            if status not in _REDIRECT_STATUSES or "location" not in found or not redirects:
                return status, found
            url = urllib.parse.urljoin(url, found["location"])
    raise OSError(_("over {redirects} redirects", redirects=redirects))


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server has answered, whole."""

    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes = field(repr=False)


def ask(
    method: str,
    url: str,
    *,
    timeout: float,
    silence: float,
    largest: int,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    stopper: Stopper | None = None,
    allowed: frozenset[Origin] | None = None,
) -> HttpAnswer:
    """Return the whole answer to a request to an address that somebody has configured; no redirect is followed.

    `timeout`, `silence`, `headers` and `allowed` as in `send`. `largest`: bytes that the answer may have. `stopper` can
    end the request from another thread.

    Raise OSError, which says how it failed: TimeoutError when the server is too slow, Refused, TooLarge.
    """
    with (
        _as_oserror(),
        _response(method, url, _backend(url, timeout, silence, allowed, stopper), headers, body) as response,
    ):
        found = bytearray()
        for piece in response.iter_stream():
            found += piece
            if len(found) > largest:
                raise TooLarge(_("the answer is over {largest:g} MB", largest=largest / 1_000_000))
        return HttpAnswer(response.status, _fields(response), bytes(found))


def _backend(
    url: str, timeout: float, silence: float, allowed: frozenset[Origin] | None, stopper: Stopper | None
) -> Backend:
    """Return what connects one request to an address."""
    return Backend(time.monotonic() + timeout, silence, origins(url) if allowed is None else allowed, stopper=stopper)


@contextlib.contextmanager
def _response(
    method: str, url: str, backend: Backend, headers: Mapping[str, str] | None, body: bytes
) -> Iterator[httpcore.Response]:
    """Send a request and give its answer, whose body is not read yet. This machine is not asked through a proxy."""
    target = _target(url)
    fields = {"Host": host_field(target), "User-Agent": "Tingbao", "Connection": "close"} | dict(headers or {})
    direct = httpcore.ConnectionPool(tls_context(), network_backend=backend) if is_loopback(url) else None
    with (
        direct or backend.pool(target, tls_context()) as pool,
        pool.stream(method, target, headers=list(fields.items()), content=body or None) as response,
    ):
        yield response


def _fields(response: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}


@contextlib.contextmanager
def _as_oserror() -> Iterator[None]:
    """Raise what the client raises as OSError."""
    try:
        yield
    except httpcore.TimeoutException:
        raise TimeoutError(_("the server is too slow")) from None
    except Refused:
        raise
    except (
        ValueError,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise OSError(failure(error)) from None


def failure(error: Exception) -> str:
    """Return how a request failed: the system's words, without its number, where httpcore has wrapped its error.

    What a server sent instead of HTTP is left out: it may be what was sent to it.
    """
    inner = error.args[0] if error.args else None
    said = getattr(inner, "strerror", None) or str(error) or type(error).__name__
    return _BYTES.split(said)[0]


def _target(url: str) -> httpcore.URL:
    """Return an address as httpcore wants it: the host in IDNA, path and query percent-encoded. Raise ValueError."""
    parts = urllib.parse.urlsplit(url)
    path, query = (urllib.parse.quote(part, _URL_CHARACTERS) for part in (parts.path or "/", parts.query))
    return httpcore.URL(
        scheme=parts.scheme,
        host=(parts.hostname or "").encode("idna"),
        port=parts.port,
        target=f"{path}?{query}" if query else path,
    )


def host_field(target: httpcore.URL) -> str:
    """Return the value of the field `Host` for an address."""
    host = target.host.decode()
    host = f"[{host}]" if ":" in host else host
    return host if target.port is None else f"{host}:{target.port}"


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Return the trusted certificates: the system's (or `SSL_CERT_FILE`) and Mozilla's."""
    return httpcore.default_ssl_context()


class Stopper:
    """Ends the requests of other threads at once."""

    def __init__(self) -> None:
        self._streams: weakref.WeakSet[Stream] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        """Break the connections that are open, and each that is opened later."""
        with self._lock:
            self._stopped = True
            streams = list(self._streams)
        for stream in streams:
            stream.shut()

    def watch(self, stream: Stream) -> None:
        """Take note of a connection."""
        with self._lock:
            self._streams.add(stream)
            stopped = self._stopped
        if stopped:
            stream.shut()


class Backend(httpcore.NetworkBackend):
    """Connects one request: to checked addresses only, never past `end` (of `time.monotonic`).

    `pause` is the longest wait for one packet, seconds. What is `allowed` is not checked. `stopper` can end it.
    """

    def __init__(
        self,
        end: float,
        pause: float,
        allowed: frozenset[Origin],
        resolve: Resolve = resolve,
        stopper: Stopper | None = None,
    ) -> None:
        self._end = end
        self._pause = pause
        self._allowed = allowed
        self._resolve = resolve
        self._stopper = stopper or Stopper()
        self._tcp = httpcore.SyncBackend()

    def pool(self, target: httpcore.URL, tls: ssl.SSLContext) -> httpcore.ConnectionPool:
        """Return a pool for one request, through the environment's proxy where there is one for the target.

        A proxy resolves names itself: here only a host that is known not to be public is refused, and what else its
        network may reach is its operator's concern. Raise Refused.
        """
        scheme, host = target.scheme.decode(), target.host.decode()
        settings = urllib.request.getproxies()
        address = settings.get(scheme) or settings.get("all")
        if not address or urllib.request.proxy_bypass(host):
            return httpcore.ConnectionPool(tls, network_backend=self)
        try:
            parts = urllib.parse.urlsplit(address if "://" in address else f"http://{address}")
            name, port = parts.hostname or "", parts.port or 8080
        except ValueError:
            raise Refused(_("the address of its proxy is broken: correct {scheme}_proxy", scheme=scheme)) from None
        if parts.scheme not in ("http", "https") or not name:
            raise Refused(
                _(
                    "its proxy {address} is no HTTP proxy: set {scheme}_proxy to one, or no_proxy",
                    address=f"{parts.scheme}://{name}",
                    scheme=scheme,
                )
            )
        with contextlib.suppress(httpcore.ConnectError):
            self._checked(host, target.port or (443 if scheme == "https" else 80))
        self._allowed |= {(_plain(name), port)}
        user = (urllib.parse.unquote(parts.username or ""), urllib.parse.unquote(parts.password or ""))
        proxy = httpcore.Proxy(
            httpcore.URL(scheme=parts.scheme, host=name, port=port, target="/"),
            auth=user if parts.username else None,
        )
        return httpcore.ConnectionPool(tls, proxy=proxy, network_backend=self)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's public addresses that answers. Raise Refused if it has none."""
        failure: Exception = httpcore.ConnectError(_("the name has no address"))
        for address in self._checked(host, port):
            try:
                inner = self._tcp.connect_tcp(address, port, self._left(), local_address, socket_options)
                return Stream(inner, self._left, self._stopper)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _checked(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host that may be connected to. Raise Refused when there is none."""
        addresses = self._addresses(host, port)
        allowed = [one for one in addresses if (_plain(host), port) in self._allowed or is_public(one)]
        if addresses and not allowed:
            first = addresses[0]
            address = first if first == host else f"{first} ({host})"
            raise Refused(
                _(
                    "the address {address} is not public: if this source is meant, set"
                    ' allowed_hosts = ["{host}"] in [service]',
                    address=address,
                    host=host,
                )
            )
        return allowed

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        """Return the host's addresses; the system's resolver has no time limit, so it is left behind when late."""
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        answer: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error if isinstance(error, OSError) else OSError(f"{error}"))

        try:
            threading.Thread(target=ask, daemon=True).start()
        except RuntimeError as error:  # one source is lost, and not the run
            raise httpcore.ConnectError(str(error)) from None
        try:
            addresses = answer.get(timeout=self._left())
        except queue.Empty:
            raise httpcore.ConnectTimeout(_("the name was not resolved in time")) from None
        if isinstance(addresses, OSError):
            raise httpcore.ConnectError(addresses.strerror or str(addresses))
        return addresses

    def _left(self) -> float:
        """Return the seconds that the next wait may last. Raise ReadTimeout when the request's time is over."""
        left = min(self._pause, self._end - time.monotonic())
        if left <= 0:
            raise httpcore.ReadTimeout(_("the time is over"))
        return left


class Stream(httpcore.NetworkStream):
    """A connection whose every wait is limited by `left`, which raises when the time is over."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float], stopper: Stopper) -> None:
        self._inner = inner
        self._left = left
        self._stopper = stopper
        stopper.watch(self)

    def shut(self) -> None:
        """Break the connection, also for a thread that waits for it: closing it would not wake that thread."""
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: D102
        return self._inner.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: D102
        self._inner.write(buffer, self._left())

    def close(self) -> None:  # noqa: D102
        self._inner.close()

    def start_tls(  # noqa: D102
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return Stream(self._inner.start_tls(ssl_context, server_hostname, self._left()), self._left, self._stopper)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401, D102
        return self._inner.get_extra_info(info)
