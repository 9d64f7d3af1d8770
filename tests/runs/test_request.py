"""A request for a run: the settings and options that its process is given, as JSON, and no secret."""

import datetime as dt
import io
import pickle
from typing import Any

import pytest

from service import settings
from service.core import json_codec
from service.runs.request import RunRequest, new_request


def test_a_run_elsewhere_has_the_settings_of_its_starter(settled, tmp_path, monkeypatch):
    """Whatever the file says there; but the cluster and the hooks are for who looks after the run."""
    request = json_codec.load(RunRequest, json_codec.dump(new_request(settled, "daily", "schedule")), "the request")
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    found, wanted = settings.load(tmp_path / "tingbao.toml", request.service), settled.service
    own = {"state", "on_failure", "cluster"}
    assert found.service.model_dump(exclude=own) == wanted.model_dump(exclude=own)
    assert (found.state, found.service.on_failure) == (settled.state, ())
    assert found.service.cluster == ""  # a run is made where it is started
    assert (request.state, request.time_limit) == (settled.state, 90.0)


def test_a_request_comes_back_from_json_as_it_was(settled):
    options: dict[str, Any] = {
        "edition": "e",
        "inputs": ("https://news.example.org/",),
        "length": 90.0,
        "engine": "espeak",
        "lead": ("云雁大桥",),
        "drop": ("招聘 until 2026-03-31",),
    }
    request = new_request(settled, "daily", "api", date=dt.date(2026, 3, 21), force=True, report=True, **options)
    assert json_codec.load(RunRequest, json_codec.dump(request), "the request") == request


@pytest.mark.parametrize("text", ["", "{}", '{"id": 1}', "[" * 9])
def test_what_is_no_request_is_refused(text, tingbao, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    refused = tingbao("make", "--request", "-")
    assert refused.code == 2
    assert refused.err.startswith("tingbao: the request: ")


def test_a_request_goes_with_no_other_option(tingbao):
    refused = tingbao("make", "--request", "-", "--force")
    assert refused.code == 2
    assert "leave force out" in refused.err


def test_no_secret_is_sent(settled, monkeypatch):
    for name in ("TINGBAO_TOKEN", "TINGBAO_LLM_KEY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "correct horse")
    assert b"correct horse" not in pickle.dumps(new_request(settled, "daily", "schedule"))
