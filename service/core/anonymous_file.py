"""A file without a name, for what a process and its children share."""

from __future__ import annotations

import os
import tempfile
from typing import BinaryIO


def anonymous_file() -> BinaryIO:
    """Return an empty file of this process and its children, in memory where the system can.

    No folder may be writable.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("tingbao"), "w+b")
    return tempfile.TemporaryFile()
