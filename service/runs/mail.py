"""Hand a card in as e-mail: one message to one receiver, so that one who is refused harms no other."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from service.core.log import hide
from service.core.mail_server import MailServer
from service.core.messages import _
from service.core.printable import one_line
from service.core.url_scope import is_loopback
from service.runs.card import Card
from service.storage.outbox import Undeliverable

_LOGIN = _("the login (the user in smtp, and TINGBAO_SMTP_PASSWORD)")
_STYLE = "font-family:sans-serif;font-size:16px;line-height:1.6"


def message(card: Card, receiver: str, sender: str, sender_name: str, id_: str, put: dt.datetime) -> EmailMessage:
    """Return the e-mail, with a plain and an HTML part. The same `id_` and receiver give the same Message-ID.

    By it a mailbox knows a repeat. Auto-Submitted (RFC 3834) keeps absence notes from answering.
    """
    found = EmailMessage(policy=SMTP)
    found["Subject"] = f"{card.title}{card.colon}{card.lead}" if card.lead else card.title
    found["From"] = Address(sender_name, addr_spec=_ascii(sender))
    found["To"] = Address(addr_spec=_ascii(receiver))
    found["Date"] = format_datetime(put)
    digest = hashlib.sha256(f"{id_}\0{receiver}".encode()).hexdigest()[:24]
    found["Message-ID"] = f"<{digest}@{_ascii(sender).rpartition('@')[2]}>"
    found["X-Tingbao-Id"] = id_
    found["Auto-Submitted"] = "auto-generated"
    found.set_content(card.text + "\n", cte="base64")
    found.add_alternative(_page(card), subtype="html", cte="base64")
    return found


def send(
    server: MailServer, found: EmailMessage, receiver: str, password: str, *, timeout: float, silence: float
) -> None:
    """Hand the e-mail in. `timeout`: seconds for all together, `silence`: for each wait.

    Raise Undeliverable where the server refuses the receiver or the message for good (5xx), OSError otherwise.
    """
    try:
        with _session(server, password, timeout, silence) as session:
            session.send_message(found, found["From"].addresses[0].addr_spec, [_ascii(receiver)])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _refusal(_("the receiver"), code, said) from None
    except smtplib.SMTPSenderRefused as error:
        raise _refusal(_("the sender (mail_from)"), error.smtp_code, error.smtp_error, final=False) from None
    except smtplib.SMTPDataError as error:
        raise _refusal(_("the message"), error.smtp_code, error.smtp_error) from None
    except smtplib.SMTPAuthenticationError as error:
        raise _refusal(_LOGIN, error.smtp_code, error.smtp_error, final=False) from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(_("what it was asked"), error.smtp_code, error.smtp_error, final=False) from None
    except ssl.SSLCertVerificationError as error:
        raise OSError(
            _(
                "the certificate of {host} is not trusted: {verify_message}",
                host=server.host,
                verify_message=error.verify_message,
            )
        ) from None
    except smtplib.SMTPException as error:
        raise OSError(one_line(str(error))) from None


class _Plain(smtplib.SMTP):
    """A session whose connection is known from its first moment on, so that it can be broken off."""

    connections: list[socket.socket]

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        self._host = host  # by which the certificate is checked
        connection: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self.connections.append(connection.dup())  # TLS takes the socket over
        return connection


class _Encrypted(smtplib.SMTP_SSL, _Plain):
    """The same, encrypted from the start."""


@contextmanager
def _session(server: MailServer, password: str, timeout: float, silence: float) -> Iterator[smtplib.SMTP]:
    """Open a session and log in, never in clear but on this machine. It is broken off at the time limit."""
    from service.core import network

    tls, late = network.tls_context(), threading.Event()
    session = _Encrypted(timeout=silence, context=tls) if server.encrypted else _Plain(timeout=silence)
    session.connections = []

    def break_off() -> None:
        late.set()
        for connection in session.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(timeout, break_off)
    timer.daemon = True
    timer.start()
    try:
        session.connect(server.host, server.port)
        session.ehlo_or_helo_if_needed()
        if not server.encrypted and session.has_extn("starttls"):
            session.starttls(context=tls)
            session.ehlo()
        elif not server.encrypted and server.user and not is_loopback(f"http://{server.host}"):
            raise OSError(_("it offers no STARTTLS, and a password is never sent in clear: write smtps://"))
        if server.user:
            session.login(server.user, password)
        yield session
        with suppress(OSError):
            session.quit()
    except (OSError, ValueError):
        if late.is_set():
            raise TimeoutError(_("it was not done within {timeout:g} s", timeout=timeout)) from None
        raise
    finally:
        timer.cancel()
        session.close()
        for connection in session.connections:
            connection.close()


def _refusal(what: str, code: int, said: bytes | str, *, final: bool = True) -> OSError:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    sentence = _("it refuses {what}: {code} {text}", what=what, code=code, text=one_line(hide(text))[:150])
    return Undeliverable(sentence) if final and code // 100 == 5 else OSError(sentence)


def _ascii(address: str) -> str:
    """Return an address with its domain in IDNA."""
    name, __, domain = address.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}"


def _page(card: Card) -> str:
    lines = "".join(f"<p><b>{html.escape(label)}</b>{card.colon}{html.escape(text)}</p>" for label, text in card.lines)
    lead = f"<h2>{html.escape(card.lead)}</h2>" if card.lead else ""
    link = f'<p><a href="{html.escape(card.link)}">{html.escape(card.link_text)}</a></p>' if card.link else ""
    title = html.escape(card.title)
    return f'<html lang="zh-CN"><body style="{_STYLE}"><p>{title}</p>{lead}{lines}{link}</body></html>\n'
