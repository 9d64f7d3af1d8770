"""What `make --json` says of a run."""

import dataclasses
import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

import pytest

from service.briefing import Result
from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.pipeline.prediction import Prediction
from service.runs import run_report
from service.runs.run_records import Run, RunStatus, RunStore
from tests.support.publishing_samples import SHOW, episode


def result(status="made", guid="tag:a"):
    made = dataclasses.replace(episode(), guid=guid, mp3="a.mp3")
    cast = SimpleNamespace(engine="espeak", voices=(SimpleNamespace(name="a"),))
    spec: Any = SimpleNamespace(
        id="2026-03-21-0630",
        edition="0630",
        show=SHOW,
        date=dt.date(2026, 3, 21),
        length=60.0,
        casts=(cast,),
        show_settings=ShowSettings(),
    )
    if status != "planned":
        return Result(status, spec, made.script, made)
    times = tuple((10.0 * i, 10.0 * i + 8) for i in range(len(made.script.segments)))
    return Result(status, spec, made.script, prediction=Prediction(times, faster=0.02, slower=0.03))


def test_an_episode_is_told_with_its_stories_and_its_places(settled):
    found = run_report.made(result(), settled)
    assert found["status"] == "made"
    assert found["feed"] == "https://radio.example.org/pods/daily/feed.xml"
    assert found["mp3"] == f"{settled.output}/daily/episodes/2026-03-21-0630/a.mp3"
    assert [story["title"] for story in found["stories"]] == [
        segment.title for segment in episode().script.segments if segment.origin
    ]
    assert all(story["seconds"] > 0 for story in found["stories"])
    assert "script" not in found
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_a_script_alone_has_no_sound_and_is_told_whole(settled):
    found = run_report.made(result("planned"), settled)
    assert (found["mp3"], found["guid"], found["seconds"], found["engine"]) == (None, None, None, "espeak")
    assert len(found["script"]["segments"]) == len(episode().script.segments)
    assert found["holds_while"] == {"faster": 0.02, "slower": 0.03}
    assert all(story["start"] > 0 and story["seconds"] == 8 for story in found["stories"])


@pytest.mark.parametrize(("guid", "waits"), [("", True), ("tag:a", False)])
def test_an_episode_without_a_guid_waits_for_approval(guid, waits):
    assert run_report.needs_approval(result(guid=guid)) is waits
    assert not run_report.needs_approval(result("planned"))


def test_a_run_that_could_not_report_is_told_from_its_record(settled):
    run = Run("20260321T063000-0123ab", "daily", "schedule", dt.datetime(2026, 3, 21, tzinfo=dt.UTC), "0630")
    run = dataclasses.replace(run, status=RunStatus.FAILED, error="Gone.")
    told = {"show": "daily", "edition": "0630", "status": "failed", "episode": "", "error": "Gone."}
    assert run_report.reported(settled, run) == told
    RunStore(settled.state).put(run)
    RunStore(settled.state).put_report("daily", run.id, run_report.failed(UsageError("Bad.")))
    assert run_report.reported(settled, run) == {
        "show": "daily",
        "edition": "0630",
        "status": "failed",
        "error": "Bad.",
    }
