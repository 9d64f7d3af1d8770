"""What a site's robots.txt asks of a program, read as RFC 9309 says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

_LARGEST = 500 * 1024
"""Bytes that are read: what RFC 9309 asks for at least (section 2.5)."""
_KEPT = "/?:@!&'()+,;=~"
"""What stands as it is where rules and addresses are compared; the rest is percent-encoded (section 2.2.2)."""
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,6})?")

_Rule = tuple[str, str]
"""`allow`, `disallow` or `crawl-delay`, and what it says."""


class Robots:
    """The rules for a program of some name: those of its own group, else those for all."""

    def __init__(self, text: bytes, name: str) -> None:
        groups = _groups(text[:_LARGEST].decode("utf-8-sig", "replace"))
        own = _rules(groups, name.lower()) or _rules(groups, "*")
        self._paths = [(len(path), key == "allow", path) for key, path in own if path and key != "crawl-delay"]
        delays = (float(value) for key, value in own if key == "crawl-delay" and _SECONDS.fullmatch(value))
        self.delay = max(delays, default=0.0)
        """Seconds between two requests that it asks for; 0 where it asks for none."""

    def allows(self, url: str) -> bool:
        """Return whether an address may be fetched: as the longest rule says that fits it, the kinder of two."""
        parts = urlsplit(url)
        path = _encoded((parts.path or "/") + f"?{parts.query}" * bool(parts.query))
        return max((rule[:2] for rule in self._paths if _fits(rule[2], path)), default=(0, True))[1]


def _groups(text: str) -> list[tuple[set[str], list[_Rule]]]:
    """Return the programs' names and the rules of each group."""
    groups: list[tuple[set[str], list[_Rule]]] = []
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            if not groups or groups[-1][1]:
                groups.append((set(), []))
            groups[-1][0].add(value.lower())
        elif groups and key in ("allow", "disallow", "crawl-delay"):
            groups[-1][1].append((key, value))
    return groups


def _rules(groups: Iterable[tuple[set[str], list[_Rule]]], name: str) -> list[_Rule]:
    return [rule for names, rules in groups if name in names for rule in rules]


def _fits(rule: str, path: str) -> bool:
    """Return whether a rule's path is the beginning of another: `*` is anything, `$` at its end the other's end."""
    first, *further = map(_encoded, rule.removesuffix("$").split("*"))
    at = len(first)
    if not path.startswith(first):
        return False
    for piece in further:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at == len(path) or not rule.endswith("$") or (bool(further) and path.endswith(further[-1]))


def _encoded(path: str) -> str:
    return quote(unquote(path, errors="surrogateescape"), safe=_KEPT, errors="surrogatepass")
