"""A server of S3's protocol on loopback, moto's, whose requests can be counted and made to fail."""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import logging
import os
import re
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from service.storage.s3 import S3Storage

KEY = "tingbao-tests"
LISTENER = "listener"
"""The key of one who looks on: neither counted nor meddled with."""
REFUSALS = {
    "error": ("500 Internal Server Error", "InternalError"),
    "slow": ("503 Slow Down", "SlowDown"),
    "forbid": ("403 Forbidden", "AccessDenied"),
    "elsewhere": ("301 Moved Permanently", "PermanentRedirect"),
    "skewed": ("403 Forbidden", "RequestTimeTooSkewed"),
}
"""What may become of a request: the status and the code of the answer."""
FATES = ("error", "slow", "forbid", "drop", "lose", "truncate", "stall", "kill", "kill late")
"""All that may become of it: besides these it may go unheard, have its answer lost, cut off or late, or be its client's
last, before or after it was done."""
_numbers = itertools.count(1)


@dataclass
class Server:
    """Answers one request after another, so that a conditional write is checked and done in one, as S3 does."""

    endpoint: str = ""
    requests: list[str] = field(default_factory=list)
    """Method and path of each request so far."""
    meddle: Callable[[int], str] = lambda number: ""
    """What becomes of the request of that number (from 0): one of REFUSALS or FATES, or nothing."""
    conditions: str = "heeded"
    """What becomes of a write's conditions; or "ignored", "refused" (none is ever met), or "ceph": as its gateway (16)
    does, ETags are compared without their quotation marks, and none is told of a file that came in parts."""
    watching: Callable[[str], None] = lambda request: None
    """Called after each request is done, before the next."""
    page: int = 1000
    """Objects that a listing names at once."""
    done: threading.Event = field(default_factory=threading.Event)
    """Set at the end: nothing stalls any longer."""

    @property
    def environment(self) -> dict[str, str]:
        """What leads a client to this server."""
        return {"AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": KEY}

    def watch(
        self, meddle: Callable[[int], str] = lambda number: "", watching: Callable[[str], None] = lambda request: None
    ) -> None:
        """Counts from 0 again."""
        self.requests, self.meddle, self.watching, self.page = [], meddle, watching, 1000
        self.conditions = "heeded"

    def bucket(self) -> str:
        """A new bucket's name."""
        name = f"tingbao-{next(_numbers)}"
        self._client.create_bucket(Bucket=name)
        return name

    def versions(self, bucket: str) -> dict[str, str]:
        """The ETag of each object, by key."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return {each["Key"]: each["ETag"] for page in pages for each in page.get("Contents", ())}

    def read(self, bucket: str, key: str) -> bytes:
        """An object as its reader gets it."""
        return self._client.get_object(Bucket=bucket, Key=key)["Body"].read()

    def write(self, bucket: str, key: str, data: bytes) -> None:
        """An object that other hands put there."""
        self._client.put_object(Bucket=bucket, Key=key, Body=data)

    def delete(self, bucket: str, key: str) -> None:
        """An object gone by other hands."""
        self._client.delete_object(Bucket=bucket, Key=key)

    def copy(self, bucket: str, other: str) -> None:
        """Make the other bucket's objects those of the one."""
        wanted, standing = self.versions(bucket), self.versions(other)
        for key in standing.keys() - wanted.keys():
            self.delete(other, key)
        for key in wanted:
            if wanted[key] != standing.get(key):
                self._client.copy_object(Bucket=other, Key=key, CopySource={"Bucket": bucket, "Key": key})

    def headers(self, bucket: str, key: str) -> dict[str, str]:
        """What a reader is told of an object."""
        return self._client.head_object(Bucket=bucket, Key=key)["ResponseMetadata"]["HTTPHeaders"]

    def unfinished(self, bucket: str) -> int:
        """How many files were begun in parts and neither completed nor given up."""
        return len(self._client.list_multipart_uploads(Bucket=bucket).get("Uploads", ()))

    @functools.cached_property
    def _client(self) -> Any:
        from botocore.session import get_session

        keys = {"aws_access_key_id": LISTENER, "aws_secret_access_key": LISTENER}
        return get_session().create_client("s3", region_name="us-east-1", endpoint_url=self.endpoint, **keys)

    def storage(self, bucket: str, timeout: float = 10.0, retry_timeout: float = 0.0) -> S3Storage:
        """A storage in that bucket; without a retry timeout it tries once."""
        return S3Storage(f"s3://{bucket}/pods", timeout=timeout, retry_timeout=retry_timeout)

    def wrap(self, app: Callable) -> Callable:
        """The application with the meddling before it."""
        alone = threading.Lock()

        def application(environ, start_response):
            if f"Credential={LISTENER}/" in environ.get("HTTP_AUTHORIZATION", ""):
                return app(environ, start_response)
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            with alone:
                fate = self.meddle(len(self.requests))
                query = environ["QUERY_STRING"]
                request = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}{'?' * bool(query)}{query}"
                self.requests.append(request)
                self._change(environ)
                if fate == "stall":
                    alone.release()
                    self.done.wait(60)
                    alone.acquire()
                if f"Credential={KEY}/" not in environ.get("HTTP_AUTHORIZATION", ""):
                    return _refuse(start_response, "403 Forbidden", "InvalidAccessKeyId")
                if fate in REFUSALS:
                    return _refuse(start_response, *REFUSALS[fate])
                answer = [] if fate in ("drop", "stall", "kill") else list(app(environ, start_response))
                if self.conditions == "ceph" and "uploadId=" in query:
                    answer = [re.sub(rb"(<ETag>)(.+?)(</ETag>)", _blank, b"".join(answer))]
                if fate != "stall":
                    self.watching(request)
                return _end(environ, fate, answer)

        return application

    def _change(self, environ: dict[str, Any]) -> None:
        """Change the request as `page` and `conditions` say."""
        if "list-type" in environ["QUERY_STRING"]:
            environ["QUERY_STRING"] += f"&max-keys={self.page}"
        if self.conditions == "ignored":
            environ.pop("HTTP_IF_MATCH", None)
            environ.pop("HTTP_IF_NONE_MATCH", None)
        if (tag := environ.get("HTTP_IF_MATCH")) and self.conditions in ("ceph", "refused"):
            met = self.conditions == "ceph" and '"' not in tag
            environ["HTTP_IF_MATCH"] = f'"{tag}"' if met else '"none"'


def _end(environ: dict[str, Any], fate: str, answer: list[bytes]) -> Iterable[bytes]:
    """The answer, or what becomes of it once the request was done."""
    if fate.startswith("kill"):
        os.kill(int(re.search(r"app/(\d+)", environ["HTTP_USER_AGENT"])[1]), signal.SIGKILL)
    if fate == "truncate":
        return _cut(environ["werkzeug.socket"], b"".join(answer))
    if fate:
        _hang_up(environ["werkzeug.socket"])
    return answer


def _blank(element: re.Match[bytes]) -> bytes:
    """The element without its text, as many bytes as before."""
    return element[1] + element[3] + b" " * len(element[2])


def _refuse(start_response: Callable, status: str, code: str) -> list[bytes]:
    body = f"<Error><Code>{code}</Code><Message>Not this time.</Message></Error>".encode()
    start_response(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
    return [body]


def _cut(connection: socket.socket, body: bytes) -> Iterator[bytes]:
    """Half of an answer: of its body, or where it has none, of its head."""
    if body:
        yield body[: len(body) // 2]
    else:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")
    _hang_up(connection)


def _hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server at work."""
    from moto.server import DomainDispatcherApplication, create_backend_app  # type: ignore[attr-defined]
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"

        def log(self, *told: object) -> None:
            pass

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = Server()
    web = make_server(
        "127.0.0.1",
        0,
        server.wrap(DomainDispatcherApplication(create_backend_app)),
        threaded=True,
        request_handler=Handler,
    )
    server.endpoint = f"http://127.0.0.1:{web.server_port}"
    thread = threading.Thread(target=web.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        web.shutdown()
        thread.join()
