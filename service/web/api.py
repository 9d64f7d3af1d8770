"""The API: its door, and the part of it that starts a briefing, tells how far it is and shows its log."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from service.core import json_codec
from service.core.messages import _
from service.runs.request import RunRequest, new_request
from service.runs.run_process import not_yet_recorded
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.supervisor import AlreadyRunning, RunSupervisor
from service.settings import Settings
from service.web import schemas
from service.web.problems import Problem
from service.web.request_parts import body_of, show_of
from service.web.tokens import Tokens


class Api:
    """Serve all that is below /api, behind the token."""

    def __init__(self, tokens: Tokens, routes: Sequence[Route]) -> None:
        self._tokens, self._routes = tokens, Router(routes, redirect_slashes=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Without the token the answer is the same for every address."""
        self._tokens.require(Request(scope))
        await self._routes(scope, receive, send)


class BriefingsApi:
    """Start runs and tell of them."""

    def __init__(self, settings: Callable[[], Settings], supervisor: RunSupervisor) -> None:
        self._settings, self._supervisor = settings, supervisor
        self._submitted: dict[str, tuple[RunRequest, Future[Run]]] = {}
        """Show -> the run that was submitted last: it is listed before it has a record."""
        self.routes = [
            Route("/shows/{show}/briefings", self._all, methods=["GET", "POST"]),
            Route("/shows/{show}/briefings/{id}", self._one, methods=["GET"]),
            Route("/shows/{show}/briefings/{id}/log", self._log, methods=["GET"]),
        ]

    async def _all(self, request: Request) -> Response:
        return await (self._start(request) if request.method == "POST" else self._list(request))

    async def _start(self, request: Request) -> Response:
        settings, show = self._settings(), self._show(request)
        briefing = schemas.read(schemas.BriefingOrder, await body_of(request))
        return await self.submit(settings, new_request(settings, show, "api", **briefing.options()))

    async def submit(self, settings: Settings, submitted: RunRequest) -> Response:
        """Have a run made, and answer where it can be followed. Raise Problem 409 or 503 where it cannot begin."""
        show = submitted.show
        try:
            ended = await run_in_threadpool(self._supervisor.submit, settings, submitted)
        except AlreadyRunning as other:
            url = _url(show, other.run)
            raise Problem(
                409, _("A run of {show} is at work: {url}; ask again when it has ended.", show=show, url=url), run=url
            ) from None
        except OSError as error:
            raise Problem(
                503, _("No process can be started: {strerror}.", strerror=error.strerror), {"retry-after": "60"}
            ) from None
        self._submitted[show] = submitted, ended
        url = _url(show, submitted.id)
        body = {"id": submitted.id, "show": show, "status": RunStatus.RUNNING, "url": url, "log": f"{url}/log"}
        return JSONResponse(body, 202, {"location": url})

    async def _list(self, request: Request) -> Response:
        show = self._show(request)
        runs = await run_in_threadpool(RunStore(self._settings().state).list, show)
        submitted = self._unrecorded(show)
        if submitted and submitted.id not in (run.id for run in runs):
            runs = (submitted, *runs)
        return JSONResponse({"runs": [_described(run) for run in runs]})

    async def _one(self, request: Request) -> Response:
        run = await self._run(request)
        return JSONResponse(_described(run))

    async def _log(self, request: Request) -> Response:
        run = await self._run(request)
        text = await run_in_threadpool(RunStore(self._settings().state).log, run.show, run.id)
        return PlainTextResponse(text, media_type="application/x-ndjson; charset=utf-8")

    async def _run(self, request: Request) -> Run:
        show, id_ = self._show(request), request.path_params["id"]
        run = await run_in_threadpool(RunStore(self._settings().state).get, show, id_)
        submitted = self._unrecorded(show)
        run = submitted if run is None and submitted and submitted.id == id_ else run
        if run is None:
            raise Problem(
                404, _("There is no run {id} of {show}; /api/shows/{show}/briefings lists them.", id=id_, show=show)
            )
        return run

    def _unrecorded(self, show: str) -> Run | None:
        """Return what is known of the run that was submitted last, though no record of it can be read."""
        if show not in self._submitted:
            return None
        request, ended = self._submitted[show]
        return ended.result() if ended.done() else not_yet_recorded(request)

    def _show(self, request: Request) -> str:
        return show_of(self._settings(), request).slug


def _url(show: str, id_: str) -> str:
    return f"/api/shows/{show}/briefings/{id_}"


def _described(run: Run) -> dict[str, Any]:
    """Return the run as the API shows it."""
    url = _url(run.show, run.id)
    return {**json.loads(json_codec.dump(run)), "url": url, "log": f"{url}/log"}
