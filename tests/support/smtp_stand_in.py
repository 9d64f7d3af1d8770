"""A mail server on loopback that takes e-mail in as RFC 5321 says, with TLS and logins, and misbehaves when told to."""

import base64
import contextlib
import datetime as dt
import email
import email.policy
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from typing import Any

from tests.support.http_server import at_work

USER, PASSWORD = "news@paper.example", "p4ss-w0rd-0f-mail"


@dataclass
class Manner:
    """How it behaves."""

    starttls: bool = True
    refused: tuple = ()
    """Receivers that it does not know: 550."""
    greylisted: tuple = ()
    """Receivers that are to come again: 450, each once."""
    drop_after_data: int = 0
    """How many messages it takes in and then says nothing of: the connection is gone."""
    refuse_data: str = ""
    """What it answers to a message."""
    hang_at: str = ""
    """The command that it never answers; `greeting`: it says nothing at all."""
    dribble: bool = False
    """It greets with one letter a tenth of a second, and never ends."""
    log: list = field(default_factory=list)
    """Each command that it was given."""


class Session(socketserver.StreamRequestHandler):
    server: Any

    def handle(self):
        with contextlib.suppress(OSError, ValueError):
            self.speak()

    def speak(self):
        manner, self.encrypted, self.user = self.server.manner, self.server.tls_first, ""
        if self.server.tls_first:
            self.encrypt()
        if manner.dribble:
            while not self.server.stopping.wait(0.1):
                self.wfile.write(b"2")
            return
        if manner.hang_at == "greeting":
            self.server.stopping.wait(60)
            return
        self.say("220 mail.example ESMTP")
        self.receivers: list[str] = []
        while line := self.rfile.readline():
            command = line.decode().strip()
            verb = command.split(" ")[0].upper().split(":")[0]
            manner.log.append(command)
            if manner.hang_at == verb:
                self.server.stopping.wait(60)
                return
            if verb == "QUIT":
                self.say("221 bye")
                return
            getattr(self, f"on_{verb.lower()}", self.unknown)(command)

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())
        self.wfile.flush()

    def encrypt(self):
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
        self.encrypted = True

    def unknown(self, command):
        self.say("502 not here")

    def on_ehlo(self, command):
        offers = ["STARTTLS"] if self.server.manner.starttls and not self.encrypted else []
        offers += ["AUTH PLAIN"] if self.server.logins else []
        lines = ["mail.example", *offers, "SIZE 1000000"]
        for line in lines[:-1]:
            self.say(f"250-{line}")
        self.say(f"250 {lines[-1]}")

    def on_starttls(self, command):
        self.say("220 go on")
        self.encrypt()

    def on_auth(self, command):
        _, user, password = base64.b64decode(command.split(" ")[2]).decode().split("\0")
        self.server.logged_in.append((user, self.encrypted))
        right = (user, password) == (USER, PASSWORD)
        self.user = user if right else ""
        self.say("235 welcome" if right else f"535 5.7.8 no such user or password {password}")

    def on_mail(self, command):
        self.receivers = []
        self.say("250 ok" if self.user or not self.server.logins else "530 log in first")

    def on_rcpt(self, command):
        receiver = command.partition("<")[2].partition(">")[0]
        manner = self.server.manner
        if receiver in manner.refused:
            self.say("550 5.1.1 no such mailbox")
        elif receiver in manner.greylisted:
            manner.greylisted = tuple(each for each in manner.greylisted if each != receiver)
            self.say("450 4.2.0 greylisted, come again")
        else:
            self.receivers.append(receiver)
            self.say("250 ok")

    def on_rset(self, command):
        self.say("250 ok")

    def on_noop(self, command):
        self.say("250 ok")

    def on_data(self, command):
        manner = self.server.manner
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if manner.refuse_data:
            self.say(manner.refuse_data)
            return
        parsed = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.taken.append((tuple(self.receivers), parsed, b"".join(lines)))
        if manner.drop_after_data:
            manner.drop_after_data -= 1
            raise OSError
        self.say("250 taken")


class MailStandIn(socketserver.ThreadingTCPServer):
    """Listens on a free port of 127.0.0.1."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, manner, tls, *, tls_first, logins):
        super().__init__(("127.0.0.1", 0), Session)
        self.manner, self.tls, self.tls_first, self.logins = manner, tls, tls_first, logins
        self.taken: list[Any] = []
        """Receivers, message and bytes of each that was taken in."""
        self.logged_in: list[tuple[str, bool]] = []
        self.stopping = threading.Event()
        scheme, user = "smtps" if tls_first else "smtp", "news%40paper.example@" if logins else ""
        self.url = f"{scheme}://{user}127.0.0.1:{self.server_address[1]}"


@contextlib.contextmanager
def mail_server(certificate, manner=None, *, tls_first=False, logins=True):
    """The stand-in at work; `certificate` is what `certificate_for` has made."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with at_work(MailStandIn(manner or Manner(), tls, tls_first=tls_first, logins=logins)) as server:
        yield server


def certificate_for(path, address="127.0.0.1"):
    """A file with a key and a certificate that it has signed itself, for that address."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail stand-in")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(plain + made.public_bytes(serialization.Encoding.PEM))
    return path
