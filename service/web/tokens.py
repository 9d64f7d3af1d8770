"""The bearer token from the environment, sessions of the status page, and a limit on wrong tokens."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request

from service.web.problems import Problem

ENV_NAME = "TINGBAO_TOKEN"
MAX_FAILURES = 10
"""Wrong tokens of a client within the window, after which it is refused until the window ends."""
FAILURE_WINDOW = 60.0
"""Seconds from a client's first wrong token."""
MAX_CLIENTS = 4096
"""Clients whose failures are counted. The one that failed longest ago makes way for a new one."""
SESSION_SECONDS = 12 * 3600.0
"""How long a session of /status lasts."""


class Failures:
    """Count each client's wrong tokens."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Return the seconds for which the client is still refused; 0 when it is not."""
        since, count = self._counted.get(client, (0.0, 0))
        return max(0.0, since + FAILURE_WINDOW - self._clock()) if count >= MAX_FAILURES else 0.0

    def add(self, client: str) -> None:
        """Count a wrong token of the client."""
        now = self._clock()
        since, count = self._counted.pop(client, (now, 0))
        self._counted[client] = (since, count + 1) if now < since + FAILURE_WINDOW else (now, 1)
        while len(self._counted) > MAX_CLIENTS:
            self._counted.popitem(last=False)

    def __len__(self) -> int:
        return len(self._counted)


class Tokens:
    """Check the tokens of requests."""

    def __init__(self) -> None:
        self._failures = Failures()

    def require(self, request: Request) -> None:
        """Let a request with the right bearer token pass. Raise Problem 401, 403 or 429 otherwise."""
        sent = request.headers.get("authorization", "").encode("latin-1").decode("utf-8", "replace")
        scheme, _, given = sent.partition(" ")
        if scheme.lower() != "bearer":
            given = ""
        if not self.accepts(request, given.strip()):
            raise Problem(
                401,
                f"This needs the token that the service was started with ({ENV_NAME}), as `Authorization: Bearer …`.",
                {"www-authenticate": 'Bearer realm="tingbao"'},
            )

    def accepts(self, request: Request, given: str) -> bool:
        """Return whether that is the token.

        Raise Problem 403 where the service has no token, 429 for a client with too many wrong ones.
        """
        token, client = _token(), _client(request)
        if wait := self._failures.wait(client):
            seconds = math.ceil(wait)
            raise Problem(429, f"Too many wrong tokens: wait {seconds} seconds.", {"retry-after": str(seconds)})
        right = hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8", "replace"))
        if given and not right:
            self._failures.add(client)
        return right


def new_session(now: float) -> str:
    """Return a cookie that stands for the token: when it ends, and a proof that takes the token to make."""
    end = str(int(now + SESSION_SECONDS))
    return f"{end}.{_proof(end)}"


def is_valid_session(cookie: str, now: float) -> bool:
    """Return whether `new_session` made the cookie with the present token, and it has not ended."""
    end, _, proof = cookie.partition(".")
    right = hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(end).encode())
    return right and end.isdigit() and now < int(end)


def _proof(end: str) -> str:
    message = f"status until {end}".encode("utf-8", "replace")
    return hmac.new(_token().encode("utf-8", "replace"), message, hashlib.sha256).hexdigest()


def _token() -> str:
    if token := os.environ.get(ENV_NAME, "").strip():
        return token
    raise Problem(403, f"This is off: the service was started without a token. Set {ENV_NAME} in its environment.")


def _client(request: Request) -> str:
    """Return the client's address; for IPv6 its /64, all of which one client may use."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
