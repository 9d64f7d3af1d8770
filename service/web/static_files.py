"""`output/` over HTTP: Starlette's FileResponse, with what players, browsers and caches need to know."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import functools
import gzip
import os
import re
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles as StarletteStaticFiles
from starlette.types import Message, Receive, Scope, Send

from service.core.messages import _
from service.settings import Settings
from service.storage.storage import content_type
from service.web import cache_headers, show_paths
from service.web.problems import Problem

MAX_PATH_LENGTH = 1024
"""Characters of an address beyond which nothing is looked for."""
COMPRESSED_SIZES = range(512, 4_000_001)
"""Bytes of a text that is worth compressing, and that fits into memory."""
_RANGE = re.compile(r"\s*(?:(?P<first>\d+)-\d*|-(?P<suffix>\d+))\s*", re.ASCII)
_UNFIT = {*map(chr, range(32)), "\x7f", "\\"}
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EACCES, errno.EPERM, errno.ENXIO)
"""Errors that say that the address names nothing; any other (no descriptors, a sick disk) says nothing of the file."""


class StaticFiles(StarletteStaticFiles):
    """The published folder of the settings as they stand; what is not there, or not to be seen, is 404."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        super().__init__(check_dir=False)
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_cors(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(cache_headers.CORS)
                modified = headers.get("last-modified")  # told when its second is over: it names one version only
                if modified and parsedate_to_datetime(modified).timestamp() >= int(time.time()):
                    del headers["last-modified"]
            await send(message)

        with contextlib.ExitStack() as files:
            response = await self._response(scope, files)
            await response(_with_usable_conditions(scope, response), receive, send_with_cors)

    async def _response(self, scope: Scope, files: contextlib.ExitStack) -> Response:
        """Return the answer to the request; `files` closes the file that it is sent from."""
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=cache_headers.PREFLIGHT)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("405: 这里只能读取。Read only.\n", 405, {"allow": "GET, HEAD, OPTIONS"})
        settings, parts = self._settings(), _parts(scope["path"])
        try:
            found = await run_in_threadpool(_find, settings.output, parts) if parts else None
        except OSError as error:
            raise Problem(
                503, _("No file can be read: {strerror}.", strerror=error.strerror), {"retry-after": "10"}
            ) from None
        if isinstance(found, str):
            query = scope["query_string"].decode("ascii", "ignore")
            location = f"./{quote(found)}/" + (f"?{query}" if query else "")  # holds behind a proxy with a path too
            return Response(status_code=308, headers={"location": location})
        if found is None or parts is None:
            missing = "404: 这里什么也没有。Nothing here.\n"
            return PlainTextResponse(missing, 404, {"cache-control": "no-cache"})
        files.callback(os.close, found.descriptor)
        private = len(parts) > 1 and show_paths.is_private(settings, parts[0])
        return await self._file(found, private, Headers(scope=scope))

    async def _file(self, file: _OpenFile, private: bool, request: Headers) -> Response:
        """Return the file whole or in part, compressed, or that the client has it already."""
        media_type = content_type(file.path.name)
        told = cache_headers.published(file.path.name, private) | {"content-type": media_type}
        # The descriptor's own path: the file of that name may be replaced before it is read.
        response = FileResponse(f"/dev/fd/{file.descriptor}", headers=told, stat_result=file.status)
        headers, compress = response.headers, False
        if cache_headers.is_text(media_type):
            headers["vary"] = "Accept-Encoding"
            compress = file.status.st_size in COMPRESSED_SIZES and "range" not in request
            compress = compress and cache_headers.takes_gzip(request.get("accept-encoding", ""))
        if compress:
            headers["etag"] = f'{headers["etag"][:-1]}-gz"'
        if self.is_not_modified(headers, _with_usable_date(request)):
            for name in ("content-length", "content-type"):
                del headers[name]
            return Response(status_code=304, headers=headers)
        if compress:
            headers["content-encoding"] = "gzip"
            del headers["content-length"]
            return Response(await run_in_threadpool(_compressed, file), headers=headers)
        return response


@dataclass(frozen=True)
class _OpenFile:
    """A file held open, so that its size, its tag and its bytes are those of one version."""

    path: Path
    version: tuple[int, int, int]
    """Inode, time of modification in nanoseconds, size in bytes."""
    status: os.stat_result = field(compare=False)
    descriptor: int = field(compare=False)


def _with_usable_conditions(scope: Scope, response: Response) -> Scope:
    """Return the request without what RFC 9110 has ignored, and Starlette does not ignore.

    That is a Range in another unit than bytes, and of several ranges those that lie beyond the file.
    """
    unit, _, ranges = Headers(scope=scope).get("range", "").partition("=")
    if unit.strip().lower() != "bytes":
        return _with_range(scope, "")
    if isinstance(response, FileResponse) and response.stat_result:
        size = response.stat_result.st_size
        within = [each for each in ranges.split(",") if not _is_beyond(each, size)]
        if within and "," in ranges:
            return _with_range(scope, f"bytes={','.join(within)}")
    return scope


def _with_range(scope: Scope, value: str) -> Scope:
    headers = [(name, text) for name, text in scope["headers"] if name != b"range"]
    return {**scope, "headers": headers + ([(b"range", value.encode("latin-1"))] if value else [])}


def _is_beyond(byte_range: str, size: int) -> bool:
    """Return whether a range can be read, and begins at the end of a file of that size or after it."""
    found = _RANGE.fullmatch(byte_range)
    if not found:
        return False
    if found["suffix"]:
        return not found["suffix"].strip("0")
    first = found["first"].lstrip("0") or "0"
    return len(first) > len(str(size)) or int(first) >= size


def _with_usable_date(request: Headers) -> Headers:
    """Return the request's headers without an If-Modified-Since that is no HTTP date, or is yet to come."""
    try:
        since = parsedate_to_datetime(request.get("if-modified-since", ""))
        if not since.utcoffset() and since.replace(tzinfo=dt.UTC).timestamp() <= time.time():
            return request
    except (ValueError, OverflowError):
        pass
    return Headers(raw=[(name, value) for name, value in request.raw if name != b"if-modified-since"])


def _parts(path: str) -> tuple[str, ...] | None:
    """Return the parts of an address, the last one empty for a folder's page; None where it names nothing published."""
    if not path.startswith("/") or len(path) > MAX_PATH_LENGTH or _UNFIT.intersection(path):
        return None
    parts = path[1:].split("/")
    if any(part.startswith(".") for part in parts) or "" in parts[:-1]:
        return None
    return tuple(parts)


def _find(root: Path, parts: tuple[str, ...]) -> _OpenFile | str | None:
    """Return the file, opened; the name of a folder that has a page; None where there is nothing inside `root`.

    Raise OSError where that cannot be told now: no file must seem to be gone for want of a descriptor.
    """
    try:
        real = Path(os.path.realpath(root))
        path = Path(os.path.realpath(real.joinpath(*parts, *(["index.html"] if not parts[-1] else []))))
        if not path.is_relative_to(real) or any(part.startswith(".") for part in path.relative_to(real).parts):
            return None
        if path.is_dir():
            return parts[-1] if (path / "index.html").is_file() else None
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except ValueError:
        return None
    except OSError as error:
        if error.errno in _ABSENT:
            return None
        raise
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode):
        return _OpenFile(path, (status.st_ino, status.st_mtime_ns, status.st_size), status, descriptor)
    os.close(descriptor)
    return None


@functools.lru_cache(maxsize=16)
def _compressed(file: _OpenFile) -> bytes:
    """Return the file's bytes as gzip."""
    return gzip.compress(os.pread(file.descriptor, file.status.st_size, 0), compresslevel=6, mtime=0)
