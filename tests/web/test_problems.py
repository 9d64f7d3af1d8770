"""Problem details (RFC 9457) of errors."""

import asyncio
import json

from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.web.problems import Problem, problem

REQUEST = Request({"type": "http", "method": "GET", "path": "/", "headers": []})


def answer(error):
    got = asyncio.run(problem(REQUEST, error))
    return got, json.loads(bytes(got.body))


def test_a_problem_has_status_title_sentence_and_its_own_members():
    got, body = answer(Problem(409, "It runs already.", {"retry-after": "5"}, run="/api/runs/1"))
    assert (got.status_code, got.headers["retry-after"]) == (409, "5")
    assert got.headers["content-type"] == "application/problem+json"
    assert body == {
        "type": "about:blank", "title": "Conflict", "status": 409, "detail": "It runs already.", "run": "/api/runs/1",
    }  # fmt: skip


def test_a_sentence_that_only_repeats_the_title_is_left_out():
    assert answer(HTTPException(418))[1] == {"type": "about:blank", "title": "I'm a Teapot", "status": 418}


def test_the_routers_own_errors_have_a_sentence():
    assert answer(HTTPException(404))[1]["detail"] == "There is nothing at this address."
    refused = HTTPException(405, headers={"Allow": "HEAD, GET"})
    assert answer(refused)[1]["detail"] == "This address takes GET, HEAD alone."


def test_a_fault_of_the_program_tells_nothing_of_its_cause():
    got, body = answer(RuntimeError("the secret of a cause"))
    assert got.status_code == body["status"] == 500
    assert "secret" not in bytes(got.body).decode()
    assert "log" in body["detail"]
