"""Errors as problem details (RFC 9457): JSON with a status, a title and one clear sentence."""

from __future__ import annotations

import http
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Problem(HTTPException):
    """An answer with an error status. `members` are further members of the problem details."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object) -> None:
        super().__init__(status, detail, headers)
        self.members = members


async def problem(request: Request, error: Exception) -> Response:
    """Answer with problem details. An error that is no HTTPException is a 500 that tells nothing of its cause."""
    if not isinstance(error, HTTPException):
        error = Problem(500, "This is a fault of the service; its log says where.")
    phrase = http.HTTPStatus(error.status_code).phrase
    members = error.members if isinstance(error, Problem) else {}
    detail = {} if error.detail == phrase else {"detail": error.detail}
    body = {"type": "about:blank", "title": phrase, "status": error.status_code, **detail, **members}
    headers = {"cache-control": "no-store", **(error.headers or {})}
    return JSONResponse(body, error.status_code, headers, "application/problem+json")
