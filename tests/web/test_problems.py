"""Problem details (RFC 9457) of errors."""

import asyncio
import json
import re
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.core import messages
from service.core.messages import _
from service.web.problems import Problem, problem
from tests.support.paths import ROOT

ANSWERED = re.compile(r"Problem\(\s*([45]\d\d),")
REQUEST = Request({"type": "http", "method": "GET", "path": "/", "headers": []})


def answer(error, request=REQUEST):
    got = asyncio.run(problem(request, error))
    return got, json.loads(bytes(got.body))


def test_a_problem_has_status_title_sentence_and_its_own_members():
    got, body = answer(Problem(409, "It runs already.", {"retry-after": "5"}, run="/api/runs/1"))
    assert (got.status_code, got.headers["retry-after"]) == (409, "5")
    assert got.headers["content-type"] == "application/problem+json"
    assert body == {
        "type": "about:blank", "title": "Conflict", "status": 409, "detail": "It runs already.", "run": "/api/runs/1",
    }  # fmt: skip


def test_title_and_sentence_are_in_the_language_that_is_asked_for():
    headers = [(b"accept-language", b"zh-CN,zh;q=0.9,en;q=0.8")]
    chinese = Request({"type": "http", "method": "GET", "path": "/", "headers": headers})
    refused = Problem(404, _("There is no show {name}.", name="云州"), {"allow": "GET"}, show="云州")
    got, body = answer(refused, chinese)
    assert body == {
        "type": "about:blank", "title": "没有找到", "status": 404, "detail": "没有 云州 这档节目。", "show": "云州",
    }  # fmt: skip
    names = ("allow", "content-language", "vary")
    assert [got.headers[name] for name in names] == ["GET", "zh", "Accept-Language"]
    assert answer(refused)[1]["detail"] == "There is no show 云州."
    assert answer(HTTPException(405, headers={"Allow": "GET"}), chinese)[1]["detail"] == "这个地址只接受 GET。"


def test_the_title_of_each_status_that_is_answered_has_its_chinese():
    answered = {int(each) for path in (ROOT / "service").rglob("*.py") for each in ANSWERED.findall(path.read_text())}
    assert len(answered) > 10
    phrases = [HTTPStatus(status).phrase for status in answered]
    assert [phrase for phrase in phrases if messages.in_language(phrase, "zh") == phrase] == []


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
