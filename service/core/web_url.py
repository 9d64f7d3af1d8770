"""Web addresses that a person or a page gives: taken apart, or refused with a reason."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from service.core.messages import _

_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?")
_LONGEST_NAME = 253
"""Characters of a host's name (RFC 1035)."""
_LONGEST = 8000
"""Characters of an address that servers must take (RFC 9110, 4.1)."""
_BLANK = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]")


def split(url: str) -> SplitResult:
    """Return the parts of an http(s) address with a host and no user. Raise ValueError that says what is wrong."""
    if _BLANK.search(url):
        raise ValueError(_("an address has no spaces and no control characters"))
    if len(url) > _LONGEST:
        raise ValueError(_("an address has at most {longest} characters", longest=_LONGEST))
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError(_("its host is no possible one")) from None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(_("an address must begin with http:// or https:// and a host"))
    if parts.username is not None or parts.password is not None:
        raise ValueError(_("it must hold no user and no password"))
    if not 1 <= _port(parts) <= 65535:
        raise ValueError(_("its port must be between 1 and 65535"))
    host = parts.hostname or ""
    ascii_host(f"{host}:" if "[" in parts.netloc and ":" not in host else host)
    return parts


def _port(parts: SplitResult) -> int:
    """Return the port, 80 where none is named and 0 where it is no number of one."""
    try:
        return 80 if parts.port is None else parts.port
    except ValueError:
        return 0


def ascii_host(host: str) -> str:
    """Return a host's name in IDNA, or an address as it is written. Raise ValueError where it is neither."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise ValueError(_("the host [{host}] is no IPv6 address", host=host)) from None
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise ValueError(_("the host {host!r} is no possible one", host=host[:80]))
    return name
