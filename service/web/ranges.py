"""Which bytes of a file a request asks for (RFC 9110, section 14). Pure functions."""

from __future__ import annotations

import re

MOST = 16
"""More ranges than that in one request are not served one by one: it gets the whole file."""
_RANGE = re.compile(r"(\d{0,18})-(\d{0,18})", re.ASCII)

Span = tuple[int, int]
"""First byte, and the one after the last."""


class Unsatisfiable(Exception):
    """No byte of the file is in any of the ranges."""


def spans(header: str, size: int) -> tuple[Span, ...]:
    """The bytes that a Range header asks for, in its order; empty where it is to be ignored and all is sent.

    Ranges that overlap or touch become one. Raises Unsatisfiable.
    """
    unit, _, listed = header.partition("=")
    wanted = [part.strip(" \t") for part in listed.split(",")]
    if unit.strip().lower() != "bytes" or len(wanted) > MOST:
        return ()
    found: list[Span] = []
    for part in filter(None, wanted):
        match = _RANGE.fullmatch(part)
        if not match or part == "-":
            return ()
        first, last = match.groups()
        if first and last and int(last) < int(first):
            return ()
        start = int(first) if first else max(0, size - int(last))
        stop = min(size, int(last) + 1) if first and last else size
        if start < stop:
            found.append((start, stop))
    if not found and any(wanted):
        raise Unsatisfiable
    return _joined(found)


def _joined(found: list[Span]) -> tuple[Span, ...]:
    """The spans with those that overlap or touch made one; it stands where the first of them stood."""
    left: list[Span] = []
    for start, stop in found:
        apart = []
        place = len(left)
        for i, (other_start, other_stop) in enumerate(left):
            if other_stop < start or stop < other_start:
                apart.append((other_start, other_stop))
            else:
                start, stop, place = min(start, other_start), max(stop, other_stop), min(place, i)
        left = [*apart[:place], (start, stop), *apart[place:]]
    return tuple(left)
