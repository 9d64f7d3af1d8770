"""The part of the API by which copy is sent in, looked at as it was understood, mended and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.runs.sent_copy import MOST_FILE, SavedFile, SentCopy
from service.settings import Settings
from service.sources.article_mends import ArticleMend, MendKind
from service.web import schemas
from service.web.copy_reader import CopyReader
from service.web.open_drafts import told
from service.web.problems import Problem
from service.web.request_parts import body_of, bounded_body, show_of
from service.web.schemas import MendOrder

UPLOAD_SECONDS = 120.0
"""Within which a file must have come."""


class CopyApi:
    """Serve the copy of the shows' next programmes."""

    def __init__(self, settings: Callable[[], Settings], reader: CopyReader) -> None:
        self._settings, self._reader = settings, reader
        copy = "/shows/{show}/copy"
        self.routes = [
            Route(copy, self._all, methods=["GET", "POST"]),
            Route(f"{copy}/{{name}}", self._remove, methods=["DELETE"]),
            Route(f"{copy}/{{name}}/mends", self._mend, methods=["POST", "DELETE"]),
        ]

    async def _all(self, request: Request) -> Response:
        settings, show = self._settings(), show_of(self._settings(), request)
        if request.method == "GET":
            return await self._report(settings, show)
        name = _sent_name(request)
        data = await bounded_body(request, MOST_FILE, UPLOAD_SECONDS)
        saved = await told(_saved, settings, show, name, data)
        return JSONResponse(asdict(saved), 201 if saved.is_new else 200)

    async def _remove(self, request: Request) -> Response:
        settings, show = self._settings(), show_of(self._settings(), request)
        await told(lambda: _copy(settings, show).remove(request.path_params["name"]))
        return Response(status_code=204)

    async def _mend(self, request: Request) -> Response:
        settings, show, name = self._settings(), show_of(self._settings(), request), request.path_params["name"]
        if request.method == "DELETE":
            await told(lambda: _copy(settings, show).unmend(name))
        else:
            order = schemas.read(MendOrder, await body_of(request))
            mend = ArticleMend(MendKind(order.kind), order.title, order.at, order.text)
            await told(lambda: _copy(settings, show).mend(name, mend))
        return await self._report(settings, show)

    async def _report(self, settings: Settings, show: ShowSettings) -> Response:
        report = await told(self._reader.report, settings, show, dt.datetime.now(dt.UTC))
        return JSONResponse(asdict(report))


def _sent_name(request: Request) -> bytes:
    """Return the file's name as the query has it. Raise Problem 422 where it has none."""
    pairs = (each.partition(b"=") for each in request.scope["query_string"].split(b"&"))
    name = next((value for key, _, value in pairs if key == b"name"), b"")
    if not name:
        raise Problem(422, _("Name the file: `?name=page.txt`."))
    return unquote_to_bytes(name.replace(b"+", b" "))


def _copy(settings: Settings, show: ShowSettings) -> SentCopy:
    return SentCopy(settings, show, dt.datetime.now(dt.UTC))


def _saved(settings: Settings, show: ShowSettings, name: bytes, data: bytes) -> SavedFile:
    return _copy(settings, show).save(name, data)
