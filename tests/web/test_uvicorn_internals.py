"""uvicorn still has the internals that `service.web.slow_clients` overrides and reads."""

import asyncio
import inspect

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from service.web.slow_clients import TimeoutProtocol


def test_a_connection_has_the_attributes_that_are_read():
    async def connection():
        config = Config(app=lambda scope: None, limit_concurrency=7)
        config.load()
        return TimeoutProtocol(config=config, server_state=ServerState(), app_state={})

    found = asyncio.run(connection())
    assert found.connections == set()
    assert found.limit_concurrency == 7
    assert found.cycle is None
    assert hasattr(found, "transport")
    assert hasattr(found, "loop")


def test_a_cycle_has_the_attributes_that_are_read_and_set():
    source = inspect.getsource(RequestResponseCycle)
    for name in ("response_complete", "disconnected", "message_event"):
        assert f"self.{name}" in source


def test_uvicorn_calls_the_overridden_methods_itself():
    source = inspect.getsource(H11Protocol)
    assert "on_response=self.on_response_complete" in source
    assert "self.send_400_response(msg)" in source
    assert list(inspect.signature(H11Protocol.send_400_response).parameters) == ["self", "msg"]
    assert list(inspect.signature(H11Protocol.on_response_complete).parameters) == ["self"]
