"""Time limits for HTTP connections: a client that sends or reads too slowly is cut off.

This extends uvicorn's `H11Protocol`, whose internals are no public interface. It relies on the attributes
`connections`, `limit_concurrency`, `cycle`, `transport` and `loop` of a connection, on `response_complete`,
`disconnected` and `message_event` of a cycle, and on `on_response_complete` and `send_400_response`, which uvicorn
calls itself. So pyproject.toml bounds uvicorn to one minor version.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_TIMEOUT = 15.0
"""Seconds in which a request's head must have come, from the connection or the last answer on."""
WRITE_TIMEOUT = 60.0
"""Seconds in which a client must read 48 KB: asyncio's buffer from its high to its low mark (0.8 KB/s, a tenth of
what the audio plays at)."""
MAX_CONNECTIONS_RATIO = 1.25
"""Open connections per connection served. Beyond it, a new one is closed without an answer if none is idle."""


class TimeoutProtocol(H11Protocol):
    """A connection that is cut off when its client is too slow."""

    _request_timer: asyncio.TimerHandle | None = None
    _write_timer: asyncio.TimerHandle | None = None
    _unsent: float = float("inf")
    _idle_since: float = 0.0
    """Loop time at which the connection began to wait for a request, in seconds."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept the connection; at the limit, close the one that has been idle for longest."""
        super().connection_made(transport)
        self._await_request()
        if self.limit_concurrency and len(self.connections) >= self.limit_concurrency:
            idle = [
                each
                for each in self.connections
                if isinstance(each, TimeoutProtocol) and each is not self and each.idle
            ]
            if idle:
                min(idle, key=lambda each: each._idle_since).transport.close()
            elif len(self.connections) > self.limit_concurrency * MAX_CONNECTIONS_RATIO:
                transport.abort()

    @property
    def idle(self) -> bool:
        """Whether no request is being answered."""
        answered = self.cycle is None or self.cycle.response_complete
        return answered and not self.transport.is_closing() and not self.transport.get_write_buffer_size()

    def data_received(self, data: bytes) -> None:
        """Read the data; stop the request timer once a request is complete."""
        super().data_received(data)
        if self._request_timer and self.cycle and not self.cycle.response_complete:
            self._request_timer.cancel()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._await_request()  # first: what has come already may be answered in there
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer 400; tell an application that is already at work that its client is gone."""
        super().send_400_response(msg)
        if self.cycle:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def pause_writing(self) -> None:
        """Start the write timer: the client is not reading."""
        super().pause_writing()
        self._write_timer = self.loop.call_later(WRITE_TIMEOUT, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop the write timer: the client has read enough."""
        super().resume_writing()
        if self._write_timer:
            self._write_timer.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop both timers."""
        for timer in (self._request_timer, self._write_timer):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        if self._request_timer:
            self._request_timer.cancel()
        self._unsent, self._idle_since = float("inf"), self.loop.time()
        self._request_timer = self.loop.call_later(REQUEST_TIMEOUT, self._give_up)

    def _give_up(self) -> None:
        """Cut off the client, unless it is still reading the last answer at a fair pace."""
        unsent = self.transport.get_write_buffer_size()
        if unsent and unsent < self._unsent - REQUEST_TIMEOUT * 1000:
            self._unsent = unsent
            self._request_timer = self.loop.call_later(REQUEST_TIMEOUT, self._give_up)
        else:
            self.transport.abort()
