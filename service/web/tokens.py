"""Who may do more than listen: a bearer token from the environment, and a limit for those who guess it."""

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

ENV = "TINGBAO_TOKEN"
FAILURES, WINDOW = 10, 60.0
"""So many wrong tokens of a client in so many seconds; then it is not heard until they are over."""
CLIENTS = 4096
"""Clients whose failures are remembered: the one that failed longest ago is forgotten for a new one."""
SESSION = 12 * 3600.0
"""Seconds for which a person who gave the token at /status need not give it again."""


class Failures:
    """Counts each client's wrong tokens."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until the client is heard again; 0 when it is heard now."""
        since, count = self._counted.get(client, (0.0, 0))
        return max(0.0, since + WINDOW - self._clock()) if count >= FAILURES else 0.0

    def add(self, client: str) -> None:
        """The client was wrong once more."""
        now = self._clock()
        since, count = self._counted.pop(client, (now, 0))
        self._counted[client] = (since, count + 1) if now < since + WINDOW else (now, 1)
        while len(self._counted) > CLIENTS:
            self._counted.popitem(last=False)

    def __len__(self) -> int:
        return len(self._counted)


class Tokens:
    """Checks what requests bring."""

    def __init__(self) -> None:
        self._failures = Failures()

    def require(self, request: Request) -> None:
        """Returns where the request bears the token; Problem 401, 403 or 429 says why not."""
        sent = request.headers.get("authorization", "").encode("latin-1").decode("utf-8", "replace")
        scheme, _, given = sent.partition(" ")
        if scheme.lower() != "bearer":
            given = ""
        if not self.accepts(request, given.strip()):
            raise Problem(
                401,
                f"This needs the token that the service was started with ({ENV}), as `Authorization: Bearer …`.",
                {"www-authenticate": 'Bearer realm="tingbao"'},
            )

    def accepts(self, request: Request, given: str) -> bool:
        """Whether that is the token. Problem 403 where there is none, 429 for a client that was wrong too often."""
        token, client = _token(), _client(request)
        if wait := self._failures.wait(client):
            seconds = math.ceil(wait)
            raise Problem(429, f"Too many wrong tokens: wait {seconds} seconds.", {"retry-after": str(seconds)})
        right = hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8", "replace"))
        if given and not right:
            self._failures.add(client)
        return right


def session(now: float) -> str:
    """What a browser shows instead of the token: when it ends, and a proof that only the token's owner can make."""
    end = str(int(now + SESSION))
    return f"{end}.{_proof(end)}"


def session_holds(cookie: str, now: float) -> bool:
    """Whether `session` made that, with the present token, and it has not ended."""
    end, _, proof = cookie.partition(".")
    right = hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(end).encode())
    return right and end.isdigit() and now < int(end)


def _proof(end: str) -> str:
    said = f"status until {end}".encode("utf-8", "replace")
    return hmac.new(_token().encode("utf-8", "replace"), said, hashlib.sha256).hexdigest()


def _token() -> str:
    if token := os.environ.get(ENV, "").strip():
        return token
    raise Problem(403, f"This is off: the service was started without a token. Set {ENV} in its environment.")


def _client(request: Request) -> str:
    """The client's address; an IPv6 client has all of its /64."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
