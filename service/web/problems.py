"""Errors as problem details (RFC 9457): JSON with a status, a title and one clear sentence."""

from __future__ import annotations

import http
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Problem(HTTPException):
    """Ends a request with that status; further members of the problem are given by name."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object) -> None:
        super().__init__(status, detail, headers)
        self.members = members


async def problem(request: Request, fault: Exception) -> Response:
    """The fault as problem details: what we raised says why, anything else only that it is a fault of ours."""
    if not isinstance(fault, HTTPException):
        fault = Problem(500, "This is a fault of the service; its log says where.")
    phrase = http.HTTPStatus(fault.status_code).phrase
    members = fault.members if isinstance(fault, Problem) else {}
    said = {} if fault.detail == phrase else {"detail": fault.detail}
    body = {"type": "about:blank", "title": phrase, "status": fault.status_code, **said, **members}
    headers = {"cache-control": "no-store", **(fault.headers or {})}
    return JSONResponse(body, fault.status_code, headers, "application/problem+json")
