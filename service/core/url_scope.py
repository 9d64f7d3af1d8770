"""From where an address can be reached, judged by its host alone: no name is resolved."""

from __future__ import annotations

import contextlib
import ipaddress
from urllib.parse import urlsplit

DEFAULT_BASE_URL = "http://127.0.0.1:8000"
"""Where listeners reach what is published, when no base_url is set: this machine's own server."""


def is_loopback(address: str) -> bool:
    """Return whether the address is that of the machine itself."""
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def would_lose_address(published: str, base_url: str) -> bool:
    """Return whether what is published elsewhere would move to the default address, only because none is set."""
    return base_url == DEFAULT_BASE_URL and not is_loopback(published)


def is_local_only(address: str) -> bool:
    """Return whether only this machine or its network reaches it: a private IP address, or a name without a domain."""
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        return not ipaddress.ip_address(host).is_global
    return "." not in host or host.endswith((".localhost", ".local", ".lan", ".internal", ".home.arpa"))
