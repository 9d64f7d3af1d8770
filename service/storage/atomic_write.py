"""Writing a small file whole or not at all, and clearing away what those left who were killed at it."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

_ABANDONED = 3600.0
"""Seconds after which a temporary file belongs to a process that is gone."""


def write(path: Path, data: bytes) -> None:
    """Puts the bytes in place at once: a reader finds the old file or the new one, never a part.

    Makes the folder when there is none. Raises OSError; nothing is left behind then.
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


def sweep(folder: Path) -> None:
    """Removes the temporary files below the folder whose writers were killed; what cannot be removed stays."""
    with contextlib.suppress(OSError):  # a folder may vanish meanwhile
        for path in folder.rglob("*.tmp"):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()
