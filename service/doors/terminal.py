"""What a person sees: progress on stderr, tables and JSON on stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def print_json(value: Any) -> None:  # noqa: ANN401  (whatever JSON can hold)
    """The value as JSON on stdout, and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_line(text: str = "") -> None:
    """A line on stdout."""
    sys.stdout.write(text + "\n")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on stdout: plain columns, Chinese characters counted as two wide."""
    table = [list(headings), *[list(row) for row in rows]]
    widths = [max(_width(row[i]) for row in table) for i in range(len(headings))]
    for row in table:
        cells = [cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)]
        print_line("  ".join(cells).rstrip())


def clock(seconds: float) -> str:
    """`83.4` as `1:23`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _width(text: str) -> int:
    return sum(2 if ord(char) >= 0x2E80 else 1 for char in text)


class Progress:
    """Says on stderr what is being done: a bar on a terminal, a line a stage elsewhere, nothing when quiet."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._drawn = 0

    def stage(self, text: str) -> None:
        """A stage begins."""
        if self._live:
            self._draw(text)
        elif not self.quiet:
            sys.stderr.write(f"{text}\n")

    def step(self, text: str, done: int, total: int) -> None:
        """So much of a stage is done; shown on a terminal only."""
        if self._live and total:
            full = 24 * done // total
            self._draw(f"{text} [{'#' * full}{'.' * (24 - full)}] {done}/{total}")

    def note(self, text: str) -> None:
        """Something a person should know; shown unless quiet."""
        if not self.quiet:
            self.clear()
            sys.stderr.write(f"{text}\n")

    def clear(self) -> None:
        """The bar is gone."""
        if self._live and self._drawn:
            sys.stderr.write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _draw(self, text: str) -> None:
        self.clear()
        sys.stderr.write(text)
        sys.stderr.flush()
        self._drawn = _width(text)
