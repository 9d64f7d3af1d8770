"""The log: events with fields, the run and the show in each, no secrets; one JSON line an event.

Levels say who needs an event: DEBUG only the reader of a run's log, INFO whoever collects the lines of the program,
WARNING also a person at a terminal or behind `--quiet`.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TextIO

from service.core.printable import json_text

DEBUG, INFO, WARNING = logging.DEBUG, logging.INFO, logging.WARNING

SECRETS = (
    "TINGBAO_TOKEN",
    "TINGBAO_LLM_KEY",
    "TINGBAO_OPENAI_KEY",
    "TINGBAO_AZURE_KEY",
    "TINGBAO_MINIFLUX_TOKEN",
    "TINGBAO_FRESHRSS_LOGIN",
    "TINGBAO_WALLABAG_LOGIN",
    "TINGBAO_READWISE_TOKEN",
    "TINGBAO_ROBOT_KEY",
    "TINGBAO_ROBOT_SECRET",
    "TINGBAO_SMTP_PASSWORD",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
)
"""Environment variables whose values never reach a log."""
_FURTHER = (
    "TINGBAO_OPENAI_KEY_",
    "TINGBAO_MINIFLUX_TOKEN_",
    "TINGBAO_FRESHRSS_LOGIN_",
    "TINGBAO_WALLABAG_LOGIN_",
    "TINGBAO_READWISE_TOKEN_",
    "TINGBAO_ROBOT_KEY_",
    "TINGBAO_ROBOT_SECRET_",
)
"""How variables begin that hold the secret of a further speech server, account of a reading list, or robot."""
_PASSWORD = re.compile(r"(?<=://)[^\s/@]+@")
"""User and password in an address."""

_logger = logging.getLogger("service")
_logger.setLevel(DEBUG)
_logger.addHandler(logging.NullHandler())
_context: ContextVar[Mapping[str, str]] = ContextVar("log_context", default=MappingProxyType({}))


def event(name: str, level: int = INFO, /, **fields: object) -> None:
    """Log an event and what belongs to it."""
    _logger.log(level, "%s", name, extra={"context": _context.get(), "fields": fields})


def note(text: str) -> None:
    """Log a sentence that a person should read."""
    event("note", WARNING, text=text)


@contextmanager
def bound(**context: str) -> Iterator[None]:
    """Add these fields (run, show) to each event that is logged inside."""
    token = _context.set({**_context.get(), **context})
    try:
        yield
    finally:
        _context.reset(token)


@contextmanager
def written_to(
    stream: TextIO, level: int, formatter: logging.Formatter | None = None, *, run: str = ""
) -> Iterator[None]:
    """Write the events from that level up to a stream; with `run`, only those of that run. A full disk ends nothing."""
    handler = _Handler(stream)
    handler.setLevel(level)
    handler.setFormatter(formatter or JsonFormatter())
    if run:
        handler.addFilter(lambda record: fields(record).get("run") == run)
    _logger.addHandler(handler)
    try:
        yield
    finally:
        _logger.removeHandler(handler)


def fields(record: logging.LogRecord) -> dict[str, object]:
    """Return the record's fields: the context, the event, and what belongs to it."""
    return {**getattr(record, "context", {}), "event": record.getMessage(), **getattr(record, "fields", {})}


class JsonFormatter(logging.Formatter):
    """Formats an event as a JSON object: the time (UTC), the context, the event, its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its line feed."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        return hide(json_text({"time": moment, **fields(record)}))


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the line: where there is no room for it, there is none for a complaint either."""


def is_secret(name: str) -> bool:
    """Return whether the value of that variable is a secret: of one in SECRETS, or of a further server's or list's."""
    return name in SECRETS or name.startswith(_FURTHER)


def hide(text: str) -> str:
    """Return the text without passwords in addresses and without the values of secret variables."""
    for name, value in os.environ.items():
        if value and is_secret(name):
            text = text.replace(value, "***").replace(json.dumps(value)[1:-1], "***")
    return _PASSWORD.sub("***@", text)
