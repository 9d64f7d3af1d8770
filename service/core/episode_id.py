"""An episode's edition and id, and the fingerprint of what it is made from. Pure functions."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from service.core import json_codec
from service.core.messages import _
from service.core.printable import shown
from service.errors import UsageError

EARLIEST_DATE, LATEST_DATE = dt.date(1950, 1, 1), dt.date(2099, 12, 31)
"""The dates that a programme can have: as far as the lunar calendar is certain."""


def edition_of_inputs(inputs: Sequence[str]) -> str:
    """Return an edition named after the first input, with a hash of all: never that of a scheduled run."""
    names = sorted(PurePosixPath(each.rstrip("/")).name or each for each in inputs)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", names[0].rsplit(".", 1)[0]).strip("-")[:24].rstrip("-")
    digest = hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{stem}-{digest}" if stem else digest


def edition_of_due(due: dt.datetime) -> str:
    """Return the edition of a scheduled run: `2026-03-21T0630`."""
    return due.strftime("%Y-%m-%dT%H%M")


def checked_edition(name: str) -> str:
    """Return the name unless it cannot be part of a file's name and an address: then raise UsageError."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,47}", name):
        raise UsageError(
            _(
                "The edition {name} cannot be part of an address: use up to 48 letters, digits and hyphens.",
                name=shown(name),
            )
        )
    return name


def checked_date(date: dt.date) -> dt.date:
    """Return the date unless no programme can have it: then raise UsageError."""
    if not EARLIEST_DATE <= date <= LATEST_DATE:
        raise UsageError(
            _(
                "The date {date} is out of bounds: choose between {earliest_date} and {latest_date}.",
                date=date,
                earliest_date=EARLIEST_DATE,
                latest_date=LATEST_DATE,
            )
        )
    return date


def episode_id(date: dt.date, edition: str) -> str:
    """Return date and edition; the edition of a scheduled run holds the date already."""
    return edition if edition.startswith(date.isoformat()) else f"{date.isoformat()}-{edition}"


def make_again(show: str, id_: str) -> str:
    """Return what a sentence says of making a published episode again: the command, in which the id is taken apart."""
    date, rest = id_[:10], id_[10:]
    scheduled = re.fullmatch(r"T[0-9]{4}", rest)
    command = f"tingbao make --show {show} --date {date} --edition {id_ if scheduled else rest.lstrip('-')}"
    return f"`{command}`" if scheduled else _("`{command}`, with the inputs that it was made of,", command=command)


def fingerprint(*parts: object) -> str:
    """Return the hash of a request: of its inputs, settings and code version."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(json_codec.dump(part).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]
