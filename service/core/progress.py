"""What a run says of itself while it works: stages with their times, steps, warnings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Whom a run tells what it is doing."""

    def stage(self, text: str) -> None:
        """A stage begins."""

    def staged(self, name: str, seconds: float) -> None:
        """A stage has ended; its name and how long it took."""

    def step(self, text: str, done: int, total: int) -> None:
        """So much of a stage is done."""

    def note(self, text: str) -> None:
        """Something a person should know."""

    def count(self, name: str, number: int) -> None:
        """So many more were counted under that name."""


class MultiProgress:
    """Tells two listeners."""

    def __init__(self, one: Progress, other: Progress) -> None:
        self._listeners = (one, other)

    def stage(self, text: str) -> None:
        """See Progress."""
        for each in self._listeners:
            each.stage(text)

    def staged(self, name: str, seconds: float) -> None:
        """See Progress."""
        for each in self._listeners:
            each.staged(name, seconds)

    def step(self, text: str, done: int, total: int) -> None:
        """See Progress."""
        for each in self._listeners:
            each.step(text, done, total)

    def note(self, text: str) -> None:
        """See Progress."""
        for each in self._listeners:
            each.note(text)

    def count(self, name: str, number: int) -> None:
        """See Progress."""
        for each in self._listeners:
            each.count(name, number)


class StageTimer:
    """Times the stages and keeps the warnings of one run."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.timings: dict[str, float] = {}
        self.warnings: list[str] = []

    @contextmanager
    def stage(self, name: str, text: str) -> Iterator[None]:
        """Times what is done inside under that name."""
        self._progress.stage(text)
        start = time.perf_counter()
        yield
        self.timings[name] = round(time.perf_counter() - start, 3)
        self._progress.staged(name, self.timings[name])

    def warn(self, text: str) -> None:
        """Says it now and keeps it for the result."""
        self._progress.note(text)
        self.warnings.append(text)

    def note(self, text: str) -> None:
        """Says it now; the result does not need it."""
        self._progress.note(text)

    def count(self, name: str, number: int = 1) -> None:
        """Adds to what the run's record counts: `articles`, `clips_spoken`, `clips_cached`, `clips_refused`,
        `engine_failures`, `fallbacks`."""
        self._progress.count(name, number)

    def speaking(self, done: int, total: int) -> None:
        """So many sentences are spoken."""
        self._progress.step("Speaking", done, total)
