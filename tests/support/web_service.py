"""`tingbao serve` as a process of its own on loopback, and a client for it."""

import asyncio
import contextlib
import http.client
import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.support.paths import ROOT, SEEDS

TOKEN = "correct horse battery staple"


@dataclass
class Answer:
    """What a request got."""

    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()


class Service:
    """`tingbao serve` over a folder."""

    def __init__(self, folder, token=TOKEN, config="", words=("--no-schedule",), log="serve.log", descriptors=0):
        """`descriptors`: how many the process may have; 0: as many as this one."""
        self.folder, self.token, self.words, self.log = folder, token, words, folder / log
        self.port, self.descriptors = free_port(), descriptors
        (folder / "tingbao.toml").write_text(config or CONFIG, "utf-8")
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "TINGBAO_BASE_URL": f"http://127.0.0.1:{self.port}"}
        self.environment.pop("TINGBAO_TOKEN", None)
        self.process = None

    def start(self):
        environment = {**self.environment, **({"TINGBAO_TOKEN": self.token} if self.token else {})}
        self.process = subprocess.Popen(
            [*SERVE, "--log-format", "json", "--port", str(self.port), *self.words],
            cwd=self.folder,
            env=environment,
            stderr=self.log.open("a"),
            preexec_fn=self._bound if self.descriptors else None,
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=0.2):
                return self
            time.sleep(0.02)
        raise AssertionError("the server does not answer")

    def _bound(self):
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.descriptors, self.descriptors))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        finally:
            self.process.kill()

    @property
    def said(self):
        return self.log.read_text("utf-8")

    def ask(self, method, path, body=None, bearer=True, host="127.0.0.1", **headers):
        """One request; `host` is the client's own address."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(host, 0))
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if bearer and self.token and path.startswith(("/api", "/status")):
            headers.setdefault("Authorization", f"Bearer {self.token}")
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, value=None, **options):
        body = None if value is None else json.dumps(value)
        return self.ask("POST", path, body, **({"Content_Type": "application/json"} if body else {}), **options)

    def raw(self, data, timeout=10):
        """Sends bytes as they are; what comes back until the server closes or is silent."""
        got = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            with contextlib.suppress(OSError):
                while chunk := connection.recv(65536):
                    got += chunk
        return got

    def make(self, *words):
        command = [sys.executable, "-m", "service.cli", "make", *words]
        subprocess.run(command, cwd=self.folder, env=self.environment, check=True, capture_output=True)


def call(app, method, path, told=lambda answer: None, **headers):
    """One request to the application itself, in this process; `told` gets the answer though a fault follows it."""
    raw = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": raw, "root_path": ""}
    sent, asked = [], []

    async def receive():
        if asked:
            await asyncio.Event().wait()  # the client stays, and says no more
        asked.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    try:
        asyncio.run(
            app({**scope, "client": ("127.0.0.1", 5), "scheme": "http", "server": ("127.0.0.1", 80)}, receive, send)
        )
    finally:
        answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        answer = Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))
        told(answer)
    return answer


def free_port(host="127.0.0.1"):
    """A port that nobody has, of those that the system gives to nobody who asks for any."""
    for port in random.SystemRandom().sample(range(10_000, 32_000), 100):
        with (
            contextlib.suppress(OSError),
            socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET),
        ):
            return port
    raise AssertionError("no port is free")


SERVE = (sys.executable, "-m", "service.cli", "serve")
CONFIG = """
[[show]]
slug = "daily"
engine = "espeak"
length = "45s"

[[show]]
slug = "quiet"
title = "内部听报"
path = "k3Jd9sLq0PzX"
engine = "espeak"
length = "45s"
"""


def seeds(folder):
    (folder / "seeds").mkdir()
    page = (SEEDS / "2026-03-21-A01.txt").read_text("utf-8")
    (folder / "seeds" / "2026-03-21-A01.txt").write_text(page, "utf-8")
    return folder
