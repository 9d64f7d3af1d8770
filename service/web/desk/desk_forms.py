"""What a form of the desk sends, and whether a page of ours has sent it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from service.core.messages import _
from service.web.desk.sessions import DeskSession
from service.web.problems import Problem
from service.web.request_parts import MAX_BODY_BYTES, bounded_body, media_type

MOST_FIELDS = 2000
"""Fields of a form: a draft of half an hour has some 300 sentences."""
MOST_BYTES = 1_000_000
"""Of a form that a session's page sends: without a script it has every sentence of a draft, nine bytes a character."""
_BELOW_DESK = re.compile(r"/desk/[\w./-]*(?:\?[\w=&.-]*)?", re.ASCII)


async def read(request: Request, base_url: str, most: int = MAX_BODY_BYTES) -> dict[str, str]:
    """Return the fields of a form that a page of this site has sent; raise Problem 403 for another site's, 4xx else."""
    check_site(request, base_url)
    body = await bounded_body(request, most)
    if media_type(request) != "application/x-www-form-urlencoded":
        raise Problem(415, _("This is not how a form is sent."))
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Problem(413, _("A form has {most_fields} fields at most.", most_fields=MOST_FIELDS)) from None
    return dict(pairs)


async def read_of(request: Request, base_url: str, session: DeskSession) -> dict[str, str]:
    """Return the fields of a form that a page of the session has sent; raise Problem 403 for any other."""
    fields = await read(request, base_url, MOST_BYTES)
    if not session.sent(fields.pop("csrf", "")):
        raise Problem(403, _("This form is not of your session: load the page anew."))
    return fields


def check_site(request: Request, base_url: str) -> None:
    """Raise Problem 403 where a page of another site has sent the form."""
    if not _is_of_this_site(request, base_url):
        raise Problem(403, _("This form was sent by another site."))


def below_desk(address: str) -> str:
    """Return the address, if it leads to a page of the desk; else the desk's first page."""
    return address if _BELOW_DESK.fullmatch(address) and ".." not in address and "//" not in address else "/desk/"


def _is_of_this_site(request: Request, base_url: str) -> bool:
    """Return whether the browser says so: `Sec-Fetch-Site` where it sends that, else `Origin`. Every browser does."""
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", "")).netloc
    return bool(origin) and origin in (request.headers.get("host"), urlsplit(base_url).netloc)
