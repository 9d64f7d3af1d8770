"""uvicorn's HTTP with an end to its patience: who sends or takes a byte now and then does not hold a connection."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST = 15.0
"""Seconds in which a request's head must have come, from the connection or the last answer on."""
TAKING = 60.0
"""Seconds in which a client must take 48 KB: asyncio's buffer from its high to its low mark (0.8 KB/s, a tenth of
what the audio plays at)."""
CROWD = 1.25
"""Times the connections that are served; who comes beyond that, where none can make room, is not even told why."""


class TimeoutProtocol(H11Protocol):
    """One connection, cut off when its client is too slow."""

    _coming: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _left: float = float("inf")
    _since: float = 0.0
    """When it began to wait for a request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See asyncio.Protocol; where the house is full, who has waited longest for nothing makes room."""
        super().connection_made(transport)
        self._await_request()
        if self.limit_concurrency and len(self.connections) >= self.limit_concurrency:
            idle = [
                each
                for each in self.connections
                if isinstance(each, TimeoutProtocol) and each is not self and each.idle
            ]
            if idle:
                min(idle, key=lambda each: each._since).transport.close()
            elif len(self.connections) > self.limit_concurrency * CROWD:
                transport.abort()

    @property
    def idle(self) -> bool:
        """Whether nothing is asked or answered here now."""
        answered = self.cycle is None or self.cycle.response_complete
        return answered and not self.transport.is_closing() and not self.transport.get_write_buffer_size()

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        super().data_received(data)
        if self._coming and self.cycle and not self.cycle.response_complete:
            self._coming.cancel()

    def on_response_complete(self) -> None:
        """See H11Protocol."""
        self._await_request()  # first: what has come already may be answered in there
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """See H11Protocol: the body is no HTTP; an application that is at work already has nobody to answer."""
        super().send_400_response(msg)
        if self.cycle:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def pause_writing(self) -> None:
        """See asyncio.Protocol."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKING, self.transport.abort)

    def resume_writing(self) -> None:
        """See asyncio.Protocol."""
        super().resume_writing()
        if self._taking:
            self._taking.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio.Protocol."""
        for timer in (self._coming, self._taking):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        if self._coming:
            self._coming.cancel()
        self._left, self._since = float("inf"), self.loop.time()
        self._coming = self.loop.call_later(REQUEST, self._give_up)

    def _give_up(self) -> None:
        """Cuts off, unless the last answer's end is still being taken at a fair pace."""
        left = self.transport.get_write_buffer_size()
        if left and left < self._left - REQUEST * 1000:
            self._left = left
            self._coming = self.loop.call_later(REQUEST, self._give_up)
        else:
            self.transport.abort()
