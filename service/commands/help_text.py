"""The help of the commands, and what is wrong with a call of one, in the language of who types it.

Typer writes the help; for Chinese it is given another formatter, which asks the catalogue for each text, and breaks
lines by the cells that a terminal shows (a Chinese character has two). Nothing of the commands themselves is changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer
import typer.core

from service.commands import terminal
from service.core.messages import CHINESE, terminal_language

_METAVAR = re.compile(r"\b[A-Z]{2,}\b|<[^<>]+>")
"""What stands for a value, in the names of options and in a call."""
_DEFAULT = re.compile(r"  \[([^][]*)\]$")
"""What Typer adds to the help of an option: `[default: 5; required]`."""
_PIECE = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+")
"""What a line may be broken between: each wide character, each word."""
_NOT_FIRST = frozenset("，。；：、？！）”》…")
_NOT_LAST = frozenset("（“《")
_COMMANDS = "Commands"
_GAP = 2
_WIDEST_FIRST = 30
"""Cells of the column of names; a longer name has a line of its own, as Typer does it."""


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text as the catalogue has them, each on one line."""
    return [" ".join(each.split()) for each in text.split("\n\n")]


def in_language(command: Any) -> None:  # noqa: ANN401  (Typer's command, whose class it does not export)
    """Have a command, and those within it, speak the language of who types it."""
    command.context_class = _HelpContext
    for each in getattr(command, "commands", {}).values():
        in_language(each)


def refuse(error: Any) -> None:  # noqa: ANN401  (an error of Typer's)
    """Say on stderr what is wrong with a call."""
    if terminal_language() != CHINESE or "\n" in error.message:  # the help of a bare call
        error.show()
        return
    if call := error.ctx:
        hint = terminal.told(f"Try '{call.command_path} {call.help_option_names[0]}' for help.")
        sys.stderr.write(f"{call.get_usage()}\n{hint}\n\n")
    sys.stderr.write(f"{terminal.told(f'Error: {error.format_message()}')}\n")


class _HelpContext(typer.core.TyperCommand.context_class):  # type: ignore[misc, valid-type]
    """A call of a command, which knows in which language help is written."""

    def make_formatter(self) -> Any:  # noqa: ANN401
        """Return what writes the help."""
        plain = super().make_formatter()
        if terminal_language() != CHINESE:
            return plain
        return _ChineseHelp(self.command, plain.width)


class _ChineseHelp(typer.Context.formatter_class):  # type: ignore[misc, valid-type]
    """Writes the help in Chinese."""

    def __init__(self, command: Any, width: int) -> None:  # noqa: ANN401
        super().__init__(width=width)
        self._command = command
        self._heading = ""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        del prefix
        start = f"{terminal.told(f'Usage: {prog}')} "
        self._write_lines(_lines(_metavars(args), self.width - _cells(start)), start, " " * _cells(start))

    def write_heading(self, heading: str) -> None:
        """Write the name of a section."""
        self._heading = heading
        self.write(f"{' ' * self.current_indent}{terminal.told(heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        indent = " " * self.current_indent
        for number, each in enumerate(paragraphs(text)):
            if number:
                self.write("\n")
            self._write_lines(_lines(terminal.told(each), self.width - self.current_indent), indent, indent)

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = _WIDEST_FIRST, col_spacing: int = _GAP) -> None:
        """Write names, and what each is for."""
        table = [(_metavars(first), self._purpose(first, second)) for first, second in rows]
        column = min(max(_cells(first) for first, _ in table), col_max) + col_spacing
        indent = " " * self.current_indent
        rest = indent + " " * column
        for first, second in table:
            start = f"{indent}{first}{' ' * (column - _cells(first))}"
            if _cells(first) > column - col_spacing:
                self.write(f"{indent}{first}\n")
                start = rest
            self._write_lines(_lines(second, max(self.width - column - self.current_indent, 10)), start, rest)

    def _purpose(self, name: str, text: str) -> str:
        """Return in Chinese what a row says; of a command its first sentence."""
        if self._heading == _COMMANDS:
            help_ = self._command.commands[name].help or ""
            return terminal.told(paragraphs(help_)[0]).partition("。")[0]
        found = _DEFAULT.search(text)
        if not found:
            return terminal.told(text)
        added = "；".join(map(terminal.told, found[1].split("; ")))
        return f"{terminal.told(text[: found.start()])}（{added}）"

    def _write_lines(self, lines: Iterator[str], first: str, rest: str) -> None:
        for number, line in enumerate(lines):
            self.write(f"{rest if number else first}{line}\n")


def _metavars(text: str) -> str:
    return _METAVAR.sub(lambda found: terminal.told(found[0]), text)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _lines(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph; no line begins or ends with a mark that belongs to what is on the other one."""
    line = ""
    for piece in _pieces(text):
        if line and _cells(line) + _cells(piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays on one line."""
    piece = ""
    for each in _PIECE.findall(text):
        if piece and each[0] not in _NOT_FIRST and piece[-1] not in _NOT_LAST and not each.isspace():
            yield piece
            piece = ""
        piece += each
    yield piece
