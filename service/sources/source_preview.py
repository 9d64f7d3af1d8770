"""What a run would find in a file or a folder, without recognizing a picture or telling articles apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.model import Skipped
from service.sources import files, local_pages
from service.sources.epaper import saved_issues

SECONDS = 10.0
"""By the clock, for which files are opened: a person waits for the answer. On two shared cores 20 Word documents take
one, and so do 200 pages of text."""


@dataclass(frozen=True, slots=True)
class SourcePreview:
    """What of a source can be read."""

    files: int
    """Those that hold something to read, as far as they were opened."""
    skipped: tuple[Skipped, ...]
    """What is not read: files, and parts of them."""
    unopened: int
    """Files for which there was no time, counted in `files`."""


def preview(path: str, columns: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> SourcePreview:
    """Return what a run would find at a path. Raise UsageError for one that does not exist or cannot be read.

    Of a PDF or a picture the first page is opened. `columns` are a show's own names of an export's columns.
    """
    found = files.find([path])
    saved = saved_issues.saved_issues(found.files)
    skipped = [*found.skipped, *saved.skipped]
    until = clock() + SECONDS
    number = unopened = 0
    for each in found.files:
        if each in saved.taken:
            number += 1
        elif clock() > until:
            number, unopened = number + 1, unopened + 1
        else:
            held = local_pages.read(each, columns, None)
            skipped += held.skipped
            number += held.holds_something
    return SourcePreview(number, tuple(skipped), unopened)
