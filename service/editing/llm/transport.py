"""The openai client's way to the network: the project's own client, whose every wait has an end.

httpx limits each wait for a packet and not the whole answer, so that a server which sends a byte a second holds a run
for ever.
"""

from __future__ import annotations

from collections.abc import Callable

import httpx

from service.core import network

LARGEST_ANSWER = 4_000_000
"""Bytes of an answer; 100,000 tokens of Chinese in JSON have less than half."""
_OWN_FIELDS = ("host", "connection", "content-length", "accept-encoding", "user-agent", "transfer-encoding")
"""Fields of a request that are the network's concern, and of an answer that its body no longer fits."""


class NetworkTransport(httpx.BaseTransport):
    """Sends a request by `core.network`; `seconds` gives the time that one may take."""

    def __init__(self, seconds: Callable[[], float], stopper: network.Stopper) -> None:
        self._seconds = seconds
        self._stopper = stopper

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the whole answer; raise httpx's errors."""
        seconds = self._seconds()
        fields = {name: value for name, value in request.headers.items() if name not in _OWN_FIELDS}
        try:
            answer = network.ask(
                request.method,
                str(request.url),
                timeout=seconds,
                silence=seconds,
                largest=LARGEST_ANSWER,
                headers={**fields, "Accept-Encoding": "identity"},
                body=request.read(),
                stopper=self._stopper,
            )
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error), request=request) from None
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from None
        kept = {name: value for name, value in answer.headers.items() if name not in (*_OWN_FIELDS, "content-encoding")}
        return httpx.Response(answer.status, headers=kept, content=answer.body, request=request)
