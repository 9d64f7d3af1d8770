"""Pages of the desk compressed: a draft of five minutes has 88 kB of markup, and goes to a phone as 13.

That a text and the session's token are compressed together gives nothing away (the attack is known as BREACH): a page
with a token has nothing that a stranger can put into an address, and what a form brings is heard with the token alone.
"""

from __future__ import annotations

import gzip

from starlette.requests import Request
from starlette.responses import Response

from service.web import cache_headers


def answer(request: Request, response: Response) -> Response:
    """Return the answer as gzip where its reader takes that; it must be whole, not a stream."""
    response.headers["vary"] = "Accept-Encoding"
    if not cache_headers.takes_gzip(request.headers.get("accept-encoding", "")):
        return response
    response.body = gzip.compress(bytes(response.body), compresslevel=6, mtime=0)
    response.headers["content-encoding"] = "gzip"
    response.headers["content-length"] = str(len(response.body))
    return response
