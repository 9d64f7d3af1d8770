"""How people write values, in the configuration and on the command line: lengths, sizes, zones, addresses."""

from __future__ import annotations

import ipaddress
import re
import shlex
from collections.abc import Callable
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ByteSize, TypeAdapter, ValidationError

from service.core import cron
from service.errors import ConfigError, UsageError

SHORTEST_EPISODE, LONGEST_EPISODE = 30.0, 3600.0
"""Seconds an episode may be asked to last: below half a minute there is no room for news beside the opening."""
LONGEST_SPAN = 86_400.0
"""Seconds that anything may take at most: a day."""

_LENGTH = re.compile(r"(?:(\d+)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?")
_BYTES = TypeAdapter(ByteSize)
_HOST = r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"
_SCHEDULER = re.compile(rf"(?:tcp|tls)://{_HOST}:(\d{{1,5}})")
_PUBLIC_URL = re.compile(rf"https?://{_HOST}(?::(\d{{1,5}}))?(?:/[A-Za-z0-9._~%/-]*)?")

Read = TypeVar("Read")


def parse_length(text: str) -> float:
    """Return the seconds of `5m`, `90s`, `1h`, `2m30s` or `300`; UsageError when it is none or out of bounds."""
    seconds = _seconds(text)
    if not SHORTEST_EPISODE <= seconds <= LONGEST_EPISODE:
        raise UsageError(f"A length of {text} is out of bounds: choose between 30s and 60m.")
    return seconds


def _seconds(text: str) -> float:
    found = _LENGTH.fullmatch(text.strip().lower())
    if re.fullmatch(r"\d+(\.\d+)?", text.strip()):
        return float(text)
    if not found or not found.group():
        raise UsageError(f"A length of {text!r} cannot be understood: write it like 5m, 90s or 2m30s.")
    hours, minutes, rest = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def parse_size(text: str) -> int:
    """Return the bytes of `2G`, `500M`, `1.5 GB` (thousands) or `2GiB` (1,024s); UsageError when it is none."""
    try:
        if re.fullmatch(r"\d+(\.\d+)?\s*[A-Za-z]*", text.strip()):  # ByteSize ignores what comes after the unit
            return int(_BYTES.validate_python(text))
    except ValidationError:
        pass
    raise UsageError(f"A size of {text!r} cannot be understood: write it like 2G or 500M.")


def parse_scheduler(address: str) -> str:
    """Check the address of a cluster's scheduler, or an empty one for no cluster; UsageError when it is neither."""
    found = _SCHEDULER.fullmatch(address)
    if address and not (found and 1 <= int(found[1]) <= 65535):
        raise UsageError("it must be tcp:// or tls:// with the scheduler's host and port, tcp://host:8786, and no user")
    return address


def _span(text: str) -> float:
    seconds = _seconds(text)
    if not 1 <= seconds <= LONGEST_SPAN:
        raise UsageError("choose between 1s and 24h")
    return seconds


def _zone(name: str) -> str:
    try:
        return name and ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name!r}; write it like Asia/Shanghai") from None


def _schedule(text: str) -> str:
    cron.parse(text, ZoneInfo("UTC"))
    return text


def _pairs(value: object) -> object:
    if not isinstance(value, dict) or not all(key and isinstance(right, str) for key, right in value.items()):
        raise ValueError("it is a table of wrong and right: {'莲胡' = '莲湖'}")
    return tuple(value.items())


def _hook(text: str) -> str:
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ValueError(f"it is no command: {error}") from None
    if text.strip() and not words:
        raise ValueError("it names no command")
    address = re.fullmatch(r"https?://[!-~]+", text.strip())
    if words and "://" in words[0] and not (address and urlsplit(text).hostname):
        raise ValueError("an address must begin with http:// or https:// and a host, and have no spaces")
    return text.strip()


def _network(text: str) -> str:
    try:
        network = ipaddress.ip_network(text, strict=False)
        return str(network[0] if network.num_addresses == 1 else network)
    except ValueError:
        raise ValueError("it must be an IP address, 10.0.0.5, or a network, 10.0.0.0/8") from None


def _public_url(text: str) -> str:
    found = _PUBLIC_URL.fullmatch(text)
    if not found:
        raise ValueError(
            "it must begin with http:// or https:// and be plain ASCII: host, port and path, no user, ? or #"
        )
    if found[1] and not 1 <= int(found[1]) <= 65535:
        raise ValueError("its port must be between 1 and 65535")
    return text.rstrip("/")


def _checked(read: Callable[[str], Read]) -> Callable[[object], Read]:
    """Wrap a reader so that its errors are such as pydantic expects."""

    def checked(value: object) -> Read:
        try:
            return read(str(value))
        except (ConfigError, UsageError) as error:
            raise ValueError(str(error)) from None

    return checked


Length = Annotated[float, BeforeValidator(_checked(parse_length))]
"""Seconds that an episode lasts, as in `parse_length`."""
Span = Annotated[float, BeforeValidator(_checked(_span))]
"""Seconds that something may take, a second to a day."""
Size = Annotated[int, BeforeValidator(_checked(parse_size))]
"""Bytes, as in `parse_size`."""
Zone = Annotated[str, AfterValidator(_zone)]
"""The name of a time zone; empty: another setting says it."""
Schedule = Annotated[str, AfterValidator(_checked(_schedule))]
"""Times of day as cron writes them."""
Pairs = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_pairs)]
"""The rows of a table of strings, as a value that can be hashed."""
Hook = Annotated[str, AfterValidator(_hook)]
"""A command or an http(s) address; empty: none."""
Scheduler = Annotated[str, AfterValidator(_checked(parse_scheduler))]
"""The address of a cluster's scheduler, as in `parse_scheduler`."""
PublicUrl = Annotated[str, AfterValidator(_public_url)]
"""The beginning of an address as listeners ask for it, without the slash at its end."""
Network = Annotated[str, AfterValidator(_network)]
"""IP addresses: one, or a network, as in `10.0.0.0/8`."""
