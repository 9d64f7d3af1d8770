"""What an episode is called, and whether it has been made already. Pure functions."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from service.core import json_codec
from service.errors import UsageError


def edition_of_inputs(inputs: Sequence[str]) -> str:
    """A name from the inputs' own: the first file's and a hash of all, so that it never is the morning's edition."""
    names = sorted(PurePosixPath(each.rstrip("/")).name or each for each in inputs)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", names[0].rsplit(".", 1)[0]).strip("-")[:24].rstrip("-")
    digest = hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{stem}-{digest}" if stem else digest


def edition_of_due(due: dt.datetime) -> str:
    """The edition of a scheduled run: `2026-03-21T0630`."""
    return due.strftime("%Y-%m-%dT%H%M")


def checked_edition(name: str) -> str:
    """The name a person chose, when it can be part of a file's name and an address; UsageError otherwise."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,47}", name):
        raise UsageError(
            f"The edition {name!r} cannot be part of an address: use up to 48 letters, digits and hyphens."
        )
    return name


def episode_id(date: dt.date, edition: str) -> str:
    """Date and edition; the due time's edition holds the date already."""
    return edition if edition.startswith(date.isoformat()) else f"{date.isoformat()}-{edition}"


def fingerprint(*parts: object) -> str:
    """The hash of a request: inputs, settings, code version."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(json_codec.dump(part).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]
