"""A lock that dies with its owner: never two runs of one show at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.errors import Locked, PublishError


@contextmanager
def hold(folder: Path, show: str) -> Iterator[None]:
    """Holds the show's lock; Locked at once when another process has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"{show}.lock").open("w")
    except OSError as error:
        raise PublishError(f"The state folder {folder} cannot be written: {error.strerror}.") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked(f"Another run of the show {show!r} is at work; wait for it to end.") from None
        yield
