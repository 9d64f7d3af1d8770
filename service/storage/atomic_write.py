"""Write a small file whole or not at all, and remove the temporary files of writers that were killed."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

_ABANDONED_AFTER = 3600.0
"""Seconds after which the writer of a temporary file is taken to be gone."""


def write(path: Path, data: bytes) -> None:
    """Replace the file at once: a reader finds the old bytes or the new ones, never a part.

    Make the folder where there is none. Raise OSError, and leave no temporary file then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files of killed writers below the folder. What cannot be removed stays."""
    with contextlib.suppress(OSError):  # a folder may vanish meanwhile
        for path in folder.rglob("*.tmp"):
            if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
                path.unlink()
