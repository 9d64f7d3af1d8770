"""The processor time that reading one source may take: what takes longer is skipped and named, the others are told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from service.core import cpu_limit
from service.core.messages import _
from service.errors import SourceError

READING_SECONDS = 5.0
"""Of the processor, for one page, feed or entry. Measured on two shared cores: a page of 100,000 characters, the
longest that newspapers have, takes 2.2 as 11,000 short lines."""


@contextlib.contextmanager
def reading(name: str, advice: str) -> Iterator[None]:
    """Let the reading inside take READING_SECONDS. Raises SourceError, which names what is read and ends in `advice`.

    The C code of a parser cannot be stopped on its way: its time is asked for at its end, and the sizes that the
    readers take bound how late that is.
    """
    try:
        with cpu_limit.limited(READING_SECONDS):
            yield
            cpu_limit.check()
    except cpu_limit.OverTime:
        raise SourceError(
            _(
                "{name}: reading this takes over {reading_seconds:g} s: {advice}",
                name=name,
                reading_seconds=READING_SECONDS,
                advice=advice,
            )
        ) from None
