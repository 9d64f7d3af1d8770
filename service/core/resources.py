"""Where the files that travel with the project are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def folder(name: str) -> Path:
    """The shipped folder of that name (`voices`)."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@functools.cache
def code_version() -> str:
    """The hash of every file that can change what an episode is: the code, its tables and the shipped voices.

    The user's models in a checkout's `voices/` are none of them: a clip's key holds the hash of its model.
    """
    digest = hashlib.sha256()
    for root in (PACKAGE, folder("voices")):
        for path in sorted(root.rglob("*")):
            apart = {"shipped", "models"}.intersection(path.relative_to(root).parts)
            if path.is_file() and path.suffix != ".pyc" and not apart:
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
