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
    said = _own_detail(error) if error.detail == phrase else error.detail
    detail = {"detail": said} if said else {}
    body = {"type": "about:blank", "title": phrase, "status": error.status_code, **detail, **members}
    return JSONResponse(body, error.status_code, error.headers, "application/problem+json")


def _own_detail(error: HTTPException) -> str:
    """Return the sentence for an error of the router's, which has none of its own; empty for others."""
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        return f"This address takes {', '.join(sorted(allowed.split(', ')))} alone."
    return "There is nothing at this address." if error.status_code == 404 else ""
