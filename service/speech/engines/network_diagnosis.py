"""How a service on the network is reached: by which proxy, under what name, and in words why it was not."""

from __future__ import annotations

import os
import re
import socket
import threading
import urllib.parse
import urllib.request

_REPR = re.compile(r"\s*\S*<[^<>]*>")
"""A Python object in an error's text (`ssl:<ssl.SSLContext object at ...>`): no news to a person."""


def proxy_of_environment(url: str) -> str | None:
    """HTTPS_PROXY for the address, NO_PROXY kept: aiohttp looks for a WSS_PROXY, which nobody sets."""
    parts = urllib.parse.urlsplit(url)
    proxies = urllib.request.getproxies()
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return proxies.get(parts.scheme) or proxies.get("https" if parts.scheme == "wss" else "http")


def resolution_failure(url: str, seconds: float) -> str:
    """Why the name of the address's host does not resolve; empty when it does.

    In a thread that is left behind after so many seconds: a look-up cannot be cancelled, and where no server
    answers it takes half a minute.
    """
    host = urllib.parse.urlsplit(url).hostname or ""
    outcome: list[str] = []

    def resolve() -> None:
        try:
            socket.getaddrinfo(host, None)
            outcome.append("")
        except OSError:
            outcome.append(f"the name {host} is not found")

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(seconds)
    return outcome[0] if outcome else f"no name server answers within {seconds:g} s"


def describe(fault: Exception) -> str:
    """The fault as the end of a sentence."""
    system = getattr(fault, "os_error", fault)
    if isinstance(system, OSError) and (system.errno or 0) > 0:
        host = getattr(fault, "host", "")
        return f"no connection{f' to {host}' if host else ''}: {os.strerror(system.errno or 0).lower()}"
    return _REPR.sub("", str(fault)).strip(" .") or type(fault).__name__
