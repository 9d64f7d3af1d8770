"""What a person sees: progress on stderr, tables and JSON on stdout."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from service.core import log


def print_json(value: Any) -> None:  # noqa: ANN401  (whatever JSON can hold)
    """The value as JSON on stdout, and nothing else; plain ASCII where stdout is not UTF-8."""
    plain = sys.stdout.encoding.lower() not in ("utf-8", "utf8")
    sys.stdout.write(json.dumps(value, ensure_ascii=plain, indent=1) + "\n")


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


class Silent:
    """Says nothing of a run that goes well."""

    def stage(self, text: str) -> None:
        """A stage begins."""

    def staged(self, name: str, seconds: float) -> None:
        """A stage has ended."""

    def step(self, text: str, done: int, total: int) -> None:
        """So much of a stage is done."""

    def note(self, text: str) -> None:
        """Something a person should know."""

    def count(self, name: str, number: int) -> None:
        """Something was counted."""

    def clear(self) -> None:
        """There is nothing to take away."""


class Bar(Silent):
    """Says on a terminal what is being done, with a bar."""

    def __init__(self) -> None:
        self._drawn = 0

    def stage(self, text: str) -> None:
        """A stage begins."""
        self._draw(text)

    def step(self, text: str, done: int, total: int) -> None:
        """So much of a stage is done."""
        if total:
            full = 24 * done // total
            self._draw(f"{text} [{'#' * full}{'.' * (24 - full)}] {done}/{total}")

    def note(self, text: str) -> None:
        """Something a person should know."""
        self.clear()
        sys.stderr.write(f"{text}\n")

    def clear(self) -> None:
        """The bar is gone."""
        if self._drawn:
            sys.stderr.write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _draw(self, text: str) -> None:
        self.clear()
        sys.stderr.write(text)
        sys.stderr.flush()
        self._drawn = _width(text)


class ProgressLines(log.JsonLogger):
    """The same as JSON lines on stderr, for whoever collects them."""

    def clear(self) -> None:
        """Lines stay."""


def progress(*, quiet: bool = False, **context: str) -> Silent | ProgressLines:
    """What stderr is told: a bar on a terminal, JSON lines with that context elsewhere, nothing when quiet."""
    if quiet:
        return Silent()
    return Bar() if sys.stderr.isatty() else ProgressLines(sys.stderr, **context)


class Plain:
    """Says on a terminal what the service does, a line an event."""

    def write(self, event: str, **fields: object) -> None:
        """The time, the show, the event, and what there is to say of it."""
        show = f"{fields.pop('show')}: " if fields.get("show") else ""
        fields.pop("run", None)
        told = "; ".join(f"{name} {value}" for name, value in fields.items() if value not in ("", None))
        moment = dt.datetime.now().astimezone()
        sys.stderr.write(log.hide(f"{moment:%H:%M:%S}  {show}{event}" + (f": {told}" if told else "")) + "\n")


class Quiet:
    """Says only what went wrong beside the runs; what became of those, whoever asked for them says."""

    def write(self, event: str, **fields: object) -> None:
        """An event, and what belongs to it."""
        if event in ("hook failed", "not approved in time") and fields["error"]:
            Plain().write(event, **fields)


def events(*, quiet: bool = False) -> log.EventLogger:
    """What stderr is told of the service: plain lines on a terminal, JSON lines elsewhere, only failures when quiet."""
    if quiet:
        return Quiet()
    return Plain() if sys.stderr.isatty() else ProgressLines(sys.stderr)
