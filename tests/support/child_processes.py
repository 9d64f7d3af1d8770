"""The processes that a test has started and that have not ended, those that others keep among them."""

import contextlib
from pathlib import Path


def children() -> set[str]:
    """Return the numbers of the children of this process, of each of its threads."""
    found: set[str] = set()
    for thread in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the thread has ended
            found.update((thread / "children").read_text().split())
    return found
