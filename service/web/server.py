"""Run uvicorn with limits for a small machine on the open internet."""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

from service.core import messages, user_file
from service.core.messages import _
from service.core.printable import one_line
from service.errors import ConfigError, UsageError
from service.runs.supervisor import RunSupervisor
from service.settings import Settings
from service.storage.local_folder import FolderStorage

MAX_CONNECTIONS = 1000
"""Connections served at once; further ones are answered 503."""
KEEP_ALIVE_TIMEOUT = 10
"""Seconds for which an idle connection is kept for the client's next request."""
SHUTDOWN_TIMEOUT = 5
"""Seconds that answers under way may take when the service is stopped."""


def run(
    settings: Callable[[], Settings],
    supervisor: RunSupervisor,
    listener: socket.socket,
    ending: Callable[[], None] = lambda: None,
) -> None:
    """Serve what is published until stopped. Call `ending`, which must not block, when the stop begins.

    Raise ConfigError where there is no folder to serve and none can be made.
    """
    import uvicorn

    from service.web import tokens
    from service.web.app import build
    from service.web.slow_clients import TimeoutProtocol

    asked: list[int] = []

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            ending()
            self.force_exit = self.should_exit and sig == signal.SIGINT
            self.should_exit = True
            asked.append(sig)

    output, connections = settings().output, _affordable_connections()
    try:
        FolderStorage(output).make()
    except OSError as error:
        raise ConfigError(
            _(
                "The output folder {output} cannot be made: {strerror}; choose another.",
                output=output,
                strerror=error.strerror,
            )
        ) from None
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
        backlog=connections // 2,  # asyncio accepts so many before it handles any
        forwarded_allow_ips=list(settings().service.trusted_proxies),
        timeout_keep_alive=KEEP_ALIVE_TIMEOUT,
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT,
    )
    if tokens.is_short():
        _say(
            _(
                "{name} has under {least} characters, and can be guessed: `openssl rand -hex 32` makes a better one.",
                name=tokens.ENV_NAME,
                least=tokens.MIN_LENGTH,
            )
        )
    _say(_("Serving {output} at {address}", output=output, address=_address(listener)))
    logging.getLogger("uvicorn.error").addFilter(_is_no_cancellation)
    Server(config).run(sockets=[listener])
    for number in asked[:1]:  # uvicorn would do it while its loop still runs, and leave it by the exception
        signal.raise_signal(number)


def _is_no_cancellation(record: logging.LogRecord) -> bool:
    """Return whether the record is worth a traceback: an answer that is cut off at the end has a line of its own."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the port. Raise UsageError where there is none to be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        reason = user_file.reason(error) if isinstance(error, OSError) else _("no possible name of a host")
        raise UsageError(
            _(
                "Port {port} of {host} cannot be listened on: {reason}; choose another with --port or --host.",
                port=port,
                host=one_line(host),
                reason=reason,
            )
        ) from None


def _say(text: str) -> None:
    sys.stderr.write(messages.in_language(text, messages.terminal_language()) + "\n")


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if listener.family is socket.AF_INET6 else f"http://{host}:{port}"


def _affordable_connections() -> int:
    """Return how many connections there are descriptors for: each needs one, and two for the file that it is sent.

    The soft limit of the process is raised for it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, 4 * MAX_CONNECTIONS)
    files = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return min(MAX_CONNECTIONS, files // 4)
