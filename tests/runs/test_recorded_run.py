"""A run in its own process: the same record and limit whether a person typed it or the supervisor requested it."""

import dataclasses
import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from service import briefing
from service.briefing import Result
from service.core.editor_wishes import Wish
from service.core.progress import Progress
from service.core.show_settings import ShowSettings
from service.errors import NothingToBrief
from service.pipeline.episode_spec import BriefingRequest
from service.runs import recorded_run
from service.runs.request import new_request
from service.runs.run_records import RunStatus, RunStore
from tests.support.publishing_samples import SHOW, episode

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)


@pytest.fixture
def asked(monkeypatch):
    """Have `briefing.make` return an episode at once; yields what it was asked for."""
    calls: list[BriefingRequest] = []

    def make(request, settings, now, progress):
        calls.append(request)
        progress.step("Reading", 0, 0)
        progress.staged("read", 0.5)
        progress.count("articles", 3)
        spec: Any = SimpleNamespace(
            id="2026-03-21-0630", edition="0630", show=SHOW, date=NOW.date(), length=60.0, show_settings=ShowSettings()
        )
        made = dataclasses.replace(episode(), mp3="a.mp3")
        return Result("made", spec, made.script, made, ["A warning."], {"read": 0.5})

    monkeypatch.setattr(briefing, "make", make)
    return calls


def test_typed_or_requested_a_run_leaves_the_same_record(asked, settled):
    runs, request = RunStore(settled.state), new_request(settled, "daily", "api", edition="0630")
    recorded_run.make_typed(BriefingRequest(show="daily", edition="0630"), settled, Progress())
    [typed] = runs.list("daily")
    recorded_run.make_requested(request)
    requested = runs.get("daily", request.id)
    assert (typed.status, typed.exit_code, typed.trigger) == (RunStatus.MADE, 0, "cli")
    assert (typed.counts, typed.warnings) == ({"articles": 3}, ("A warning.",))
    own: Any = {"id": "", "trigger": "", "started": NOW, "ended": NOW}
    assert dataclasses.replace(typed, **own) == dataclasses.replace(requested, **own)
    assert requested.trigger == "api"


def test_who_typed_it_sees_how_far_it_is(asked, settled):
    steps = []
    recorded_run.make_typed(BriefingRequest(), settled, Progress(lambda *step: steps.append(step)))
    assert steps == [("Reading", 0, 0)]


@pytest.mark.parametrize(
    ("trigger", "force", "skips"), [("schedule", False, True), ("schedule", True, False), ("api", False, False)]
)
def test_a_due_time_that_has_its_episode_is_left_alone(trigger, force, skips, asked, settled):
    """But for one that is to be made anew."""
    recorded_run.make_requested(new_request(settled, "daily", trigger, inputs=("a.txt",), length=90.0, force=force))
    assert asked == [
        BriefingRequest(show="daily", inputs=("a.txt",), length=90.0, force=force, skip_if_published=skips)
    ]


def test_the_editors_wishes_for_a_run_reach_it(asked, settled):
    wishes: dict[str, Any] = {"lead": ("云雁大桥 until 2026-05-31",), "pin": ("供热",), "drop": ("招聘", "以旧换新")}
    recorded_run.make_requested(new_request(settled, "daily", "api", **wishes))
    (made,) = asked
    assert made.lead == (Wish("云雁大桥", dt.date(2026, 5, 31)),)
    assert made.pin == (Wish("供热"),)
    assert made.drop == (Wish("招聘"), Wish("以旧换新"))


def test_a_run_that_fails_says_why_in_its_record_and_its_report(monkeypatch, settled):
    def make(*_):
        raise NothingToBrief("There is nothing new.")

    monkeypatch.setattr(briefing, "make", make)
    request = dataclasses.replace(new_request(settled, "daily", "schedule", report=True), worker="w1")
    with pytest.raises(NothingToBrief):
        recorded_run.make_requested(request)
    runs = RunStore(settled.state)
    assert runs.get("daily", request.id).status is RunStatus.NOTHING
    assert runs.get("daily", request.id).error == "On the worker w1: There is nothing new."
    assert runs.report("daily", request.id) == {"status": "failed", "error": "On the worker w1: There is nothing new."}


@pytest.mark.parametrize("report", [True, False])
def test_a_report_is_kept_where_it_is_asked_for(report, asked, settled):
    request = new_request(settled, "daily", "schedule", report=report)
    recorded_run.make_requested(request)
    kept = RunStore(settled.state).report("daily", request.id)
    assert (kept is not None) is report
    assert not report or kept["status"] == "made"


def test_a_command_that_is_no_request_leaves_no_record(tingbao, settled):
    assert tingbao("make", "--config", "tingbao.toml", "--date", "2026-02-30").code == 2
    assert RunStore(settled.state).list("daily") == ()
