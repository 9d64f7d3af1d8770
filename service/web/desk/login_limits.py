"""How often passwords may be tried: by an address, and for a name from all addresses that do not know it.

A name is guessed from many addresses at once where a botnet does it, so its wrong passwords are counted too. That alone
would let anybody lock an editor out. So a browser that has logged in by the name keeps a mark of it (OWASP's "device
cookie"): it is counted by itself, whatever others do.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Callable

from service.web.desk.people import DeskPerson
from service.web.tokens import Failures

MOST_OF_NAME = 20
"""Wrong passwords for a name within the window, from browsers that do not know it: 1,920 a day at the most."""
NAME_WINDOW = 900.0
"""Seconds."""


class LoginLimits:
    """Count wrong passwords."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clients = Failures(clock)
        event = "passwords of a name are guessed"
        self._names = Failures(clock, most=MOST_OF_NAME, window=NAME_WINDOW, most_of_all=math.inf, event=event)

    def wait(self, client: str, name: str, person: DeskPerson | None, mark: str) -> float:
        """Return the seconds to wait before a password for the name is heard; 0: none."""
        return max(self._clients.wait(client), self._names.wait(_key(name, person, mark)))

    def add(self, client: str, name: str, person: DeskPerson | None, mark: str) -> float:
        """Count a wrong password. Return the seconds to wait now; 0: none."""
        return max(self._clients.add(client), self._names.add(_key(name, person, mark)))


def mark_of(person: DeskPerson) -> str:
    """Return a new mark for a browser that has logged in as somebody; worth nothing once the password is another."""
    nonce = secrets.token_urlsafe(16)
    return f"{nonce}.{_proof(person, nonce)}"


def _key(name: str, person: DeskPerson | None, mark: str) -> str:
    """Return by what the wrong passwords are counted: the mark where it is one of that name, else the name."""
    nonce, _, proof = mark.partition(".")
    known = person is not None and hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(person, nonce).encode())
    return f"{name} {nonce}" if known else name


def _proof(person: DeskPerson, nonce: str) -> str:
    """Return what only the service can make: nobody else has the password's hash."""
    message = f"{person.name} {nonce}".encode("utf-8", "replace")
    return hmac.new(bytes.fromhex(person.hash), message, hashlib.sha256).hexdigest()
