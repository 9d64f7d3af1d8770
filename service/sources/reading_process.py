"""A program of ours that reads a file in a process of its own and answers in lines of JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import service


def answers(program: Sequence[str], *parts: bytes) -> Generator[dict[str, Any]]:
    """Yield what a program answers that finds these bytes on its standard input.

    `program` are Python's arguments. A process that fails leaves `{"refused": "time"}` or `{"refused": "crash"}` as the
    last answer, unless it said itself what is wrong.
    """
    with tempfile.TemporaryFile() as file:
        for part in parts:
            file.write(part)
        file.seek(0)
        paths = os.pathsep.join(filter(None, (str(Path(service.__file__).parents[1]), *sys.path)))
        process = subprocess.Popen(
            [sys.executable, *program],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )
    assert process.stdout
    try:
        for line in process.stdout:
            yield json.loads(line)
        if ended := process.wait():
            yield {"refused": "time" if ended == -signal.SIGXCPU else "crash"}
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
