"""The address of a mail server: `smtps://user@host:465`, encrypted from the start, or `smtp://user@host:587`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from service.core import web_url
from service.core.messages import _

_FORM = re.compile(r"(smtps?)://(?:([!-?A-~]+)@)?([!-?A-~]+)")
PORTS = {"smtps": 465, "smtp": 587}
"""The ports of submission (RFC 8314)."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed in."""

    host: str
    port: int
    encrypted: bool
    """Whether TLS begins with the connection; otherwise STARTTLS does, where the server offers it."""
    user: str = ""
    """Who logs in; empty: nobody. The password is in TINGBAO_SMTP_PASSWORD."""


def parse(text: str) -> MailServer:
    """Return the server. Raise ValueError, whose message is a sentence's end."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ValueError(
            _("it must be smtps://user@host:465 or smtp://user@host:587, an @ in the user written %40; no path")
        )
    scheme, user, place = found.groups()
    if user and ":" in user:
        raise ValueError(_("it must hold no password: put it into TINGBAO_SMTP_PASSWORD"))
    parts = web_url.split(f"http://{place}")
    if parts.path or parts.query or parts.fragment:
        raise ValueError(_("nothing stands behind its host and port"))
    return MailServer(parts.hostname or "", parts.port or PORTS[scheme], scheme == "smtps", unquote(user or ""))
