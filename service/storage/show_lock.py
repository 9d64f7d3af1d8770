"""A lock for each show that ends with its process, so that two runs of one show never overlap."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.core.messages import _
from service.errors import Locked, PublishError


@contextmanager
def hold(folder: Path, show: str) -> Iterator[None]:
    """Hold the show's lock. Raise Locked at once where another process has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # To read and write: a pipe that stands there does not hold the run up until somebody reads it.
        file = os.open(folder / f"{show}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise PublishError(
            _("The state folder {folder} cannot be written: {strerror}.", folder=folder, strerror=error.strerror)
        ) from None
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked(_("Another run of the show {show!r} is at work; wait for it to end.", show=show)) from None
        yield
    finally:
        os.close(file)
