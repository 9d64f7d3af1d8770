"""The openai client over the project's own network: every answer has an end."""

import time

import httpx
import pytest

from service.core.network import Stopper
from service.editing.llm.transport import LARGEST_ANSWER, NetworkTransport
from tests.support.model_server import Answer, model_server, reply


def client(seconds=5.0, stopper=None):
    return httpx.Client(transport=NetworkTransport(lambda: seconds, stopper or Stopper()))


def post(server, **how):
    return client(**how).post(f"{server.url}/chat/completions", json={"a": 1}, headers={"Authorization": "Bearer k"})


def test_request_and_answer_pass_as_they_are():
    with model_server(reply("好。")) as server:
        answer = post(server)
    assert answer.status_code == 200
    assert answer.json()["choices"][0]["message"]["content"] == "好。"
    assert server.asked == [{"a": 1}]
    assert server.paths[0][1]["authorization"] == "Bearer k"


def test_a_server_that_sends_a_byte_now_and_then_is_left():
    with model_server(Answer(body="x" * 1000, trickle=0.02)) as server:
        began = time.monotonic()
        with pytest.raises(httpx.ReadTimeout):
            post(server, seconds=0.2)
    assert time.monotonic() - began < 5


def test_an_answer_without_end_is_left():
    with model_server(Answer(body="x" * (LARGEST_ANSWER + 1))) as server, pytest.raises(httpx.ConnectError, match="MB"):
        post(server)


def test_an_answer_that_breaks_off_is_no_answer():
    with model_server(Answer(body='{"choices": []}', cut=True)) as server, pytest.raises(httpx.ConnectError):
        post(server)
