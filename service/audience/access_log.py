"""Web servers' logs, line by line: who asked for what, when, and what was sent.

Formats: Apache's common and combined log, nginx's combined (https://httpd.apache.org/docs/2.4/logs.html,
https://nginx.org/en/docs/http/ngx_http_log_module.html), either with a virtual host in front and with further fields
behind; Amazon S3's server access log (https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html); and the
W3C's extended format, whose first lines name its fields (https://www.w3.org/TR/WD-logfile.html), as CloudFront writes
it (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html).

Of further fields in quotation marks three are known by their form: the answer's Content-Range, the request's Range, and
the addresses of X-Forwarded-For.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import functools
import gzip
import zlib
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import unquote

from service.core import user_file
from service.core.messages import _
from service.core.printable import one_line
from service.errors import UsageError

MOST_SENT = 1 << 50
"""Bytes that an answer can have had; a line that says more is damaged."""
LONGEST_LINE = 32_768
"""Bytes of a line that are read: servers allow requests of 8 KB, and log three texts of a request."""
_GZIP = b"\x1f\x8b"
_MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
_ABSENT = ("", "-")


class AccessLine(NamedTuple):
    """One request and its answer."""

    time: int
    """Seconds since 1970."""
    address: str
    forwarded: str
    """X-Forwarded-For, if the log has it."""
    method: str
    target: str
    """What was asked for, as it was asked."""
    status: int
    sent: int
    """Bytes of the body that were sent."""
    agent: str | None
    """None: the log does not say; empty: the client did not."""
    range: str
    """The answer's Content-Range, or else the request's Range."""


class AccessLog:
    """One log file: its lines one after the other, gzip or not."""

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self._fields: list[str] = []

    def lines(self) -> Iterator[AccessLine | None]:
        """Yield each line that has something; None for one that cannot be read. Raise UsageError for a sick file."""
        with user_file.opened(self.path, UsageError) as file:
            zipped = file.read(2) == _GZIP
            file.seek(0)
            try:
                with gzip.GzipFile(fileobj=file) if zipped else contextlib.nullcontext(file) as plain:
                    yield from self._lines_of(plain)
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                name, reason = one_line(str(self.path)), one_line(str(error))
                raise UsageError(
                    _("{name}: the compressed file is damaged or cut off: {reason}.", name=name, reason=reason)
                ) from None

    def _lines_of(self, file: IO[bytes] | gzip.GzipFile) -> Iterator[AccessLine | None]:
        whole = True
        while data := file.readline(LONGEST_LINE):
            ends = data.endswith(b"\n")
            if not whole or (not ends and len(data) == LONGEST_LINE):
                if whole:  # told once of a line that is too long
                    yield None
                whole = ends
                continue
            text = data.decode("utf-8", "replace").strip("\r\n\ufeff ")
            if text.startswith("#"):
                self._note(text)
            elif text:
                yield self.read(text)

    def read(self, line: str) -> AccessLine | None:
        """Return what a line says, or None where it cannot be read."""
        try:
            found = _of_fields(self._fields, line) if self._fields else _of_text(line)
        except (ValueError, IndexError, KeyError, OverflowError):
            return None
        return found if found.sent <= MOST_SENT else None

    def _note(self, comment: str) -> None:
        name, _, fields = comment.partition(":")
        if name == "#Fields":
            self._fields = fields.split()


def _of_text(line: str) -> AccessLine:
    """Read a line whose texts stand in quotation marks. Raise ValueError or IndexError where it is none."""
    if '\\"' in line:
        line = line.replace('\\"', "\x00")  # Apache's, and nginx's with escape=json
    parts = line.split('"')
    before, request, between = parts[:3]
    asked, (moment, behind) = before.split("[", 1)[0].split(), before.split("[", 1)[1].split("]", 1)
    numbers = between.split()
    if behind.strip():  # Amazon S3 has the address behind the time, and an error's name behind the status
        address, sent = behind.split()[0], numbers[2]
    else:
        address, sent = asked[-3], numbers[1]
    method, target = request.split(" ")[:2]
    agent, further = None, parts[7::2]
    if len(parts) > 5:
        agent = parts[5].replace("\x00", '"')
    return AccessLine(
        _time(moment),
        address,
        next((each for each in further if not each.startswith("bytes") and _is_addresses(each)), ""),
        method,
        target,
        int(numbers[0]),
        0 if sent == "-" else int(sent),
        agent,
        _range_in(further),
    )


def _range_in(further: list[str]) -> str:
    """Return the Content-Range of an answer among further fields, else the Range of its request; empty for none."""
    found = [each for each in further if each.startswith(("bytes ", "bytes="))]
    return min(found, default="")  # a blank comes before an equals sign


@functools.lru_cache(maxsize=4096)
def _is_addresses(text: str) -> bool:
    """Return whether a field is a list of addresses, by its first one."""
    try:
        return bool(ip_address(text.partition(",")[0].strip()))
    except ValueError:
        return False


def _time(moment: str) -> int:
    """Return the seconds of `21/Mar/2026:06:30:05 +0800`."""
    minute, _, rest = moment.rpartition(":")
    second, _, zone = rest.partition(" ")
    return _start_of(minute, zone) + int(second)


@functools.lru_cache(maxsize=4096)
def _start_of(moment: str, zone: str) -> int:
    """Return the seconds of the minute `21/Mar/2026:06:30`."""
    day, month, rest = moment.split("/")
    year, hour, minute = (int(each) for each in rest.split(":"))
    utc = dt.datetime(year, _MONTHS[month], int(day), hour, minute, tzinfo=dt.UTC)
    east = (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 3600 + int(zone[3:5]) * 60)
    return int(utc.timestamp()) - east


@functools.lru_cache(maxsize=4096)
def _utc(date: str, time: str) -> int:
    return int(dt.datetime.fromisoformat(f"{date}T{time[:8]}+00:00").timestamp())


def _of_fields(fields: list[str], line: str) -> AccessLine:
    """Read a line of the W3C's extended format. Raise ValueError or KeyError where it is none."""
    values = line.split("\t") if "\t" in line else line.split()
    row = dict(zip(fields, values, strict=True))
    first, last = row.get("sc-range-start", "-"), row.get("sc-range-end", "-")
    agent = row.get("cs(User-Agent)")
    query = row.get("cs-uri-query", "-")
    return AccessLine(
        _utc(row["date"], row["time"]),
        row["c-ip"],
        "" if row.get("x-forwarded-for", "-") == "-" else row["x-forwarded-for"],
        row["cs-method"],
        row["cs-uri-stem"] + (f"?{query}" if query not in _ABSENT else ""),
        int(row["sc-status"]),
        int(row["sc-bytes"]),
        None if agent is None else _plain(agent),
        f"bytes {first}-{last}/*" if first not in _ABSENT and last not in _ABSENT else "",
    )


def _plain(agent: str) -> str:
    """Return a user agent as it was sent: CloudFront writes a blank as %20, IIS as a plus sign."""
    return "" if agent == "-" else unquote(agent if "%" in agent else agent.replace("+", " "))
