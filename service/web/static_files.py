"""`output/` over HTTP: whole files and ranges, with what players, browsers and caches need to know."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from service.settings import Settings
from service.storage.storage import content_type
from service.web import cache_headers, preconditions, ranges, show_paths, static_lookup
from service.web.problems import Problem

CHUNK = 65_536
"""Bytes read at once: what a connection holds of a file."""


class StaticFiles:
    """The published folder of the settings as they stand; what is not there, or not to be seen, is 404."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings, self._compressed = settings, static_lookup.Compressed()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["method"] == "OPTIONS":
            return await Response(status_code=204, headers=cache_headers.PREFLIGHT)(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD"):
            allow = {"allow": "GET, HEAD, OPTIONS"}
            return await PlainTextResponse("405: nothing can be sent here.\n", 405, allow)(scope, receive, send)
        settings, parts = self._settings(), static_lookup.names(scope["path"])
        try:
            found = await run_in_threadpool(static_lookup.find, settings.output, parts) if parts else None
        except OSError as error:
            raise Problem(503, f"No file can be read: {error.strerror}.", {"retry-after": "10"}) from None
        if isinstance(found, static_lookup.Folder):
            return await Response(status_code=308, headers=_location(found, scope))(scope, receive, send)
        if found is None or parts is None:
            return await not_found()(scope, receive, send)
        try:
            private = parts[0] in show_paths.private_paths(settings)
            await self._answer(found, private, scope, receive, send)
        finally:
            os.close(found.descriptor)

    async def _answer(
        self, file: static_lookup.Opened, private: bool, scope: Scope, receive: Receive, send: Send
    ) -> None:
        asked, modified = Headers(scope=scope), preconditions.http_date(file.modified)
        kind, etag = content_type(file.path.name), file.etag
        told = cache_headers.published(file.path.name, private) | {"content-type": kind, "accept-ranges": "bytes"}
        if int(file.modified) < int(time.time()):  # a date holds for one version: it is told when its second is over
            told["last-modified"] = modified
        wanted = asked.get("range", "") if preconditions.range_holds(asked, etag, modified) else ""
        small = False
        if cache_headers.is_text(kind):
            told["vary"] = "Accept-Encoding"
            fits = static_lookup.Compressed.SMALLEST <= file.size <= static_lookup.Compressed.LARGEST
            small = fits and "range" not in asked and preconditions.takes_gzip(asked.get("accept-encoding", ""))
        if small:
            etag = f'{etag[:-1]}-gz"'
            told["content-encoding"] = "gzip"
        told["etag"] = etag
        if preconditions.refused(asked, etag, modified):
            changed = cache_headers.CORS | {"etag": etag, "cache-control": "no-store"}
            return await PlainTextResponse("412: it has changed.\n", 412, changed)(scope, receive, send)
        if preconditions.unchanged(asked, etag, modified):
            for name in ("content-type", "content-encoding"):
                told.pop(name, None)
            return await Response(status_code=304, headers=told)(scope, receive, send)
        if small:
            body = await run_in_threadpool(self._compressed.get, file)
            return await Response(body, headers=told)(scope, receive, send)
        try:
            spans = ranges.spans(wanted, file.size) if wanted else ()
        except ranges.Unsatisfiable:
            refused = cache_headers.CORS | {"content-range": f"bytes */{file.size}", "cache-control": "no-store"}
            return await PlainTextResponse("416: no such bytes.\n", 416, refused)(scope, receive, send)
        status, pieces = _pieces(file, spans, told)
        await _send(file, status, told, pieces, scope, receive, send)
        return None


def not_found() -> Response:
    """What everything gets that is not there, does not exist or is not to be seen: the same."""
    return PlainTextResponse("404: 这里什么也没有。There is nothing here.\n", 404, {"cache-control": "no-cache"})


def _location(folder: static_lookup.Folder, scope: Scope) -> dict[str, str]:
    """Relative, so that it holds behind a proxy that serves this below a path of its own."""
    query = scope["query_string"].decode("ascii", "ignore")
    return {"location": f"./{quote(folder.name)}/" + (f"?{query}" if query else "")}


Piece = bytes | ranges.Span
"""Bytes as they are, or a span of the file."""


def _pieces(
    file: static_lookup.Opened, spans: tuple[ranges.Span, ...], told: dict[str, str]
) -> tuple[int, list[Piece]]:
    """The status and the body's pieces; `told` learns what belongs to it."""
    if not spans:
        pieces: list[Piece] = [(0, file.size)]
        status = 200
    elif len(spans) == 1:
        [(start, stop)] = spans
        told["content-range"] = f"bytes {start}-{stop - 1}/{file.size}"
        pieces, status = [(start, stop)], 206
    else:
        boundary, kind, pieces = secrets.token_hex(12), told["content-type"], []
        for start, stop in spans:
            line = f"\r\n--{boundary}\r\nContent-Type: {kind}\r\n"
            pieces += [f"{line}Content-Range: bytes {start}-{stop - 1}/{file.size}\r\n\r\n".encode(), (start, stop)]
        pieces.append(f"\r\n--{boundary}--\r\n".encode())
        told["content-type"], status = f"multipart/byteranges; boundary={boundary}", 206
    total = sum(len(piece) if isinstance(piece, bytes) else piece[1] - piece[0] for piece in pieces)
    told["content-length"] = str(total)
    return status, pieces


async def _send(
    file: static_lookup.Opened,
    status: int,
    told: dict[str, str],
    pieces: list[Piece],
    scope: Scope,
    receive: Receive,
    send: Send,
) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    if scope["method"] == "GET":
        gone = asyncio.ensure_future(_disconnect(receive))
        try:
            async for chunk in _chunks(file, pieces):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
                if gone.done():
                    return
        finally:
            gone.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await gone
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _chunks(file: static_lookup.Opened, pieces: list[Piece]) -> AsyncIterator[bytes]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        start, stop = piece
        while start < stop:
            read = functools.partial(os.pread, file.descriptor, min(CHUNK, stop - start), start)
            chunk = await run_in_threadpool(read)
            if not chunk:
                raise OSError(f"{file.path} has become shorter while it was sent.")
            start += len(chunk)
            yield chunk


async def _disconnect(receive: Receive) -> None:
    """Returns when the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
