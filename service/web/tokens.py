"""The bearer token from the environment, sessions of the status page, and limits on wrong tokens.

The limits make guessing seen and cheap to answer. That it is hopeless is up to the token's length, for the right token
passes at any time: who asks often enough always learns whether a guess was right.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request

from service.core import log
from service.core.messages import _
from service.web.problems import Problem

ENV_NAME = "TINGBAO_TOKEN"
MAX_FAILURES = 10
"""Wrong tokens of a client within the window, after which its wrong ones are answered 429 until the window ends."""
MAX_FAILURES_OF_ALL = 100
"""The same, of all clients together: who seems to be another client each time meets it."""
FAILURE_WINDOW = 60.0
"""Seconds from the first wrong token."""
MAX_CLIENTS = 4096
"""Clients whose failures are counted. The one that failed longest ago makes way for a new one."""
MIN_LENGTH = 16
"""Characters of a token that cannot be guessed: 64 bits, if drawn from hexadecimal digits. At 10,000 guesses a second,
which is more than the service answers, half of them take 29 million years."""
SESSION_SECONDS = 12 * 3600.0
"""How long a session of /status lasts."""


class Failures:
    """Count the wrong tokens of each client, and of all."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        most: int = MAX_FAILURES,
        window: float = FAILURE_WINDOW,
        most_of_all: float = MAX_FAILURES_OF_ALL,
        event: str = "a client guesses tokens",
    ) -> None:
        """`most` wrong ones within `window` seconds are heard of each client; `event` is what the log says then."""
        self._clock, self._most, self._seconds = clock, most, window
        self._most_of_all, self._event = most_of_all, event
        self._clients: OrderedDict[str, _Window] = OrderedDict()
        self._all = _Window(clock())

    def add(self, client: str) -> float:
        """Count a wrong token of the client. Return the seconds that it has to wait; 0 within the limits."""
        now = self._clock()
        self._clients[client] = own = self._next(self._clients.pop(client, None), now)
        while len(self._clients) > MAX_CLIENTS:
            self._clients.popitem(last=False)
        self._all = self._next(self._all, now)
        if own.wrong == self._most + 1:
            log.event(self._event, log.WARNING, client=client, wrong=self._most)
        if self._all.wrong == self._most_of_all + 1:
            log.event("tokens are guessed", log.WARNING, last=client, wrong=self._most_of_all)
        over = [own.since] * (own.wrong > self._most) + [self._all.since] * (self._all.wrong > self._most_of_all)
        return max((since + self._seconds - now for since in over), default=0.0)

    def wait(self, client: str) -> float:
        """Return the seconds that the client has to wait for its own wrong tokens; 0 within the limit."""
        own = self._clients.get(client)
        return max(0.0, own.since + self._seconds - self._clock()) if own and own.wrong > self._most else 0.0

    def _next(self, window: _Window | None, now: float) -> _Window:
        """Return the window with one wrong token more; a new one where it is over."""
        if window is None or now >= window.since + self._seconds:
            window = _Window(now)
        return window._replace(wrong=window.wrong + 1)

    def __len__(self) -> int:
        return len(self._clients)


class _Window(NamedTuple):
    """A time in which wrong tokens are counted."""

    since: float
    wrong: int = 0


class Tokens:
    """Check the tokens of requests."""

    def __init__(self) -> None:
        self._failures = Failures()

    def require(self, request: Request) -> None:
        """Let a request with the right bearer token pass. Raise Problem 401, 403 or 429 otherwise."""
        sent = request.headers.get("authorization", "").encode("latin-1").decode("utf-8", "replace")
        scheme, _space, given = sent.partition(" ")
        if scheme.lower() != "bearer":
            given = ""
        if not self.accepts(request, given.strip()):
            raise Problem(
                401,
                _(
                    "This needs the token that the service was started with ({name}), as `Authorization: Bearer …`.",
                    name=ENV_NAME,
                ),
                {"www-authenticate": 'Bearer realm="tingbao"'},
            )

    def accepts(self, request: Request, given: str) -> bool:
        """Return whether that is the token. The right one always passes: nobody can be locked out by others' guesses.

        Raise Problem 403 where the service has no token, 429 for a wrong one after too many.
        """
        token = _token()
        if hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8", "replace")):
            return True
        if given and (wait := self._failures.add(client_of(request))):
            seconds = math.ceil(wait)
            raise Problem(
                429, _("Too many wrong tokens: wait {seconds} seconds.", seconds=seconds), {"retry-after": str(seconds)}
            )
        return False


def is_short() -> bool:
    """Return whether there is a token that is too short to be safe from guessing."""
    return 0 < len(os.environ.get(ENV_NAME, "").strip()) < MIN_LENGTH


def new_session(now: float) -> str:
    """Return a cookie that stands for the token: when it ends, and a proof that takes the token to make."""
    end = str(int(now + SESSION_SECONDS))
    return f"{end}.{_proof(end)}"


def is_valid_session(cookie: str, now: float) -> bool:
    """Return whether `new_session` made the cookie with the present token, and it has not ended."""
    end, _dot, proof = cookie.partition(".")
    right = hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(end).encode())
    return right and end.isdigit() and now < int(end)


def _proof(end: str) -> str:
    message = f"status until {end}".encode("utf-8", "replace")
    return hmac.new(_token().encode("utf-8", "replace"), message, hashlib.sha256).hexdigest()


def _token() -> str:
    if token := os.environ.get(ENV_NAME, "").strip():
        return token
    raise Problem(
        403,
        _(
            "This is off: the service was started without a token. Set {name} in its environment.",
            name=ENV_NAME,
        ),
    )


def client_of(request: Request) -> str:
    """Return the client's address; for IPv6 its /64, all of which one client may use."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((int(address), 64), strict=False))
