"""What requests have in common: the show in the address, and a body that is bounded in bytes and in time."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.settings import Settings
from service.web.problems import Problem

MAX_BODY_BYTES = 65_536
BODY_TIMEOUT = 10.0
"""Seconds within which a request's body must have come."""


def show_of(settings: Settings, request: Request) -> ShowSettings:
    """Return the show that the address names. Raise Problem 404 where there is none."""
    name = request.path_params["show"]
    found = next((show for show in settings.show if show.slug == name), None)
    if found is None:
        raise Problem(404, _("There is no show {name}.", name=name))
    return found


async def body_of(request: Request) -> bytes:
    """Return the request's body, which is JSON. Raise Problem where it is not, or as `bounded_body`."""
    body = await bounded_body(request)
    if body and media_type(request) != "application/json":
        raise Problem(415, _("The body is JSON: send it with `Content-Type: application/json`."))
    return body


async def bounded_body(request: Request, most: int = MAX_BODY_BYTES, seconds: float = BODY_TIMEOUT) -> bytes:
    """Return the request's body. Raise Problem where it has more than `most` bytes, or takes longer."""
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > most:
        raise Problem(413, _("The body may have {most} bytes.", most=most), {"connection": "close"})
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise Problem(413, _("The body may have {most} bytes.", most=most), {"connection": "close"})
    except TimeoutError:
        detail = _("The body did not come within {seconds:g} seconds.", seconds=seconds)
        raise Problem(408, detail, {"connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, _("The client has gone.")) from None
    return bytes(body)


def media_type(request: Request) -> str:
    """Return what the body is said to be, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
