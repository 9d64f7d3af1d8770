"""uvicorn, set up to run for years on a small machine in front of the whole world."""

from __future__ import annotations

import resource
import socket
import sys
from collections.abc import Callable
from types import FrameType

from service.errors import ConfigError, UsageError
from service.runs.supervisor import RunSupervisor
from service.settings import Settings

CONNECTIONS = 1000
"""Connections served at once; the next one is told to come again."""
KEEP_ALIVE = 10
"""Seconds for which a connection is kept for the client's next request."""
FINISH = 5
"""Seconds that answers may take to end when the service is stopped."""


def run(
    settings: Callable[[], Settings],
    supervisor: RunSupervisor,
    listener: socket.socket,
    ending: Callable[[], None] = lambda: None,
) -> None:
    """Serves what is published until it is stopped; calls `ending`, which may not block, when it begins to stop.

    Raises ConfigError where there is no folder to serve and none can be made.
    """
    import uvicorn

    from service.web.app import build
    from service.web.slow_clients import TimeoutProtocol

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            ending()
            super().handle_exit(sig, frame)

    output, connections = settings().output, _affordable()
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"The output folder {output} cannot be made: {error.strerror}; choose another.") from None
    config = uvicorn.Config(
        build(settings, supervisor),
        http=TimeoutProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=connections,
        backlog=connections // 2,  # so many are let in before any is looked at
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=FINISH,
    )
    sys.stderr.write(f"Serving {output} at {_address(listener)}\n")
    Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """The port, taken. Raises UsageError where it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"Port {port} of {host} cannot be listened on: {error.strerror}; choose another with --port or --host."
        ) from None


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if listener.family is socket.AF_INET6 else f"http://{host}:{port}"


def _affordable() -> int:
    """How many connections there are descriptors for: each needs one, and two for the file that it is sent."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(now, 4 * CONNECTIONS)
    files = wanted if most == resource.RLIM_INFINITY else min(most, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return min(CONNECTIONS, files // 4)
