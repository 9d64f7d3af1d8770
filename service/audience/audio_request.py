"""What a request means for the count: the stretch of an audio file that somebody was sent, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import unquote

from service.audience import user_agents
from service.audience.access_log import AccessLine
from service.core.messages import _

PROBE = 2
"""Bytes of a request that only asks whether ranges are served: Apple's players ask for `bytes=0-1` first."""
MOST_KNOWN = 10_000
"""Addresses of which it is kept whether they are a proxy's."""
ARTICLES = "articles"
"""The folder, in a show's own, of its articles that are told by themselves."""
UNKNOWN = -1
"""The first byte of a stretch of which only the length is known."""
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(?:\d{1,15}|\*)")
_RANGE = re.compile(r"bytes=(\d{1,15})-\d{0,15}")


class NotCounted(StrEnum):
    """Why a request is no part of a download."""

    OTHER = _("not for the audio of an episode")
    METHOD = _("asked without wanting the body (HEAD and others)")
    STATUS = _("answered with an error, or unchanged")
    PROBE = _("asked for two bytes or fewer")
    BOT = "of bots"


class AudioRequest(NamedTuple):
    """A stretch of an episode's audio that was sent."""

    time: int
    """Seconds since 1970."""
    file: str
    """The storage key of the file: `daily/episodes/2026-03-21/daily-2026-03-21-0a1b2c3d.mp3`."""
    first: int
    """The first byte, or UNKNOWN."""
    last: int
    """The last byte; with UNKNOWN the number of bytes."""
    address: str
    agent: str
    app: str


def file_of(target: str) -> str:
    """Return the storage key of the audio file that an address names; empty where it names none.

    What stands before the show's folder does not matter: a host, or the path that `base_url` has.
    """
    path = target.split("?", 1)[0]
    if not path.endswith(".mp3"):
        return ""
    parts = unquote(path).split("/")
    if len(parts) < 4 or parts[-3] != "episodes":
        return ""
    own = parts[-5:] if parts[-4] == ARTICLES else parts[-4:]
    return "/".join(own) if all(own) else ""


class Proxies:
    """The addresses and networks of proxies that are believed when they say whom they ask for."""

    def __init__(self, trusted: Iterable[str]) -> None:
        self._networks = tuple(ip_network(each) for each in trusted)
        self._known: dict[str, bool] = {}

    def __contains__(self, address: str) -> bool:
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        if address not in self._known:
            self._known[address] = self._trusts(address)
        return self._known[address]

    def _trusts(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._networks)


def audio_request(line: AccessLine, proxies: Proxies) -> AudioRequest | NotCounted:
    """Return the stretch that a request of a log was sent, or why it does not count."""
    file = file_of(line.target)
    if not file:
        return NotCounted.OTHER
    if line.method != "GET":
        return NotCounted.METHOD
    if line.status not in (200, 206):
        return NotCounted.STATUS
    if line.sent <= PROBE:
        return NotCounted.PROBE
    app = user_agents.NO_AGENT if line.agent is None else user_agents.app_of(line.agent)
    if app == user_agents.BOT:
        return NotCounted.BOT
    first = first_byte(line.range) if line.status == 206 else 0
    last = line.sent if first == UNKNOWN else first + line.sent - 1
    return AudioRequest(line.time, file, first, last, client(line, proxies), line.agent or "", app)


def first_byte(text: str) -> int:
    """Return where the range of a partial answer begins, by its Content-Range or the request's Range; else UNKNOWN."""
    found = _CONTENT_RANGE.fullmatch(text) or _RANGE.fullmatch(text)
    return int(found[1]) if found else UNKNOWN


def client(line: AccessLine, proxies: Proxies) -> str:
    """Return who asked: behind proxies that are believed, the last address that is none of them."""
    if line.address not in proxies or not line.forwarded:
        return line.address
    told = [each.strip() for each in line.forwarded.split(",")]
    return next((each for each in reversed(told) if each and each not in proxies), line.address)


def network(address: str) -> str:
    """Return what of an address stands for a listener: an IPv4 address, or the first 64 bits of an IPv6 address.

    A household has 64 bits or more, and its devices change the rest (guidelines, 2.1 and later).
    """
    if ":" not in address:
        return address
    try:
        found = IPv6Address(address.strip("[]"))
    except ValueError:
        return address
    return str(found.ipv4_mapped) if found.ipv4_mapped else f"{int(found) >> 64:016x}"
