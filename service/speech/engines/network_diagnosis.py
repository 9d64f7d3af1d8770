"""How a network service is reached: its proxy, its name, and the reason of a failure in words."""

from __future__ import annotations

import os
import re
import socket
import threading
import urllib.parse
import urllib.request

from service.core.messages import _

_REPR = re.compile(r"\s*\S*<[^<>]*>")
"""A Python object in an error's text (`ssl:<ssl.SSLContext object at ...>`), which says nothing to a person."""


def proxy_of_environment(url: str) -> str | None:
    """Return HTTPS_PROXY for the address, unless NO_PROXY excludes it: aiohttp reads only WSS_PROXY."""
    parts = urllib.parse.urlsplit(url)
    proxies = urllib.request.getproxies()
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return proxies.get(parts.scheme) or proxies.get("https" if parts.scheme == "wss" else "http")


def resolution_failure(url: str, seconds: float) -> str:
    """Return why the name of the address's host does not resolve; empty when it does.

    The look-up runs in a thread that is abandoned after so many seconds: it cannot be cancelled, and where no server
    answers it takes half a minute.
    """
    host = urllib.parse.urlsplit(url).hostname or ""
    outcome: list[str] = []

    def resolve() -> None:
        try:
            socket.getaddrinfo(host, None)
            outcome.append("")
        except OSError:
            outcome.append(_("the name {host} is not found", host=host))

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(seconds)
    return outcome[0] if outcome else _("no name server answers within {seconds:g} s", seconds=seconds)


def describe(fault: Exception) -> str:
    """Return the fault as the end of a sentence."""
    system = getattr(fault, "os_error", fault)
    if isinstance(system, OSError) and (system.errno or 0) > 0:
        host = getattr(fault, "host", "")
        reason = os.strerror(system.errno or 0).lower()
        if host:
            return _("no connection to {host}: {reason}", host=host, reason=reason)
        return _("no connection: {reason}", reason=reason)
    return _REPR.sub("", str(fault)[:1000]).strip(" .") or type(fault).__name__
