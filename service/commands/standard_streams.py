"""The standard streams of the program, which may be closed, full, or unable to encode Chinese."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from service.core.messages import _
from service.core.printable import printable
from service.errors import TingbaoError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Stdout(io.FileIO):
    """Output that a person asked for: an error ends the command."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write. Raise TingbaoError where that fails, BrokenPipeError where the reader has gone."""
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            raise
        except OSError as error:
            refusal = TingbaoError(
                _("stdout cannot be written: {strerror}; what was done stands.", strerror=error.strerror)
            )
            refusal.told = True
            raise refusal from None


class _Stderr(io.FileIO):
    """Messages: what cannot be written is lost, and the work goes on."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write what can be written."""
        with contextlib.suppress(OSError):
            return super().write(data) or 0
        return len(memoryview(data))


class _Text(io.TextIOWrapper):
    """Text for a person: a terminal obeys nothing in it, wherever it comes from."""

    obeyed = False
    """Whether what is written may move the cursor, as a progress bar does."""

    def write(self, text: str, /) -> int:
        """Write the text, with `�` for what a terminal would obey."""
        return super().write(text if self.obeyed else printable(text))


@contextlib.contextmanager
def obeyed_by_terminal(stream: TextIO) -> Iterator[None]:
    """Let a progress bar, which hides nothing of others, write to the stream inside."""
    if not isinstance(stream, _Text):
        yield
        return
    stream.obeyed = True
    try:
        yield
    finally:
        stream.obeyed = False


def prepare() -> None:
    """Replace Python's streams by the program's own, once, before anything is written.

    A closed stream is opened on the null device, so that the next file opened does not take its number. A
    character that the encoding lacks is written as its number.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number: this one
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="strict")  # some locales let any byte pass as half a character
    if sys.stdout is sys.__stdout__:
        sys.stdout = _text(_Stdout(1, "w", closefd=False), sys.__stdout__)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _text(_Stderr(2, "w", closefd=False), sys.__stderr__)


def finish() -> None:
    """Flush stdout. Where that fails, discard the rest and raise the error."""
    try:
        sys.stdout.flush()
    except (BrokenPipeError, TingbaoError):
        discard_stdout()
        raise


def discard_stdout() -> None:
    """Redirect stdout to the null device, so that the interpreter can end without an error of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _text(raw: io.FileIO, before: TextIO | None) -> TextIO:
    """Return a text stream over that file, in the encoding that Python chose."""
    return _Text(
        io.BufferedWriter(raw),
        encoding=before.encoding if before else "utf-8",
        errors="backslashreplace",
        line_buffering=raw.fileno() == 2 or raw.isatty(),
    )
