"""Starlette over `output/`: the feed, the pages and the audio, with ranges and the right types."""

from __future__ import annotations

import socket
from pathlib import Path

from service.errors import TingbaoError


def run(folder: Path, host: str, port: int) -> None:
    """Serves the folder until it is stopped. Raises TingbaoError when the port is taken."""
    import uvicorn

    from service.web.app import build

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise TingbaoError(
            f"Port {port} of {host} cannot be listened on: {error.strerror}; choose another with --port."
        ) from None
    uvicorn.run(build(folder), host=host, port=port, log_level="info", access_log=False)
