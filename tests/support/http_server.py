"""An HTTP server on loopback for tests: they write the handler, this runs it and says nothing of requests."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """A handler that logs nothing; `self.server` is the Server with its state."""

    server: Any

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Runs a handler on a free port; what a test gives `serving` by name is an attribute here."""

    daemon_threads = True

    def __init__(self, handler: type[Handler], state: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.stopping = threading.Event()
        """Set at the end: whoever stalls goes on."""
        vars(self).update(state)


@contextlib.contextmanager
def serving(handler: type[Handler], **state: object) -> Iterator[Any]:
    """A Server at work; its state is what it was given by name."""
    with at_work(Server(handler, state)) as server:
        yield server


@contextlib.contextmanager
def at_work(made: Any) -> Iterator[Any]:
    """A server with an event `stopping`, while it answers in a thread of its own."""
    with made as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.shutdown()
            thread.join()
