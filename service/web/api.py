"""The API: start a briefing, follow it, read its log."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from service.core import json_codec
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.starter import Begun, Busy, Starter
from service.settings import Settings
from service.web import schemas
from service.web.problems import Problem
from service.web.tokens import Tokens

LARGEST = 65_536
"""Bytes of a request's body."""
PATIENCE = 10.0
"""Seconds in which it must have come."""


class Briefings:
    """All that is below /api, behind the token."""

    def __init__(self, settings: Callable[[], Settings], starter: Starter, tokens: Tokens) -> None:
        self._settings, self._starter, self._tokens = settings, starter, tokens
        self._started: dict[str, Begun] = {}
        self._routes = Router(
            [
                Route("/shows/{show}/briefings", self._all, methods=["GET", "POST"]),
                Route("/shows/{show}/briefings/{id}", self._one, methods=["GET"]),
                Route("/shows/{show}/briefings/{id}/log", self._log, methods=["GET"]),
            ],
            redirect_slashes=False,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; who does not bear the token learns nothing else."""
        self._tokens.require(Request(scope))
        await self._routes(scope, receive, send)

    async def _all(self, request: Request) -> Response:
        return await (self._start(request) if request.method == "POST" else self._list(request))

    async def _start(self, request: Request) -> Response:
        show = self._show(request)
        wish = schemas.read(await _body(request))
        try:
            started = await run_in_threadpool(self._starter.start, show, wish.words())
        except Busy as busy:
            url = _url(show, str(busy))
            raise Problem(409, f"A run of {show} is at work: {url}; ask again when it has ended.", run=url) from None
        except OSError as error:
            raise Problem(503, f"No process can be started: {error.strerror}.", {"retry-after": "60"}) from None
        self._started[show] = started
        url = _url(show, started.id)
        body = {"id": started.id, "show": show, "status": RunStatus.RUNNING, "url": url, "log": f"{url}/log"}
        return JSONResponse(body, 202, {"location": url, "cache-control": "no-store"})

    async def _list(self, request: Request) -> Response:
        show = self._show(request)
        runs = await run_in_threadpool(RunStore(self._settings().state).list, show)
        started = self._started.get(show)
        if started and started.id not in (run.id for run in runs):
            runs = (_unrecorded(started), *runs)
        return JSONResponse({"runs": [_told(run) for run in runs]}, headers={"cache-control": "no-store"})

    async def _one(self, request: Request) -> Response:
        run = await self._run(request)
        return JSONResponse(_told(run), headers={"cache-control": "no-store"})

    async def _log(self, request: Request) -> Response:
        run = await self._run(request)
        text = await run_in_threadpool(RunStore(self._settings().state).log, run.show, run.id)
        headers = {"cache-control": "no-store"}
        return PlainTextResponse(text, headers=headers, media_type="application/x-ndjson; charset=utf-8")

    async def _run(self, request: Request) -> Run:
        show, id_ = self._show(request), request.path_params["id"]
        run = await run_in_threadpool(RunStore(self._settings().state).get, show, id_)
        started = self._started.get(show)
        if run is None and started and started.id == id_:
            run = _unrecorded(started)
        if run is None:
            raise Problem(404, f"There is no run {id_} of {show}; /api/shows/{show}/briefings lists them.")
        return run

    def _show(self, request: Request) -> str:
        name = request.path_params["show"]
        if name not in (show.slug for show in self._settings().show):
            raise Problem(404, f"There is no show {name}.")
        return str(name)


def _url(show: str, id_: str) -> str:
    return f"/api/shows/{show}/briefings/{id_}"


def _told(run: Run) -> dict[str, Any]:
    """The run as the API tells it."""
    url = _url(run.show, run.id)
    return {**json.loads(json_codec.dump(run)), "url": url, "log": f"{url}/log"}


def _unrecorded(started: Begun) -> Run:
    """A run that was started just now, or that has ended before it could write its record."""
    when = dt.datetime.strptime(started.id.split("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    run, code = Run(started.id, started.show, "api", when), started.code()
    if code is None:
        return run
    said = f"It ended with exit code {code} before it could write its record: `tingbao check` finds out why."
    return dataclasses.replace(run, status=RunStatus.FAILED, exit_code=code, error=said)


async def _body(request: Request) -> bytes:
    """The request's body, when it is small, comes soon and is JSON."""
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > LARGEST:
        raise Problem(413, f"The body may have {LARGEST} bytes.", {"connection": "close"})
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise Problem(413, f"The body may have {LARGEST} bytes.", {"connection": "close"})
    except TimeoutError:
        said = f"The body did not come within {PATIENCE:g} seconds."
        raise Problem(408, said, {"connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "The client has gone.") from None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != "application/json":
        raise Problem(415, "The body is JSON: send it with `Content-Type: application/json`.")
    return body
