"""What a request for a briefing may hold."""

import datetime as dt
import json

import pytest

from service.web.problems import Problem
from service.web.schemas import BriefingOrder, read
from tests.support.library_words import jargon
from tests.support.tables import every_row


def test_nothing_is_the_next_edition():
    assert read(BriefingOrder, b"").options() == read(BriefingOrder, b"{}").options()
    assert read(BriefingOrder, b"").options()["inputs"] == ()
    assert not read(BriefingOrder, b"").options()["force"]


def test_what_is_asked_is_handed_on():
    body = {
        "inputs": ["https://news.example.org/a"],
        "length": "5m",
        "engine": "espeak",
        "date": "2026-03-21",
        "lead": ["云雁大桥 until 2026-05-31"],
        "drop": ["以旧换新", "招聘"],
    }
    found = read(BriefingOrder, json.dumps(body).encode()).options()
    assert found["inputs"] == ("https://news.example.org/a",)
    assert (found["length"], found["engine"], found["date"]) == (300, "espeak", dt.date(2026, 3, 21))
    assert (found["lead"], found["pin"], found["drop"]) == (("云雁大桥 until 2026-05-31",), (), ("以旧换新", "招聘"))


@every_row(
    ("body", "status"),
    [(b"{", 400), (b"\xff", 400), (b"[]", 422), (b'{"output": "/etc"}', 422), (b'{"force": "yes"}', 422)],
)
def test_what_cannot_be_is_a_problem_with_a_sentence(body, status):
    with pytest.raises(Problem) as caught:
        read(BriefingOrder, body)
    assert caught.value.status_code == status
    assert caught.value.detail


@every_row("name", BriefingOrder.model_fields)
def test_a_wrong_member_is_said_in_plain_words(name):
    said = []
    for value in (5, -1.5, True, "", "a b", "x" * 3000, [], [5], [""], {}, {"a": 1}, ["http://a.example/"] * 51):
        try:
            read(BriefingOrder, json.dumps({name: value}).encode())
        except Problem as problem:
            said.append(problem.detail)
    assert [each for each in said if jargon(each) or not each.startswith(f"#/{name}")] == []
    assert len(said) > 5


def test_every_fault_is_named_by_its_place():
    with pytest.raises(Problem) as caught:
        read(BriefingOrder, b'{"inputs": ["seeds"], "engine": "none"}')
    errors = json.loads(json.dumps(caught.value.members["errors"]))
    assert [each["pointer"] for each in errors] == ["#/inputs/0", "#/engine"]
