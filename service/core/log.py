"""Logs: one JSON line an event, with the run's id through all of them and no secrets."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
from typing import Protocol, TextIO

SECRETS = ("TINGBAO_TOKEN", "TINGBAO_LLM_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
"""Environment variables whose values never reach a log."""
_PASSWORD = re.compile(r"(?<=://)[^\s/@]+@")
"""User and password in an address."""


class EventLogger(Protocol):
    """Whom the service tells what happens."""

    def write(self, event: str, **fields: object) -> None:
        """An event, and what belongs to it."""


class JsonLogger:
    """Writes events as JSON lines; a run's progress can be told to it."""

    def __init__(self, stream: TextIO, **context: str) -> None:
        """`context` (run, show) stands in every line."""
        self._stream, self._context = stream, context

    def write(self, event: str, **fields: object) -> None:
        """One line: the time (UTC), the context, the event and what belongs to it. Without room it is lost."""
        moment = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, **self._context, "event": event, **fields}
        with contextlib.suppress(OSError):
            self._stream.write(hide(json.dumps(line, ensure_ascii=False)) + "\n")
            self._stream.flush()

    def stage(self, text: str) -> None:
        """A stage begins: told when it has ended."""

    def staged(self, name: str, seconds: float) -> None:
        """A stage has ended."""
        self.write("stage", stage=name, seconds=seconds)

    def step(self, text: str, done: int, total: int) -> None:
        """A part of a stage: told when the stage has ended."""

    def note(self, text: str) -> None:
        """Something a person should know."""
        self.write("note", text=text)

    def count(self, name: str, number: int) -> None:
        """Something was counted: the run's record has the sum."""


def hide(text: str) -> str:
    """The text without passwords in addresses and without the values of secret variables."""
    for name in SECRETS:
        if value := os.environ.get(name):
            text = text.replace(value, "***").replace(json.dumps(value)[1:-1], "***")
    return _PASSWORD.sub("***@", text)
