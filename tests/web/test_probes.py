"""The three probes: what each answers, with which status, and that nothing keeps the answer."""

import asyncio
import datetime as dt
import json

import pytest
from starlette.requests import Request

from service import settings
from service.audience.audience import Audience
from service.runs.run_records import RunStatus, RunStore
from service.web import health
from service.web.probes import Probes

REQUEST = Request({"type": "http", "method": "GET", "headers": []})


@pytest.fixture
def settled(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\nengine = "espeak"\n', "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def answer(settled, probe):
    response = asyncio.run(getattr(Probes(lambda: settled, lambda: Audience(settled)), probe)(REQUEST))
    return response.status_code, response.body.decode(), response.headers["content-type"]


def test_a_process_is_alive_whatever_its_shows(settled):
    with RunStore(settled.state).recording("daily") as recorder:
        recorder.result(status=RunStatus.FAILED)
    status, body, _ = answer(settled, "healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_a_show_without_a_run_is_ready_and_says_so(settled):
    status, body, _ = answer(settled, "readyz")
    told = json.loads(body)
    assert (status, told["ready"], told["reasons"]) == (200, True, [])
    [show] = told["shows"]
    assert (show["show"], show["engine"], show["last_run"], show["last_success"]) == ("daily", "espeak", None, None)
    assert dt.datetime.fromisoformat(show["next_due"]) > dt.datetime.now(dt.UTC)


def test_a_failure_makes_it_not_ready_and_is_told_without_its_error(settled):
    with RunStore(settled.state).recording("daily") as recorder:
        recorder.count("fallbacks", 2)
        recorder.count("engine_failures", 1)
        recorder.result(status=RunStatus.FAILED, engine="edge", error="the disk of /srv/private is full")
    status, body, _ = answer(settled, "readyz")
    told = json.loads(body)
    assert (status, told["ready"]) == (503, False)
    assert ["daily" in reason for reason in told["reasons"]] == [True]
    last = told["shows"][0]["last_run"]
    assert (last["status"], last["engine"]) == ("failed", "edge")
    assert (last["engine_failures"], last["fallbacks"]) == (1, 2)
    assert "private" not in body


def test_the_free_bytes_are_those_of_the_disk(settled, monkeypatch):
    monkeypatch.setattr(health, "_disk_space", lambda name, folder: (123, ""))
    status, body, _ = answer(settled, "readyz")
    assert (status, json.loads(body)["disk_free_bytes"]) == (503, 123)


def test_metrics_are_text_of_the_format_that_prometheus_asks_for(settled):
    status, body, kind = answer(settled, "metrics")
    assert (status, kind) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert "\ntingbao_ready 1.0\n" in body
