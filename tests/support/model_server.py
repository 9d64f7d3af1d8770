"""A language model's endpoint on loopback that behaves, and misbehaves, as real ones do.

Each answer is made by a function below; a list of them is given in turn, the last one for ever.
"""

from __future__ import annotations

import contextlib
import functools
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from tests.support.http_server import Handler, serving

Asked = Mapping[str, Any]
"""A request's JSON."""


@dataclass(frozen=True)
class Answer:
    """What the endpoint sends."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    trickle: float = 0.0
    """Seconds between two bytes."""
    cut: bool = False
    """Whether it breaks off amid the body."""
    late: bool = False
    """Whether nothing is sent at all."""


Behaviour = Answer | Callable[[Asked], Answer]


def reply(
    text: str | None,
    *,
    end: str | None = "stop",
    usage: Mapping[str, Any] | None = None,
    thoughts: str = "",
    choices: Sequence[Any] | None = None,
) -> Answer:
    """The API's answer with this text."""
    message = {"role": "assistant", "content": text} | ({"reasoning_content": thoughts} if thoughts else {})
    given = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
    told = [{"index": 0, "finish_reason": end, "message": message}] if choices is None else choices
    return Answer(body=json.dumps({**given, "choices": told} | ({"usage": usage} if usage is not None else {})))


def refusal(status: int, message: str, code: str = "", **headers: str) -> Answer:
    """An error in the API's form."""
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error", "code": code}})
    return Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def refusing(parameter: str, otherwise: Answer, message: str = "") -> Callable[[Asked], Answer]:
    """An endpoint that refuses a parameter, or one of its values: `response_format=json_schema`."""
    name, _, value = parameter.partition("=")

    def answer(asked: Asked) -> Answer:
        given = asked.get(name)
        if given is None or (value and value not in json.dumps(given)):
            return otherwise
        return refusal(400, message or f"Unsupported parameter: '{name}' is not supported with this model.")

    return answer


class _Endpoint(Handler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        with server.lock:
            server.asked.append(asked)
            server.paths.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            server.under_way += 1
            server.most_at_once = max(server.most_at_once, server.under_way)
            given = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
        try:
            self._give(given(asked) if callable(given) else given)
        finally:
            with server.lock:
                server.under_way -= 1

    def _give(self, answer: Answer) -> None:
        if answer.late:
            self.server.stopping.wait(10)
            return
        data = answer.body.encode()
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if answer.cut:
            self.wfile.write(data[: len(data) // 2])
            return
        for at in range(len(data)) if answer.trickle else ():
            if self.server.stopping.wait(answer.trickle):
                return
            with contextlib.suppress(OSError):
                self.wfile.write(data[at : at + 1])
        if not answer.trickle:
            self.wfile.write(data)


@contextlib.contextmanager
def model_server(*answers: Behaviour) -> Iterator[Any]:
    """An endpoint at work: `url` with its version, `asked`, `paths` with headers, `most_at_once`.

    Headers have their names in small letters. The certificates are read once for all clients: it takes each 20 ms, and
    nothing here asks by TLS.
    """
    state = {"answers": list(answers), "asked": [], "paths": [], "under_way": 0, "most_at_once": 0}
    contexts = mock.patch("ssl.create_default_context", functools.cache(ssl.create_default_context))
    with contexts, serving(_Endpoint, lock=threading.Lock(), **state) as server:
        server.url += "/v1"
        yield server
