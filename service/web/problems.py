"""Errors as problem details (RFC 9457): JSON with a status, a title and one clear sentence.

Title and sentence are in the language that the client asks for; what a program goes by is the same in each.
"""

from __future__ import annotations

import http
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.core import messages
from service.core.messages import _
from service.web import accept_language


class Problem(HTTPException):
    """An answer with an error status. `members` are further members of the problem details."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object) -> None:
        super().__init__(status, detail, headers)
        self.members = members


async def problem(request: Request, error: Exception) -> Response:
    """Answer with problem details. An error that is no HTTPException is a 500 that tells nothing of its cause."""
    if not isinstance(error, HTTPException):
        error = Problem(500, _("This is a fault of the service; its log says where."))
    phrase = http.HTTPStatus(error.status_code).phrase
    members = error.members if isinstance(error, Problem) else {}
    said = _own_detail(error) if error.detail == phrase else error.detail
    language = accept_language.preferred(request.headers.get("accept-language", ""))
    title, detail = (messages.in_language(each, language) for each in (phrase, said))
    body = {"type": "about:blank", "title": title, "status": error.status_code}
    headers = {**(error.headers or {}), "content-language": language, "vary": "Accept-Language"}
    body |= ({"detail": detail} if detail else {}) | members
    return JSONResponse(body, error.status_code, headers, "application/problem+json")


def _own_detail(error: HTTPException) -> str:
    """Return the sentence for an error of the router's, which has none of its own; empty for others."""
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        return _("This address takes {methods} alone.", methods=", ".join(sorted(allowed.split(", "))))
    return _("There is nothing at this address.") if error.status_code == 404 else ""
