"""A form with files, as browsers send it (`multipart/form-data`, RFC 7578): its fields, and its files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request

from service.core.messages import _
from service.runs.sent_copy import MOST_FILES
from service.web.desk import desk_forms
from service.web.desk.sessions import DeskSession
from service.web.problems import Problem
from service.web.request_parts import bounded_body, media_type

MOST_BYTES = 44_000_000
"""Of a form: two files of the largest size, or some ten photos."""
MOST_PARTS = MOST_FILES + 4
"""A day's files, its session's token, a text, and two fields for files that were left empty."""
SECONDS = 180.0
"""Within which the form must have come: a phone sends 3 Mbit a second, or the form is too large for it."""
_BOUNDARY = re.compile(r'boundary=(?:"([^"\r\n]{1,70})"|([^;\s"]{1,70}))', re.IGNORECASE)
_NAME = re.compile(rb'(?:^|[;\s])name="([^"\r\n]{0,100})"')
_FILENAME = re.compile(rb'filename="([^"\r\n]{0,2000})"')


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: bytes
    """As the browser sent it."""
    data: bytes


@dataclass(frozen=True, slots=True)
class UploadForm:
    """What was sent."""

    fields: dict[str, str]
    files: tuple[Upload, ...]
    """Those of which somebody has chosen one: a field for files that was left empty sends one without a name."""


async def read(request: Request) -> UploadForm:
    """Return the form. Raise Problem for another kind, for one that is cut off, too large or too slow."""
    found = _BOUNDARY.search(request.headers.get("content-type", ""))
    if media_type(request) != "multipart/form-data" or not found:
        raise Problem(415, _("This is not how a form is sent."))
    return parsed(await bounded_body(request, MOST_BYTES, SECONDS), (found[1] or found[2]).encode("latin-1", "replace"))


async def read_of(request: Request, base_url: str, session: DeskSession) -> UploadForm:
    """Return the form that a page of the session has sent; raise Problem 403 for any other, and as `read`."""
    desk_forms.check_site(request, base_url)
    form = await read(request)
    if not session.sent(form.fields.pop("csrf", "")):
        raise Problem(403, _("This form is not of your session: load the page anew."))
    return form


def parsed(body: bytes, boundary: bytes) -> UploadForm:
    """Return the form of a body with that boundary. Raise Problem 400 where it is none."""
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary, MOST_PARTS + 1)
    if len(parts) > MOST_PARTS + 1:
        raise Problem(413, _("A form has {most_parts} parts at most.", most_parts=MOST_PARTS))
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise Problem(400, _("The form was cut off on its way."))
    fields: dict[str, str] = {}
    files: list[Upload] = []
    for part in parts[1:-1]:
        head, blank, data = part.partition(b"\r\n\r\n")
        disposition = next(
            (each for each in head.split(b"\r\n") if each.lower().startswith(b"content-disposition:")), b""
        )
        name, file = _NAME.search(disposition), _FILENAME.search(disposition)
        if not blank or not name:
            raise Problem(400, _("The form was cut off on its way."))
        if file is None:
            fields[name[1].decode("utf-8", "replace")] = data.decode("utf-8", "replace")
        elif file[1] or data:
            files.append(Upload(file[1].replace(b"%22", b'"'), data))
    return UploadForm(fields, tuple(files))
