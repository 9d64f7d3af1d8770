"""Note each episode's audio that is sent, for the count of downloads: after the answer, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.audience import user_agents
from service.audience.audience import Audience
from service.audience.audio_request import PROBE, UNKNOWN, AudioRequest, file_of, first_byte
from service.core import log
from service.errors import TingbaoError
from service.settings import Settings


@dataclass
class _Answer:
    """What was sent of one answer."""

    status: int = 0
    range: str = ""
    sent: int = 0
    gone: bool = False
    """Whether the client has gone: what is given to the server then is not sent any more."""

    def see(self, message: Message) -> None:
        """Take note of a part of it."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.range = Headers(raw=list(message["headers"])).get("content-range", "")
        elif not self.gone:
            self.sent += len(message.get("body", b""))


class DownloadCounter:
    """The application of published files, with its answers noted where the settings want it."""

    def __init__(self, app: ASGIApp, settings: Callable[[], Settings], audience: Callable[[], Audience]) -> None:
        self._app, self._settings, self._audience = app, settings, audience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and note what was sent."""
        path = scope.get("raw_path") or quote(scope["path"]).encode()
        file = file_of(path.decode("latin-1")) if scope["method"] == "GET" else ""
        if not file or not self._settings().service.count_downloads:
            await self._app(scope, receive, send)
            return
        answer = _Answer()

        async def seen(message: Message) -> None:
            answer.see(message)
            await send(message)

        watch = asyncio.create_task(_watch(receive, answer))
        try:
            await self._app(scope, receive, seen)
        finally:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.shield(run_in_threadpool(self._note, scope, file, answer))

    def _note(self, scope: Scope, file: str, answer: _Answer) -> None:
        if answer.status not in (200, 206) or answer.sent <= PROBE:
            return
        first = first_byte(answer.range) if answer.status == 206 else 0
        last = answer.sent if first == UNKNOWN else first + answer.sent - 1
        agent = Headers(scope=scope).get("user-agent", "")
        address = scope["client"][0] if scope.get("client") else ""
        now = int(time.time())
        try:
            self._audience().note(AudioRequest(now, file, first, last, address, agent, user_agents.app_of(agent)))
        except (TingbaoError, OSError) as error:
            log.event("download_not_counted", log.WARNING, error=str(error))


async def _watch(receive: Receive, answer: _Answer) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    answer.gone = True
