"""The shipped files (voices): beside the package in a checkout, inside it in a wheel. And the version of the code."""

from __future__ import annotations

import functools
import hashlib
import os
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def folder(name: str) -> Path:
    """Return the path of the shipped folder of that name (`voices`)."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@functools.cache
def code_version() -> str:
    """Return a hash of all files that an episode depends on: the code, its tables and the shipped voices.

    Models that the user has put into a checkout's `voices/` do not count: a clip's key holds the hash of its model.
    """
    digest = hashlib.sha256()
    for root in (PACKAGE, folder("voices")):
        for place, folders, names in os.walk(root):
            folders[:] = sorted({*folders} - {"shipped", "models", "__pycache__"})
            for path in (Path(place, name) for name in sorted(names) if not name.endswith(".pyc")):
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
