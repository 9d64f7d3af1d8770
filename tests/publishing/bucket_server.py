"""A server of S3's protocol on loopback, moto's, whose requests can be counted and made to fail."""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from service.publishing.s3 import S3Storage

KEY = "tingbao-tests"
_FORBIDDEN = b"<Error><Code>InvalidAccessKeyId</Code><Message>The key does not exist in our records.</Message></Error>"
_FAILED = b"<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>"
_numbers = itertools.count(1)


@dataclass
class Server:
    """Answers one request after another, so that a conditional write is checked and done in one, as S3 does."""

    endpoint: str = ""
    requests: list[str] = field(default_factory=list)
    """Method and path of each request so far."""
    meddle: Callable[[int], str] = lambda number: ""
    """What becomes of the request of that number (from 0): `error`, `drop` it unheard, `lose` the answer, `stall`."""
    page: int = 1000
    """Objects that a listing names at once."""
    done: threading.Event = field(default_factory=threading.Event)
    """Set at the end: nothing stalls any longer."""

    @property
    def environment(self) -> dict[str, str]:
        """What leads a client to this server."""
        return {"AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": KEY}

    def watch(self, meddle: Callable[[int], str] = lambda number: "") -> None:
        """Counts from 0 again."""
        self.requests, self.meddle, self.page = [], meddle, 1000

    def bucket(self) -> str:
        """A new bucket's name."""
        name = f"tingbao-{next(_numbers)}"
        self._client.create_bucket(Bucket=name)
        return name

    def headers(self, bucket: str, key: str) -> dict[str, str]:
        """What a reader is told of an object."""
        return self._client.head_object(Bucket=bucket, Key=key)["ResponseMetadata"]["HTTPHeaders"]

    def unfinished(self, bucket: str) -> int:
        """How many files were begun in parts and neither completed nor given up."""
        return len(self._client.list_multipart_uploads(Bucket=bucket).get("Uploads", ()))

    @functools.cached_property
    def _client(self) -> Any:
        from botocore.session import get_session

        keys = {"aws_access_key_id": KEY, "aws_secret_access_key": KEY}
        return get_session().create_client("s3", region_name="us-east-1", endpoint_url=self.endpoint, **keys)

    def storage(self, bucket: str, timeout: float = 10.0, patience: float = 0.0) -> S3Storage:
        """A storage in that bucket; without patience, it tries once."""
        return S3Storage(f"s3://{bucket}/pods", timeout=timeout, patience=patience)

    def wrap(self, app: Callable) -> Callable:
        """The application with the meddling before it."""
        alone = threading.Lock()

        def application(environ, start_response):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            with alone:
                fate = self.meddle(len(self.requests))
                query = environ["QUERY_STRING"]
                if "list-type" in query:
                    environ["QUERY_STRING"] += f"&max-keys={self.page}"
                self.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}{'?' * bool(query)}{query}")
                if fate == "stall":
                    alone.release()
                    self.done.wait(60)
                    alone.acquire()
                if f"Credential={KEY}/" not in environ.get("HTTP_AUTHORIZATION", ""):
                    return _refuse(start_response, "403 Forbidden", _FORBIDDEN)
                if fate == "error":
                    return _refuse(start_response, "500 Internal Server Error", _FAILED)
                answer = [] if fate in ("drop", "stall") else app(environ, start_response)
                if fate in ("drop", "lose", "stall"):
                    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
                    raise ConnectionResetError
                return answer

        return application


def _refuse(start_response: Callable, status: str, body: bytes) -> list[bytes]:
    start_response(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
    return [body]


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server at work."""
    from moto.server import DomainDispatcherApplication, create_backend_app
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
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        web.shutdown()
        thread.join()
