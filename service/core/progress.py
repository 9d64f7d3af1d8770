"""What a run says of itself while it works: stages with their times, steps, warnings, counts."""

from __future__ import annotations

import contextvars
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.core import log


@dataclass(frozen=True, slots=True)
class Progress:
    """Who is told what a run is doing; nobody, unless given."""

    step: Callable[[str, int, int], None] = lambda text, done, total: None
    """A stage's text, and how many of its steps are done: `("Speaking", 3, 40)`. Zero of zero: the stage begins."""
    staged: Callable[[str, float], None] = lambda name, seconds: None
    """A stage has ended: its name and its seconds."""
    count: Callable[[str, int], None] = lambda name, number: None
    """So many more of that name: `articles`, `clips_spoken`, `clips_cached`, `clips_refused`, `paid_characters`,
    `engine_failures`, `fallbacks`, `model_questions`, `model_tokens_in`, `model_tokens_out`, `model_millionths`."""


class StageTimer:
    """Times the stages and keeps the warnings of one run. Its methods may be called from any thread."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._context = contextvars.copy_context()  # run and show, for what other threads log
        self.timings: dict[str, float] = {}
        self.warnings: list[str] = []

    @contextmanager
    def stage(self, name: str, text: str) -> Iterator[None]:
        """Time what is done inside under that name."""
        self._progress.step(text, 0, 0)
        start = time.perf_counter()
        yield
        seconds = self.timings[name] = round(time.perf_counter() - start, 3)
        log.event("stage", stage=name, seconds=seconds)
        self._progress.staged(name, seconds)

    def warn(self, text: str) -> None:
        """Log the sentence now, and keep it for the result."""
        self.note(text)
        self.warnings.append(log.hide(text))

    def note(self, text: str) -> None:
        """Log the sentence now; the result does not need it."""
        self._context.copy().run(log.note, text)

    def count(self, name: str, number: int = 1) -> None:
        """Add to what the run's record counts, by the names of `Progress.count`."""
        self._progress.count(name, number)

    def step(self, text: str, done: int, total: int) -> None:
        """Tell what is being done, and how many of its steps are done, of how many."""
        self._progress.step(text, done, total)

    def speaking(self, done: int, total: int) -> None:
        """Tell how many clips are spoken, of how many."""
        self.step("Speaking", done, total)
