"""What browsers, players and caches are told of each published file. Pure functions."""

from __future__ import annotations

import re

PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
"""The policy of published pages: their own `<meta>`, and that no other site frames them."""
YEAR = 31_536_000
FRESH, PICTURES = 60, 3600
"""Seconds for which a feed or page, and a picture, need not be asked for again."""
CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag",
}
"""Players on other sites may read what is published."""
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Range, If-Range, If-None-Match, If-Modified-Since",
    "access-control-max-age": "86400",
}
_HASHED = re.compile(r"-[0-9a-f]{8}\.\w+")
_ACTIVE = (".html", ".svg", ".xml")


def secure(https: bool) -> dict[str, str]:
    """What every answer says; that the site is HTTPS for good only where its base_url is."""
    found = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "strict-origin-when-cross-origin",
    }
    return found | ({"strict-transport-security": f"max-age={YEAR}"} if https else {})


def published(name: str, private: bool) -> dict[str, str]:
    """What is said of a published file of that name; a private show's stays out of shared caches and search engines."""
    who = "private" if private else "public"
    suffix = name[name.rfind(".") :] if "." in name else ""
    if _HASHED.search(name[-len(suffix) - 9 :]):
        cache = f"{who}, max-age={YEAR}, immutable"
    else:
        cache = f"{who}, max-age={PICTURES if suffix in ('.png', '.jpg', '.svg') else FRESH}"
    return (
        {"cache-control": cache}
        | ({"content-security-policy": PAGES} if suffix in _ACTIVE else {})
        | ({"x-robots-tag": "noindex, nofollow"} if private else {})
    )


def is_text(media_type: str) -> bool:
    """Whether files of that type grow smaller when compressed."""
    return media_type.startswith("text/") or bool(re.search(r"json|xml|subrip", media_type))


def takes_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    weights = {}
    for part in header.lower().split(","):
        name, _, rest = part.partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", rest)
        weights[name.strip()] = float(quality[1]) if quality else 1.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0
