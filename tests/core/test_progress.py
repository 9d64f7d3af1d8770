"""Progress: stages are timed, told and logged; warnings are logged and kept."""

import io
import json
import threading

from service.core import log
from service.core.progress import Progress, StageTimer


def test_a_stage_is_told_when_it_begins_and_timed_when_it_ends(events):
    told = []
    timer = StageTimer(Progress(lambda *step: told.append(step), lambda *stage: told.append(stage)))
    with timer.stage("read", "Reading"):
        assert told == [("Reading", 0, 0)]
        assert events() == []
    assert told[1:] == [("read", timer.timings["read"])]
    assert events() == [("stage", {"stage": "read", "seconds": timer.timings["read"]})]


def test_steps_and_counts_go_to_whoever_is_given():
    steps, counts = [], []
    timer = StageTimer(Progress(step=lambda *step: steps.append(step), count=lambda *count: counts.append(count)))
    timer.speaking(3, 40)
    timer.count("fallbacks")
    timer.count("articles", 5)
    assert (steps, counts) == ([("Speaking", 3, 40)], [("fallbacks", 1), ("articles", 5)])


def test_a_warning_is_logged_and_kept_and_a_note_only_logged(events):
    timer = StageTimer(Progress())
    timer.warn("it is old")
    timer.note("it is slow")
    assert timer.warnings == ["it is old"]
    assert events() == [("note", {"text": "it is old"}), ("note", {"text": "it is slow"})]


def test_a_warning_is_kept_without_secrets(monkeypatch):
    """It goes into the run's record and its report."""
    monkeypatch.setenv("TINGBAO_MINIFLUX_TOKEN", "mf-geheim")
    timer = StageTimer(Progress())
    timer.warn("sent on to /login?token=mf-geheim")
    assert timer.warnings == ["sent on to /login?token=***"]


def test_what_another_thread_notes_carries_the_run():
    stream = io.StringIO()
    with log.bound(run="r1"), log.written_to(stream, log.INFO, run="r1"):
        timer = StageTimer(Progress())
        thread = threading.Thread(target=timer.note, args=("from a thread",))
        thread.start()
        thread.join()
    assert json.loads(stream.getvalue())["run"] == "r1"
