"""The headers of published files, for browsers, players and caches. Pure functions."""

from __future__ import annotations

import re

from service.publishing.urls import PLAYER

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
"""The content security policy of published pages: that of their `<meta>`, and that no other site may frame them."""
PLAYER_POLICY = (
    "default-src 'none'; style-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
"""That of the player of an article: it has no script, and is there to be framed by every site."""
YEAR_SECONDS = 31_536_000
PAGE_MAX_AGE = 60
"""Seconds for which a cache may keep a feed or a page."""
PICTURE_MAX_AGE = 3600
"""Seconds for which a cache may keep a picture."""
CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag",
}
"""Let players on other sites read what is published."""
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Range, If-Range, If-None-Match, If-Modified-Since",
    "access-control-max-age": "86400",
}
_HASHED_NAME = re.compile(r"-[0-9a-f]{8}\.\w+")
_ACTIVE_SUFFIXES = (".html", ".svg", ".xml")


def security_headers(https: bool) -> dict[str, str]:
    """Return the headers of every answer. Only a site whose base_url is `https` asks browsers to stay with HTTPS."""
    headers = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "strict-origin-when-cross-origin",
    }
    return headers | ({"strict-transport-security": f"max-age={YEAR_SECONDS}"} if https else {})


def published(name: str, private: bool) -> dict[str, str]:
    """Return the headers of a published file. A private show's files stay out of shared caches and search engines."""
    scope = "private" if private else "public"
    suffix = name[name.rfind(".") :] if "." in name else ""
    if _HASHED_NAME.search(name[-len(suffix) - 9 :]):
        cache = f"{scope}, max-age={YEAR_SECONDS}, immutable"
    else:
        cache = f"{scope}, max-age={PICTURE_MAX_AGE if suffix in ('.png', '.jpg', '.svg') else PAGE_MAX_AGE}"
    policy = PLAYER_POLICY if name == PLAYER else PAGE_POLICY
    return (
        {"cache-control": cache}
        | ({"content-security-policy": policy} if suffix in _ACTIVE_SUFFIXES else {})
        | ({"x-robots-tag": "noindex, nofollow"} if private else {})
    )


def is_text(media_type: str) -> bool:
    """Return whether files of that type grow smaller when compressed."""
    return media_type.startswith("text/") or bool(re.search(r"json|xml|subrip", media_type))


def takes_gzip(header: str) -> bool:
    """Return whether an Accept-Encoding header allows gzip."""
    weights = {}
    for part in header.lower().split(","):
        name, _, rest = part.partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", rest)
        weights[name.strip()] = float(quality[1]) if quality else 1.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0
