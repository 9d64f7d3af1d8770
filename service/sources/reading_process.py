"""A program of ours that reads a file in a process of its own and answers in lines of JSON."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import service
from service.sources import text_cleaning

SILENCE = 1_200.0
"""Seconds without a word at which a process counts as stuck: ten times the processor's time that any page may take."""
_TAIL = 2_000
"""Bytes of what a process complains of that are kept: its last line says why it ends."""


def answers(program: Sequence[str], *parts: bytes) -> Generator[dict[str, Any]]:
    """Yield what a program answers that finds these bytes on its standard input.

    `program` are Python's arguments. A process that fails leaves `{"refused": "time"}` or `{"refused": "crash"}` as the
    last answer, the latter with what it `said` last or the signal that ended it.
    """
    try:
        process = _started(program, parts)
    except OSError as error:  # no room for the file, or for one more process
        yield _crash(text_cleaning.line(error))
        return
    said = bytearray()
    try:
        yield from _answers(process, said)
        if (ended := process.wait()) == -signal.SIGXCPU:
            yield {"refused": "time"}
        elif ended:
            yield _crash(signal.Signals(-ended).name if ended < 0 else _last_line(said))
    except TimeoutError:
        yield {"refused": "time"}
    finally:
        process.kill()
        for pipe in filter(None, (process.stdout, process.stderr)):
            pipe.close()
        process.wait()


def reason(answer: Mapping[str, Any], refusals: Mapping[str, str]) -> str:
    """Return why an answer is a refusal, of `refusals` by its word, with what its program said; empty if it is none."""
    what, colon, advice = refusals.get(answer.get("refused", ""), "").partition(": ")
    said = answer.get("said", "")
    return f"{what} ({said}){colon}{advice}" if said else f"{what}{colon}{advice}"


def _started(program: Sequence[str], parts: Sequence[bytes]) -> subprocess.Popen[bytes]:
    """Return the process at work. Raise OSError where there is no room for it."""
    with tempfile.TemporaryFile() as file:
        for part in parts:
            file.write(part)
        file.seek(0)
        paths = os.pathsep.join(filter(None, (str(Path(service.__file__).parents[1]), *sys.path)))
        return subprocess.Popen(
            [sys.executable, *program],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": paths},
        )


def _answers(process: subprocess.Popen[bytes], said: bytearray) -> Iterator[dict[str, Any]]:
    """Yield the lines that are whole, and keep the end of what else is `said`. Raise TimeoutError after SILENCE."""
    begun = b""
    with selectors.DefaultSelector() as pipes:
        for pipe in filter(None, (process.stdout, process.stderr)):
            pipes.register(pipe, selectors.EVENT_READ)
        while pipes.get_map():
            ready = pipes.select(SILENCE)
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                piece = os.read(key.fd, 1 << 16)
                if not piece:
                    pipes.unregister(key.fileobj)
                elif key.fileobj is process.stderr:
                    said[:] = (said + piece)[-_TAIL:]
                else:
                    *lines, begun = (begun + piece).split(b"\n")
                    yield from map(json.loads, lines)


def _crash(said: str) -> dict[str, Any]:
    return {"refused": "crash", "said": said} if said else {"refused": "crash"}


def _last_line(said: bytes | bytearray) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return text_cleaning.line(lines[-1]) if lines else ""
