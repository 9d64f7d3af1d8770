"""Whether a client has the file already (RFC 9110, section 13) and takes it compressed. Pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import format_datetime, parsedate_to_datetime

_TAG = re.compile(r'(W/)?("[^"]*")')


def http_date(seconds: float) -> str:
    """A time of a file as HTTP writes it, whole seconds."""
    return format_datetime(dt.datetime.fromtimestamp(int(seconds), dt.UTC), usegmt=True)


def refused(headers: Mapping[str, str], etag: str, modified: str) -> bool:
    """Whether the client wants another version than the file as it stands or none: 412."""
    if tags := headers.get("if-match"):
        return tags.strip() != "*" and etag not in [tag for weak, tag in _TAG.findall(tags) if not weak]
    then, now = _instant(headers.get("if-unmodified-since", "")), _instant(modified)
    return then is not None and now is not None and now > then


def unchanged(headers: Mapping[str, str], etag: str, modified: str) -> bool:
    """Whether what the client has is the file as it stands: 304."""
    if tags := headers.get("if-none-match"):
        return tags.strip() == "*" or etag in [tag for _, tag in _TAG.findall(tags)]
    then, now = _instant(headers.get("if-modified-since", "")), _instant(modified)
    return then is not None and now is not None and now <= then


def range_holds(headers: Mapping[str, str], etag: str, modified: str) -> bool:
    """Whether the ranges may be served: without If-Range, or where it names the file as it stands."""
    condition = headers.get("if-range", "").strip()
    return condition in ("", etag, modified)


def takes_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    weights = {}
    for part in header.lower().split(","):
        name, _, rest = part.partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", rest)
        weights[name.strip()] = float(quality[1]) if quality else 1.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _instant(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
