"""What a person sees: progress and events on stderr, tables and JSON on stdout."""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from service.commands import standard_streams
from service.core import log, messages
from service.core.messages import _
from service.core.printable import json_text, printable
from service.errors import UsageError

LONGEST_INPUT_LINE = 5_000_000
"""Characters of a line on stdin: a newspaper's page has 100,000."""


def print_json(value: Any) -> None:  # noqa: ANN401  (whatever JSON can hold)
    """Print the value as JSON on stdout, and nothing else; plain ASCII where stdout is not UTF-8."""
    plain = sys.stdout.encoding.lower() not in ("utf-8", "utf8")
    sys.stdout.write(json_text(value, indent=1, ascii_only=plain) + "\n")


def print_line(text: str = "") -> None:
    """Print a line on stdout: what the program says in the language of who types the commands, all else as it is."""
    sys.stdout.write(_shown(text) + "\n")


def print_note(text: str) -> None:
    """Print a line on stderr, in the language of who types the commands."""
    sys.stderr.write(told(text) + "\n")


def _shown(text: str) -> str:
    return told(text) if isinstance(text, messages.Translatable) else text


def told(text: str) -> str:
    """Return a text in the language of who types the commands."""
    return messages.in_language(text, messages.terminal_language())


def read_stdin() -> str:
    """Return all of stdin, which is text in UTF-8. Raise UsageError where it is not, or too long."""
    return "".join(stdin_lines())


def stdin_lines() -> Iterator[str]:
    """Yield the lines of stdin, line feeds included. Raise UsageError where one is no UTF-8 or too long."""
    for number in itertools.count(1):
        try:
            line = sys.stdin.readline(LONGEST_INPUT_LINE + 1)
        except UnicodeDecodeError:
            raise UsageError(
                _("Line {number} of stdin is not UTF-8: convert it, with `iconv -t UTF-8`.", number=number)
            ) from None
        if not line:
            return
        if len(line) > LONGEST_INPUT_LINE:
            raise UsageError(
                _(
                    "Line {number} of stdin has over {longest_input_line:,} characters: split it.",
                    number=number,
                    longest_input_line=LONGEST_INPUT_LINE,
                )
            )
        yield line.removeprefix("\ufeff") if number == 1 else line


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], below: Sequence[str] = ()) -> None:
    """Print a table on stdout: plain columns, Chinese characters counted as two wide.

    `below`: what stands on a line of its own below each row, too long for a column; empty: nothing.
    """
    table = [[_shown(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(cells(row[i]) for row in table) for i in range(len(headings))]
    for row, more in itertools.zip_longest(table, ("", *below), fillvalue=""):
        padded = [cell + " " * (wide - cells(cell)) for cell, wide in zip(row, widths, strict=True)]
        print_line("  ".join(padded).rstrip())
        if more:
            print_line(f"  {more}")


def clock(seconds: float) -> str:
    """Return 83.4 seconds as `1:23`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def cells(text: str) -> int:
    """Return how many columns a terminal needs for the text."""
    return sum(2 if ord(char) >= 0x2E80 else 1 for char in text)


@contextmanager
def run_progress(*, quiet: bool = False, stages: bool = True) -> Iterator[Callable[[str, int, int], None]]:
    """Tell stderr of the run inside: a bar and notes on a terminal, plain lines elsewhere, nothing when quiet.

    Without `stages` the plain lines are those of notes alone: for what is printed to be read, and perhaps redirected.
    Yields what moves the bar: a stage's text, and how many of its steps are done.
    """
    if quiet:
        yield _no_bar
    elif sys.stderr.isatty():
        with _bar() as move, log.written_to(sys.stderr, log.WARNING, PlainFormatter()):
            yield move
    else:
        with log.written_to(sys.stderr, log.INFO if stages else log.WARNING, PlainFormatter()):
            yield _no_bar


def service_log(*, as_json: bool) -> AbstractContextManager[None]:
    """Tell stderr of the service inside: plain lines, or JSON lines for whoever collects them."""
    return log.written_to(sys.stderr, log.INFO, None if as_json else PlainFormatter())


def command_log(*, quiet: bool = False) -> AbstractContextManager[None]:
    """Tell stderr of a command that ends by itself: plain lines wherever it goes, only failures when quiet."""
    return log.written_to(sys.stderr, log.WARNING if quiet else log.INFO, PlainFormatter())


class PlainFormatter(logging.Formatter):
    """Formats an event for a person: the time, the show, the event and its fields; of a note only its text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its line feed."""
        fields = log.fields(record)
        event, show, __ = fields.pop("event"), fields.pop("show", ""), fields.pop("run", "")
        if event == "note":
            text = fields["text"]
            return log.hide(printable(told(text if isinstance(text, str) else str(text))))
        event = f"{event} {fields.pop(str(event))}" if event in fields else event  # a stage: which
        values = "; ".join(f"{name} {value}" for name, value in fields.items() if value not in ("", None))
        moment = dt.datetime.fromtimestamp(record.created).astimezone()
        line = f"{moment:%H:%M:%S}  {f'{show}: ' if show else ''}{event}{f': {values}' if values else ''}"
        return log.hide(printable(line))


def _no_bar(text: str, done: int, total: int) -> None:
    pass


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on stderr, which is gone at the end; what is written to stderr meanwhile stands above it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(24), TextColumn("{task.fields[steps]}")
    with (
        standard_streams.obeyed_by_terminal(sys.stderr),
        Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar,
    ):
        task = bar.add_task("", total=None, steps="")

        def move(text: str, done: int, total: int) -> None:
            steps = f"{done}/{total}" if total else ""
            bar.update(task, description=text, completed=done, total=total or None, steps=steps)

        yield move
