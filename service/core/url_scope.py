"""From where an address can be reached, as its host tells without asking anybody."""

from __future__ import annotations

import contextlib
import ipaddress
from urllib.parse import urlsplit

HERE = "http://127.0.0.1:8000"
"""Where what is published is served unless somebody has said where: this machine's own server."""


def is_loopback(address: str) -> bool:
    """Whether it leads to the machine that asks."""
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def would_lose_address(published: str, base_url: str) -> bool:
    """Whether what is published at an address would be moved to this machine's for no reason but that none is set."""
    return base_url == HERE and not is_loopback(published)


def is_nearby(address: str) -> bool:
    """Whether only this machine or its own network can reach it: a private number, or a name of no domain."""
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        return not ipaddress.ip_address(host).is_global
    return "." not in host or host.endswith((".localhost", ".local", ".lan", ".internal", ".home.arpa"))
