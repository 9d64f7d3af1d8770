"""Test with a file of its own whether a storage does what publishing needs."""

from __future__ import annotations

import secrets

from service.core.messages import _
from service.errors import Conflict, PublishError
from service.storage.storage import Storage


def probe(storage: Storage, *, conditions: bool) -> None:
    """Write, read, list, replace and delete a file at the root.

    Raise PublishError that says what cannot be done and what to do about it. With `conditions` raise it also where a
    conditional write is made against its condition, or refused though the condition is met.
    """
    key = f"check-{secrets.token_hex(8)}.txt"
    first = storage.write(key, b"1")
    try:
        second = storage.write(key, b"2")
        if storage.read(key) != b"2" or storage.versions("").get(key) != second:
            raise PublishError(
                _(
                    "{location} is not read and listed as it was written: choose another place.",
                    location=storage.location(key),
                )
            )
        if conditions:
            _probe_conditional_writes(storage, key, first, second)
    finally:
        storage.delete(key)


def _probe_conditional_writes(storage: Storage, key: str, stale: str, current: str) -> None:
    for forbidden, condition in (("", "If-None-Match"), (stale, "If-Match")):
        try:
            storage.write(key, b"3", over=forbidden)
        except Conflict:
            continue
        raise PublishError(
            _(
                "{location} was written though {condition} forbade it: two publishers could undo each"
                " other's work. Publish from one machine alone, or choose a service that heeds"
                " conditional writes.",
                location=storage.location(key),
                condition=condition,
            )
        )
    try:
        storage.write(key, b"3", over=current)
    except Conflict:
        raise PublishError(
            _(
                "{location} was not written though If-Match allowed it: no second episode could be"
                " published. Choose a service that heeds conditional writes.",
                location=storage.location(key),
            )
        ) from None
