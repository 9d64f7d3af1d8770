"""Programmes are made in the background: how far one is can be asked at any time, and a failure is told."""

import datetime as dt
import threading

import pytest

from service import settings
from service.errors import EngineUnavailable
from service.pipeline import draft_audio
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.kept_engines import KeptEngines
from service.pipeline.programme_jobs import MOST_KNOWN, ProgrammeJobs
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


@pytest.fixture
def jobs():
    return ProgrammeJobs(KeptEngines())


@pytest.fixture
def unmade(monkeypatch, tmp_path):
    """The place of a sound that is not there."""
    monkeypatch.setattr(draft_audio, "path_of", lambda desk, version: tmp_path / "unmade.mp3")
    return tmp_path / "unmade.mp3"


def others():
    return [each for each in threading.enumerate() if each.name == "programme"]


def test_what_is_there_is_ready(desk, jobs):
    assert jobs.start(desk, desk.version()).state == "ready"


def test_how_far_it_is_is_told_while_it_is_made_and_it_is_begun_once(desk, jobs, unmade, monkeypatch):
    told, go, begun = threading.Event(), threading.Event(), []

    def make(desk, version, timer, engines):
        begun.append(1)
        timer.step("Speaking", 2, 5)
        told.set()
        go.wait(20)
        unmade.write_bytes(b"")

    monkeypatch.setattr(draft_audio, "make", make)
    assert jobs.state(desk, desk.version()).state == "none"
    assert jobs.start(desk, desk.version()).state == "making"
    assert told.wait(20)
    now = jobs.start(desk, desk.version())
    assert (now.state, now.step, now.done, now.total) == ("making", "Speaking", 2, 5)
    go.set()
    for each in others():
        each.join(20)
    assert jobs.state(desk, desk.version()).state == "ready"
    assert begun == [1]


def test_a_failure_is_told_and_can_be_tried_again(desk, jobs, unmade, monkeypatch):
    def make(desk, version, timer, engines):
        raise EngineUnavailable("no voice here")

    monkeypatch.setattr(draft_audio, "make", make)
    for _ in range(2):
        assert jobs.start(desk, desk.version()).state == "making"
        for each in others():
            each.join(20)
        now = jobs.state(desk, desk.version())
        assert (now.state, now.error) == ("failed", "no voice here")


def test_not_all_that_ever_failed_is_remembered(desk, jobs, monkeypatch, tmp_path):
    number = [0]

    def make(desk, version, timer, engines):
        raise EngineUnavailable("no voice here")

    monkeypatch.setattr(draft_audio, "path_of", lambda desk, version: tmp_path / f"{number[0]}.mp3")
    monkeypatch.setattr(draft_audio, "make", make)
    for number[0] in range(MOST_KNOWN + 1):
        jobs.start(desk, desk.version())
        for each in others():
            each.join(20)
    assert jobs.state(desk, desk.version()).state == "failed"
    number[0] = 0
    assert jobs.state(desk, desk.version()).state == "none"


def test_what_is_being_made_is_never_forgotten(desk, jobs, monkeypatch, tmp_path):
    number, go, begun = [0], threading.Event(), []

    def make(desk, version, timer, engines):
        begun.append(1)
        go.wait(20)

    monkeypatch.setattr(draft_audio, "path_of", lambda desk, version: tmp_path / f"{number[0]}.mp3")
    monkeypatch.setattr(draft_audio, "make", make)
    for number[0] in range(MOST_KNOWN + 1):
        jobs.start(desk, desk.version())
    number[0] = 0
    assert jobs.start(desk, desk.version()).state == "making"
    go.set()
    for each in others():
        each.join(20)
    assert len(begun) == MOST_KNOWN + 1


def test_where_no_thread_begins_it_can_be_tried_again(desk, jobs, unmade, monkeypatch):
    def no_thread(thread):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as none:
        none.setattr(threading.Thread, "start", no_thread)
        assert jobs.start(desk, desk.version()).state == "failed"
    monkeypatch.setattr(draft_audio, "make", lambda *arguments: unmade.write_bytes(b""))
    jobs.start(desk, desk.version())
    for each in others():
        each.join(20)
    assert jobs.state(desk, desk.version()).state == "ready"
