"""A real HTTP server on loopback that does as it is told, misbehaviour included."""

import threading
from dataclasses import dataclass, field

import pytest

from tests.support.http_server import Handler, serving


@dataclass
class Server:
    """Answers by path: `routes[path]` is (status, headers, body) or a function of the handler."""

    url: str
    port: int
    routes: dict = field(default_factory=dict)
    requests: list = field(default_factory=list)
    """(path, headers) in order of arrival."""
    stopping: threading.Event = field(default_factory=threading.Event)
    busy: int = 0
    busiest: int = 0

    def give(self, path, body=b"", status=200, **headers):
        body = body.encode() if isinstance(body, str) else body
        self.routes[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return self.url + path

    def act(self, path, function):
        self.routes[path] = function
        return self.url + path

    def paths(self):
        return [path for path, _ in self.requests]


class Obedient(Handler):
    def do_GET(self):
        server = self.server.told
        server.requests.append((self.path, dict(self.headers)))
        answer = server.routes.get(self.path, (404, {}, b""))
        try:
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the client hung up

    def do_CONNECT(self):
        self.server.told.requests.append((self.path, dict(self.headers)))
        self.send_error(403)


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving(Obedient) as listener:
        listener.told = Server(listener.url, listener.server_port, stopping=listener.stopping)
        yield listener.told
